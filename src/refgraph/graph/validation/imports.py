"""What a user's files import (``owl:imports``): other files of the same folder; nothing is ever asked of a network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pyoxigraph import NamedNode

from refgraph.core.namespaces import PREFIXES
from refgraph.graph.validation.shapes import ShapesFile, read_file

IMPORTS = NamedNode(PREFIXES["owl"] + "imports")


def with_imports(files: Sequence[ShapesFile]) -> list[ShapesFile]:
    """``files`` and the files beside them that they import, in turn.

    Raises ShapeError where one of these cannot be read or is not Turtle.
    """
    found = list(files)
    for file in found:  # what is added on the way is looked at as well
        for iri in imported(file):
            beside = [] if _said_in(iri, found) else _beside(iri, file.path.parent)
            found += [read_file(path, shipped=False) for path in beside if path not in {one.path for one in found}]
    return found


def unread(files: Iterable[ShapesFile]) -> list[tuple[ShapesFile, str]]:
    """The files of a user with the addresses that they import and that no file read here answers to."""
    known = list(files)
    theirs = [file for file in known if not file.shipped]
    return [(file, iri) for file in theirs for iri in imported(file) if not _said_in(iri, known)]


def imported(file: ShapesFile) -> list[str]:
    """The addresses that ``file`` imports, each once; vocabularies that refgraph knows are no files to look for."""
    said = [t.object.value for t in file.triples if t.predicate == IMPORTS and isinstance(t.object, NamedNode)]
    known = {space.rstrip("#/") for space in PREFIXES.values()}
    return [iri for iri in dict.fromkeys(said) if iri.rstrip("#/") not in known]


def _said_in(iri: str, files: Iterable[ShapesFile]) -> bool:
    """Whether one of ``files`` is that file, or says anything of the ontology that it is."""
    node = NamedNode(iri)
    return any(_is_at(iri, file.path) or any(each.subject == node for each in file.triples) for file in files)


def _beside(iri: str, folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.suffix.lower() == ".ttl" and _is_at(iri, path)]


def _is_at(iri: str, path: Path) -> bool:
    """Whether the last part of ``iri`` is the name of ``path``, with or without its suffix."""
    name = unquote(urlsplit(iri).path.rstrip("/").rpartition("/")[2]).casefold()
    return bool(name) and name in (path.name.casefold(), path.stem.casefold())
