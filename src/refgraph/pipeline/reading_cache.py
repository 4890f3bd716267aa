"""What was read of each document, kept: a document is read again when it, its reader or the texts of law change.

Which texts its words name is recognised once, and kept with the reading: the graph of mentions asks for the same words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from refgraph.mentions import Citation, Lexicon, Recogniser, lexicon_with
from refgraph.model.records import Reading
from refgraph.reading import registry
from refgraph.reading.document import Document
from refgraph.workspace import Cache, Workspace


class _Kept(Struct, frozen=True):
    reading: Reading
    recognised: dict[str, tuple[Citation, ...]]


_decoder = msgspec.msgpack.Decoder(_Kept)


class ReadingCache:
    """The readings of the documents of ``workspace``, and the recogniser of the texts that they name.

    ``checksums`` are those of the workspace (`Workspace.checksums`).
    """

    def __init__(self, workspace: Workspace, checksums: Mapping[str, str]) -> None:
        self._cache = Cache(workspace.cache / "readings")
        self._reader = (
            f"{checksums['refgraph']}\n{registry.signature_of_others()}\n{checksums.get('regulations.ttl', '')}"
        )
        self._checksums = checksums
        self._workspace = workspace
        self._used: set[str] = set()

    @cached_property
    def lexicon(self) -> Lexicon:
        """By what words a document may cite texts of law."""
        return lexicon_with(self._workspace.register)

    def name(self, document: str, sha256: str, catalogue: Mapping[str, str]) -> str:
        """The name under which the reading of the document of this name and these bytes is kept."""
        told = (self._reader, document, sha256, catalogue.get(document, ""))
        return hashlib.sha256("\0".join(told).encode()).hexdigest()[:32]

    def kept(self, path: Path, catalogue: Mapping[str, str]) -> tuple[str, str] | None:
        """The name under which the reading of the document at ``path`` is kept, and the id of its certification; None
        where none is kept. The document is not opened."""
        name = self.name(path.name, self._checksums.get(f"sources/{path.name}", ""), catalogue)
        self._used |= {name, _heading(name)}
        raw = self._cache.get(_heading(name))
        return (name, raw.decode()) if raw else None

    def read(self, document: Document, catalogue: Mapping[str, str]) -> Reading:
        """All that ``document`` says (see `registry.read_document`).

        Raises:
            StoreError: the cache cannot be written.
        """
        return self._read(document, catalogue).reading

    def recognised(self, document: Document, catalogue: Mapping[str, str]) -> tuple[Reading, Recogniser]:
        """The same, with a recogniser that knows what the document cites.

        Raises:
            StoreError: the cache cannot be written.
        """
        found = self._read(document, catalogue)
        return found.reading, Recogniser(self.lexicon, found.recognised)

    def _read(self, document: Document, catalogue: Mapping[str, str]) -> _Kept:
        name = self.name(document.name, document.sha256, catalogue)
        self._used |= {name, _heading(name)}
        kept = self._kept(name)
        if kept is None:
            recogniser = Recogniser(self.lexicon)
            kept = _Kept(registry.read_document(document, catalogue, recogniser), recogniser.used)
            with self._workspace.builds.writing():
                self._cache.put(name, msgspec.msgpack.encode(kept))
                self._cache.put(_heading(name), kept.reading.certification.id.encode())
        return kept

    def clean(self) -> None:
        """Remove the readings of documents that are gone, once they have been of no use for days."""
        self._cache.clean(self._used)

    def _kept(self, name: str) -> _Kept | None:
        raw = self._cache.get(name)
        try:
            return _decoder.decode(raw) if raw else None
        except msgspec.MsgspecError:
            return None


def _heading(name: str) -> str:
    return f"{name}.id"
