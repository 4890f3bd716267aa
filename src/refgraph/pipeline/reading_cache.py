"""What was read of each document, kept: a document is read again when it, its reader or the texts of law change.

Which texts its words name is recognised once, and kept with the reading: the graph of mentions asks for the same words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from refgraph.mentions import Citation, Recogniser, lexicon_with
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
        self._reader = f"{checksums['refgraph']}\n{registry.signature()}\n{checksums.get('regulations.ttl', '')}"
        self._builds = workspace.builds
        self._used: set[str] = set()
        self._lexicon = lexicon_with(workspace.register)
        self.recogniser = Recogniser(self._lexicon)

    def read(self, document: Document, catalogue: Mapping[str, str]) -> Reading:
        """All that ``document`` says (see `registry.read_document`).

        Raises:
            StoreError: the cache cannot be written.
        """
        told = (self._reader, document.name, document.sha256, catalogue.get(document.name, ""))
        name = hashlib.sha256("\0".join(told).encode()).hexdigest()[:32]
        self._used.add(name)
        kept = self._kept(name)
        if kept is None:
            recogniser = Recogniser(self._lexicon, self.recogniser.used)
            reading = registry.read_document(document, catalogue, recogniser)
            kept = _Kept(reading, recogniser.used)
            with self._builds.writing():
                self._cache.put(name, msgspec.msgpack.encode(kept))
        self.recogniser.used |= kept.recognised
        return kept.reading

    def clean(self) -> None:
        """Remove the readings of documents that are gone, once they have been of no use for days."""
        self._cache.clean(self._used)

    def _kept(self, name: str) -> _Kept | None:
        raw = self._cache.get(name)
        try:
            return _decoder.decode(raw) if raw else None
        except msgspec.MsgspecError:
            return None
