"""Two versions of a certification, each named by its id in the data folder or by a file, and what they touch."""

from __future__ import annotations

import warnings
from datetime import date
from pathlib import Path

from refgraph.core.errors import LayoutWarning, QueryError
from refgraph.core.french import quote
from refgraph.graph import sssom
from refgraph.knowledge.dossier import SIGNED, Signatures
from refgraph.knowledge.versions import (
    Descent,
    Touched,
    Version,
    VersionDifference,
    VersionKind,
    compare,
    item_named,
    read_descents,
    say,
    touched,
    version_of,
)
from refgraph.knowledge.versions.said import FILE
from refgraph.pipeline.mappings import mapping_files
from refgraph.pipeline.records import kept_of
from refgraph.reading import registry
from refgraph.reading.opening import open_document
from refgraph.workspace import Workspace


def version_named(workspace: Workspace, name: str) -> Version:
    """The version called ``name``: a certification of ``workspace`` as it is corrected, or a file as it is read.

    Raises:
        QueryError: it is neither.
        DocumentError, RecordError: the document cannot be read.
    """
    id = name.removeprefix("rgid:")
    found = kept_of(workspace, id) if "/" not in id and workspace.received() else None
    if found is not None:
        return version_of(found.record)
    if Path(name).exists():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", LayoutWarning)
            return version_of(registry.read_document(open_document(Path(name))))
    raise QueryError(
        f"{quote(name)} n’est ni une certification du dossier de données, ni un fichier.",
        remedy="Écrivez par exemple RNCP31919, ou le chemin du document d’une version\u202f; "
        "« refgraph build » montre les certifications lues.",
    )


def compared(workspace: Workspace, old: str, new: str) -> VersionDifference:
    """What became of the version called ``old`` in that called ``new``, with what people said of it.

    Raises:
        RefgraphError: as `version_named` and `read_descents`.
    """
    said = read_descents(descents_file(workspace))
    return compare(version_named(workspace, old), version_named(workspace, new), said)


def descents_file(workspace: Workspace) -> Path:
    """Where what people say that a competence comes from is kept."""
    return workspace.mappings / FILE


def say_descent(
    workspace: Workspace, difference: VersionDifference, before: str, after: str, author: str, day: date
) -> None:
    """Keep what ``author`` says: the competence called ``after`` in the new version comes from ``before`` in the old.

    Each is an id, or a code that no other has; empty where the competence is new, or removed.

    Raises:
        MappingError: nobody signs, a competence is not there, or the file cannot be understood or written.
    """
    kind = VersionKind.COMPETENCE
    old = item_named(difference.old.of(kind), before).text if before else ""
    new = item_named(difference.new.of(kind), after).text if after else ""
    told = Descent(difference.old.id, difference.new.id, old, new, author.strip(), day.isoformat())
    say(descents_file(workspace), told)


def touched_by(workspace: Workspace, difference: VersionDifference) -> Touched:
    """What of the decisions and signatures of ``workspace`` is about the old version.

    Raises:
        MappingError: a file of decisions cannot be understood.
    """
    rows = [row for path in mapping_files(workspace.mappings) for row in sssom.read(path).rows]
    return touched(difference, rows, Signatures(workspace.mappings / SIGNED).load())
