"""Words that are nearly those of the graph: what a reader who mistyped meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from refgraph.core.text import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
"""Numbers are left out: another number is no slip, it is another thing."""
_SURE = 4
"""Letters below which a word with one wrong is any other word."""
_LONG = 8
"""Letters from which two may be wrong."""


def forms(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often each word of ``texts`` is written in each of its forms: folded, and as it is written."""
    return Counter((fold(word), word) for text in texts for word in _WORD.findall(text))


def spellings(counted: Iterable[tuple[str, str, int]]) -> list[tuple[str, str]]:
    """The words of `forms`, folded and as they are written, those used most first."""
    written: dict[str, dict[str, int]] = {}
    for folded, form, uses in counted:
        written.setdefault(folded, {})[form] = uses
    ranked = sorted(written.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    return [(folded, min(uses, key=lambda one: (not one.islower(), -uses[one], one))) for folded, uses in ranked]


class Vocabulary:
    """The words that can be found: ``written`` gives how each folded word is written, those used most first."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self._written = written
        self._words = list(written)

    def nearest(self, term: str) -> str | None:
        """The folded word that ``term`` was meant to be, or to begin; None where none is near, or it has a digit.

        One letter missing, in excess, wrong or exchanged with its neighbour; two in a whole word of eight letters.
        """
        if len(term) < _SURE or not _WORD.fullmatch(term):
            return None
        return self._whole(term, 1) or self._begun(term) or (self._whole(term, 2) if len(term) >= _LONG else None)

    def written(self, term: str) -> str:
        """A folded word as it is written in the graph."""
        return self._written.get(term, term)

    def _whole(self, term: str, most: int) -> str | None:
        found = process.extractOne(term, self._words, scorer=OSA.distance, score_cutoff=most)
        return self._words[found[2]] if found else None

    def _begun(self, term: str) -> str | None:
        for length in (len(term), len(term) + 1, len(term) - 1):
            begun = [word[:length] for word in self._words]
            found = process.extractOne(term, begun, scorer=OSA.distance, score_cutoff=1)
            if found:
                return self._words[found[2]]
        return None
