"""Certifications as they are compared, read from the store, and the correspondences between their competences."""

from __future__ import annotations

from refgraph.knowledge.certifications.links import COVERS, Coverage, Link, Links, accepted, coverage, covers
from refgraph.knowledge.certifications.model import (
    Bloc,
    Competence,
    Criterion,
    Modality,
    Outline,
    Passage,
    all_modalities,
    competences_by_iri,
)  # fmt: skip
from refgraph.knowledge.certifications.reading import read

__all__ = [
    "COVERS", "Bloc", "Competence", "Coverage", "Criterion", "Link", "Links", "Modality", "Outline", "Passage",
    "accepted", "all_modalities", "competences_by_iri", "coverage", "covers", "read",
]  # fmt: skip
