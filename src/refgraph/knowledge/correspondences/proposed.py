"""What the tool proposes, computed for the certifications that are asked for, once as long as the store lives."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Collection
from functools import cached_property
from itertools import combinations
from pathlib import Path

import msgspec

from refgraph.core import files
from refgraph.knowledge.certifications import Certifications
from refgraph.knowledge.proposals import Corpus, Proposal, from_certifications
from refgraph.knowledge.proposals.thesaurus import load

_KEPT = 20
"""How many answers stay in memory."""
_MOST_APART = 4
"""Up to so many certifications each two are searched apart, so that their pairs are those of the two alone."""

_Pairs = frozenset[frozenset[str]]


class Proposed:
    """The proposals between the competences of ``certifications``, by the words of the ``thesaurus`` (a file).

    ``kept`` is the folder in which pairs are kept from one process to the next, if any.
    """

    def __init__(self, certifications: Certifications, thesaurus: Path, kept: Path | None = None) -> None:
        self._certifications = certifications
        self._thesaurus = thesaurus
        self._folder = kept
        self._kept: dict[frozenset[str] | None, tuple[Proposal, ...]] = {}
        self._pairs: dict[frozenset[str], _Pairs] = {}
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

    def pairs(self, certifications: Collection[str]) -> _Pairs:
        """The pairs of competences (IRIs) that are proposed between two of ``certifications`` (IRIs)."""
        asked = sorted(set(certifications))
        groups = combinations(asked, 2) if len(asked) <= _MOST_APART else [tuple(asked)]
        return frozenset(pair for group in groups for pair in self._pairs_of(frozenset(group)))

    def _pairs_of(self, certifications: frozenset[str]) -> _Pairs:
        if certifications not in self._pairs:
            path = self._path(certifications)
            found = _read(path) if path else None
            if found is None:
                found = frozenset(frozenset((one.subject.iri, one.object.iri)) for one in self.between(certifications))
                if path:
                    _write(path, found)
            self._pairs[certifications] = found
        return self._pairs[certifications]

    def _path(self, certifications: frozenset[str]) -> Path | None:
        if self._folder is None:
            return None
        words = self._thesaurus.read_bytes() if self._thesaurus.exists() else b""
        named = hashlib.sha256(b"\0".join((*(one.encode() for one in sorted(certifications)), words)))
        return self._folder / f"{named.hexdigest()[:24]}.json"

    @cached_property
    def _corpus(self) -> Corpus:
        own = self._thesaurus if self._thesaurus.exists() else None
        return Corpus(from_certifications(self._certifications.all()), load(own))


def _read(path: Path) -> _Pairs | None:
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return frozenset(map(frozenset, msgspec.json.decode(path.read_bytes(), type=list[tuple[str, str]])))
    return None


def _write(path: Path, pairs: _Pairs) -> None:
    """Keep ``pairs``; where that is not possible they are searched again."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        files.replace(path, msgspec.json.encode(sorted(map(sorted, pairs))).decode())
