"""The certifications of a store, each read when it is first asked for, and kept while it is among the last asked."""

from __future__ import annotations

import threading
from collections.abc import Collection
from functools import cached_property

from refgraph.graph.store import Store
from refgraph.knowledge.certifications.model import ComparedCertification
from refgraph.knowledge.certifications.reading import read
from refgraph.knowledge.certifications.titles import Titled, titles

_KEPT = 100
"""How many certifications stay in memory."""


class Certifications:
    """The certifications of ``store``: their titles at once, the rest of each when it is asked for.

    One object serves all threads, as long as the store lives.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[str, ComparedCertification] = {}
        self._lock = threading.Lock()

    @cached_property
    def titles(self) -> tuple[Titled, ...]:
        """Every certification by its title, in the order of their IRIs."""
        return tuple(titles(self._store))

    def read(self, only: Collection[str]) -> tuple[ComparedCertification, ...]:
        """Those of ``only`` (IRIs) that the store knows, in the order of their IRIs."""
        with self._lock:
            missing = [iri for iri in only if iri not in self._kept]
            found = {one.iri: one for one in read(self._store, missing)}
            found |= {iri: self._kept.pop(iri) for iri in only if iri in self._kept}
            self._kept |= found
            for iri in list(self._kept)[: max(0, len(self._kept) - _KEPT)]:
                del self._kept[iri]
        return tuple(found[iri] for iri in sorted(found))

    def all(self) -> tuple[ComparedCertification, ...]:
        """Every certification, read now and not kept."""
        return tuple(read(self._store))
