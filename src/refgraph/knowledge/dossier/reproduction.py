"""Literal reproduction: the longest passages that two certifications share, and near-copies.

Since 1 October 2025 a literal copy is refused without examination (R6113-8-1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

from refgraph.core.text import fold
from refgraph.knowledge.certifications import ComparedCertification
from refgraph.knowledge.excerpts import Excerpt

SHORTEST = 6
"""A common passage of fewer words is a turn of the language, not a copy."""
NEAR_COPY = 85
"""From this likeness on (0..100, letter by letter) two texts are near-copies."""
SAME_CERTIFIER, OTHER_CERTIFIER, UNKNOWN_CERTIFIER = "même certificateur", "autre certificateur", "non documenté"
_SHINGLE = 4


@dataclass(frozen=True)
class CopiableText:
    """A statement or a criterion that may be copied."""

    iri: str
    kind: str
    text: str
    certification: ComparedCertification
    passage: Excerpt | None


@dataclass(frozen=True)
class Copy:
    """Two texts with a passage in common: ``common`` as printed in the first, ``words`` long.

    ``share`` is the part (0..1) of the shorter text that it makes up, ``likeness`` that of both texts (0..100).
    """

    first: CopiableText
    second: CopiableText
    common: str
    words: int
    share: float
    likeness: int

    @property
    def turned(self) -> Copy:
        """The same copy, seen from the other text: the words are as printed there."""
        return _copy(self.second, self.first, _words(self.second.text), _words(self.first.text))

    @property
    def kind(self) -> str:
        """How close the copy is."""
        if self.likeness == 100:
            return "mot pour mot"
        return "quasi-copie" if self.likeness >= NEAR_COPY else "passage commun"

    @property
    def certifier(self) -> str:
        """Whether one certifier copies himself, another, or the documents don't tell."""
        ours, theirs = ({fold(name) for name in one.certification.certifiers} for one in (self.first, self.second))
        if not ours or not theirs:
            return UNKNOWN_CERTIFIER
        return SAME_CERTIFIER if ours & theirs else OTHER_CERTIFIER


def reproductions(
    certifications: Sequence[ComparedCertification], shortest: int = SHORTEST, about: str = ""
) -> list[Copy]:
    """The copies between different certifications, the longest common passage first.

    ``about`` is the certification (IRI) that one of both texts must be of; empty: any two.
    """
    texts = [text for certification in certifications for text in _texts(certification)]
    words = [_words(text.text) for text in texts]
    asked = {number for number, text in enumerate(texts) if about in ("", text.certification.iri)}
    found = []
    for left, right in _candidates(texts, asked):
        copy = _copy(texts[left], texts[right], words[left], words[right])
        if copy.words >= shortest or copy.likeness >= NEAR_COPY:
            found.append(copy)
    return sorted(found, key=lambda copy: (-copy.words, -copy.likeness, copy.first.iri, copy.second.iri))


def _texts(certification: ComparedCertification) -> Iterator[CopiableText]:
    met: set[str] = set()
    for competence in certification.competences:
        yield CopiableText(competence.iri, "compétence", competence.statement, certification, competence.passage)
        for criterion in competence.criteria:
            if criterion.iri not in met and criterion.minimum_ratio is None:
                met.add(criterion.iri)
                yield CopiableText(criterion.iri, "critère", criterion.text, certification, criterion.passage)


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[tuple[str, str], ...]:
    """Each word as compared and as printed."""
    pairs = [(fold(word).strip(".,;:!?()«»\"'"), word) for word in text.split()]
    return tuple((plain, printed) for plain, printed in pairs if plain)


@lru_cache(maxsize=50_000)
def _shingles(text: str) -> tuple[tuple[str, ...], ...]:
    """The runs of words by which two texts are first found to have something in common."""
    plain = [word for word, _ in _words(text)]
    size = min(_SHINGLE, len(plain))
    return tuple(tuple(plain[at : at + size]) for at in range(len(plain) - size + 1))


def _candidates(texts: Sequence[CopiableText], asked: set[int]) -> list[tuple[int, int]]:
    """The pairs of two certifications that share a run of words, one of them ``asked``: only these are looked at."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for shingle in _shingles(text.text):
            places[shingle].append(number)
    pairs = {
        (min(left, right), max(left, right))
        for numbers in places.values()
        for left in numbers
        if left in asked
        for right in numbers
        if texts[left].certification.iri != texts[right].certification.iri
    }
    return sorted(pairs)


def _copy(
    first: CopiableText, second: CopiableText, left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]]
) -> Copy:
    ours, theirs = [word for word, _ in left], [word for word, _ in right]
    match = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    return Copy(
        first=first,
        second=second,
        common=" ".join(printed for _, printed in left[match.a : match.a + match.size]),
        words=match.size,
        share=match.size / max(1, min(len(ours), len(theirs))),
        likeness=100 if ours == theirs else min(99, int(fuzz.ratio(" ".join(ours), " ".join(theirs)))),
    )
