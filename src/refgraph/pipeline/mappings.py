"""The graph of reviewed correspondences, from the mapping files of the workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Triple

from refgraph.core.namespaces import item_iri
from refgraph.graph import sssom
from refgraph.model.records import Reading


def mapping_graph(folder: Path, versions: Mapping[str, str]) -> list[Triple]:
    """The accepted rows of ``folder``'s ``*.sssom.tsv`` whose statements still read as when they were decided on.

    ``versions`` are those of the statements today, by CURIE.

    Raises:
        MappingError: a file is no valid SSSOM.
    """
    return sssom.to_graph((sssom.read(path) for path in mapping_files(folder)), versions)


def mapping_files(folder: Path) -> list[Path]:
    """The mapping files of ``folder``, by name."""
    return sorted(folder.glob("*.sssom.tsv")) if folder.is_dir() else []


def statement_versions(readings: Iterable[Reading]) -> dict[str, str]:
    """The version of each statement of ``readings``, by the CURIE of its competence."""
    return {
        sssom.compress(item_iri(reading.certification.id, competence.id)): sssom.version(competence.statement)
        for reading in readings
        for competence in reading.competences
    }
