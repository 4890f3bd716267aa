"""How alike the texts of two versions are: by the words that tell them apart, never by their codes.

A word that stands in most texts of a version (the frame « Réaliser un diagnostic … en vue de … ») weighs next to
nothing; one that stands in a single text weighs most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log, sqrt

from rapidfuzz import fuzz

from refgraph.core.text import fold
from refgraph.knowledge.wording import words

_COMMON = 0.05
"""What a word of all texts still weighs."""
_FEW = 2
"""Texts that are taken to say nothing of a word: in a version of two statements no word is known to be common."""
_FRAME = 3
"""So many stems that several texts of a version share make a frame."""
_OF_FRAME = 0.15
"""What a word of the frame of a text counts beside the others."""
_BY_WORDS = 0.65
"""The part of the words in a likeness; the rest is that of the letters, in whatever order the words stand."""


@lru_cache(maxsize=20_000)
def canonical(text: str) -> str:
    """``text`` as it is taken for the same: its letters, figures and signs of arithmetic, whatever its typography.

    >>> canonical("Peser la pâte ; façonner.") == canonical("Peser la pâte, façonner")
    True
    """
    kept = "".join(char if char.isalnum() or char in "%<>=≥≤+" else " " for char in fold(text))
    return " ".join(kept.split()) or text.strip()


class TextLikeness:
    """The likeness of each text of an ``old`` version with each of a ``new`` one, by their positions."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = _Version(old), _Version(new)
        self._cosines: dict[int, Mapping[int, float]] = {}
        counted = Counter(stem for version in (self._old, self._new) for text in version.stems for stem in text)
        total = len(old) + len(new)
        self.weights: Mapping[str, float] = {
            stem: _COMMON + log((total + _FEW) / times) for stem, times in counted.items()
        }

    def between(self, old: int, new: int) -> float:
        """How alike two texts are, from 0 to 1."""
        letters = fuzz.token_sort_ratio(self._old.letters(old), self._new.letters(new)) / 100
        return _BY_WORDS * self.cosine(old, new) + (1 - _BY_WORDS) * letters

    def cosine(self, old: int, new: int) -> float:
        """How far the same words tell two texts apart from all others, from 0 to 1."""
        return self.cosines(old).get(new, 0.0)

    def cosines(self, old: int) -> Mapping[int, float]:
        """The same for each new text that shares a word with an old one."""
        if old not in self._cosines:
            ours, length = self._row(self._old, old)
            found: dict[int, float] = defaultdict(float)
            for stem, weight in ours.items():
                for new, theirs in self._postings.get(stem, ()):
                    found[new] += weight * theirs / (length or 1.0)
            self._cosines[old] = dict(found)
        return self._cosines[old]

    @cached_property
    def _postings(self) -> Mapping[str, list[tuple[int, float]]]:
        """The new texts that have each stem, with its share of their length."""
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for new in range(len(self._new.stems)):
            row, length = self._row(self._new, new)
            for stem, weight in row.items():
                found[stem].append((new, weight / (length or 1.0)))
        return found

    def coverage(self, parts: Collection[str], whole: Collection[str]) -> float:
        """The share of ``parts`` (stems) that ``whole`` has, by weight, from 0 to 1."""
        held = set(whole)
        total = sum(self.weights[stem] for stem in parts)
        return sum(self.weights[stem] for stem in parts if stem in held) / total if total else 0.0

    def old_stems(self, old: int) -> frozenset[str]:
        """The stems of a text of the old version that tell it from its like."""
        return self._old.telling(old)

    def new_stems(self, new: int) -> frozenset[str]:
        """The stems of a text of the new version that tell it from its like."""
        return self._new.telling(new)

    def _row(self, version: _Version, at: int) -> tuple[dict[str, float], float]:
        """The weight of each stem of a text, and the length of them all."""
        frame = version.frame(at)
        row = {stem: self.weights[stem] * (_OF_FRAME if stem in frame else 1.0) for stem in version.stems[at]}
        return row, sqrt(sum(weight**2 for weight in row.values()))


class _Version:
    """The texts of one version: their stems, and the frame that each shares with several others of its version."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self.stems = [stems(text) for text in texts]
        self._frames: dict[int, frozenset[str]] = {}

    def frame(self, at: int) -> frozenset[str]:
        """The stems of the frame of a text; none where it has none."""
        if at not in self._frames:
            self._frames[at] = _frame(at, self.stems)
        return self._frames[at]

    def telling(self, at: int) -> frozenset[str]:
        """The stems that tell a text from its like."""
        return self.stems[at] - self.frame(at) or self.stems[at]

    def letters(self, at: int) -> str:
        """A text folded, without the words of its frame; all of it where nothing else is left."""
        frame = self.frame(at)
        kept = [word.text for word in words(self._texts[at]) if word.stem not in frame] if frame else []
        return fold(" ".join(kept) or self._texts[at])


def _frame(at: int, texts: Sequence[frozenset[str]]) -> frozenset[str]:
    """The stems that the text ``at`` shares with several others which are mostly made of them, as it is."""
    ours = texts[at]
    shared = [ours & other for place, other in enumerate(texts) if place != at]
    like = [each for each in shared if len(each) >= _FRAME and 2 * len(each) >= len(ours)]
    if len(like) < 2:
        return frozenset()
    counted = Counter(stem for each in like for stem in each)
    return frozenset(stem for stem, times in counted.items() if times >= 2 and 2 * times >= len(like))


def stems(text: str) -> frozenset[str]:
    """The stems of ``text`` that carry meaning, and its figures; all its words where none does."""
    found = frozenset(word.stem for word in words(text)) | frozenset(
        token for token in canonical(text).split() if any(map(str.isdigit, token))
    )
    return found or frozenset(canonical(text).split())
