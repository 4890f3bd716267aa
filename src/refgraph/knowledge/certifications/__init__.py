"""Certifications as they are compared, read from the store, and the correspondences between their competences."""

from __future__ import annotations

from refgraph.knowledge.certifications.kept import Certifications
from refgraph.knowledge.certifications.links import COVERS, Coverage, Link, Links, absences, accepted, coverage, covers
from refgraph.knowledge.certifications.model import (
    ComparedBloc,
    ComparedCertification,
    ComparedCompetence,
    ComparedCriterion,
    ComparedModality,
    all_modalities,
    competences_by_iri,
)  # fmt: skip
from refgraph.knowledge.certifications.reading import read
from refgraph.knowledge.certifications.reviewed import Reviewed
from refgraph.knowledge.certifications.titles import Titled, titles
from refgraph.knowledge.certifications.versions import bloc_version, bloc_version_of_0_1, bloc_versions

__all__ = [
    "COVERS",
    "Certifications",
    "ComparedBloc",
    "ComparedCertification",
    "ComparedCompetence",
    "ComparedCriterion",
    "ComparedModality",
    "Coverage",
    "Link",
    "Links",
    "Reviewed",
    "Titled",
    "absences",
    "accepted",
    "all_modalities",
    "bloc_version",
    "bloc_version_of_0_1",
    "bloc_versions",
    "competences_by_iri",
    "coverage",
    "covers",
    "read",
    "titles",
]  # fmt: skip
