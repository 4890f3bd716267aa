"""What the tool proposes, computed for the certifications that are asked for, once as long as the store lives."""

from __future__ import annotations

import threading
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from refgraph.knowledge.certifications import Certifications
from refgraph.knowledge.proposals import Corpus, Proposal, from_certifications
from refgraph.knowledge.proposals.thesaurus import load

_KEPT = 20
"""How many answers stay in memory."""


class Proposed:
    """The proposals between the competences of ``certifications``, by the words of the ``thesaurus`` (a file)."""

    def __init__(self, certifications: Certifications, thesaurus: Path) -> None:
        self._certifications = certifications
        self._thesaurus = thesaurus
        self._kept: dict[frozenset[str] | None, tuple[Proposal, ...]] = {}
        self._lock = threading.Lock()

    def between(self, certifications: Collection[str] | None = None) -> tuple[Proposal, ...]:
        """The proposals between two of ``certifications`` (IRIs; default: all), best first, whatever is decided."""
        key = None if certifications is None else frozenset(certifications)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = tuple(self._corpus.propose(key))
                for old in list(self._kept)[:-_KEPT]:
                    del self._kept[old]
            return self._kept[key]

    @cached_property
    def _corpus(self) -> Corpus:
        own = self._thesaurus if self._thesaurus.exists() else None
        return Corpus(from_certifications(self._certifications.all()), load(own))
