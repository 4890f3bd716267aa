"""The graph of reviewed correspondences, from the mapping files of the workspace."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Triple

from refgraph.core.errors import RefgraphError
from refgraph.core.namespaces import item_iri
from refgraph.graph import sssom
from refgraph.knowledge.dossier import SIGNED, Signatures
from refgraph.model.records import Reading


def mapping_graph(folder: Path, versions: Mapping[str, str]) -> list[Triple]:
    """The accepted rows of ``folder``'s ``*.sssom.tsv`` whose statements still read as when they were decided on.

    ``versions`` are those of the statements today, by CURIE. A file that is no valid SSSOM is left out: `unread` tells.
    """
    return sssom.to_graph(mapping_sets(folder), versions)


def mapping_sets(folder: Path) -> Iterator[sssom.MappingSet]:
    """What the mapping files of ``folder`` say, without those that cannot be understood."""
    for path in mapping_files(folder):
        with contextlib.suppress(RefgraphError):
            yield sssom.read(path)


def unread(folder: Path) -> Iterator[tuple[str, str]]:
    """The files of decisions of ``folder`` that cannot be understood, by name, and why, in French."""
    readers: list[tuple[Path, Callable[[Path], object]]] = [(path, sssom.read) for path in mapping_files(folder)]
    readers.append((folder / SIGNED, lambda path: Signatures(path).load()))
    for path, read in readers:
        try:
            read(path)
        except RefgraphError as error:
            yield path.name, str(error)


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
