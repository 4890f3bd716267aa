"""Literal reproduction: the longest passages that two certifications share, and near-copies.

Since 1 October 2025 a literal copy is refused without examination (R6113-8-1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

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


def reproductions(certifications: Sequence[ComparedCertification], shortest: int = SHORTEST) -> list[Copy]:
    """The copies between different certifications, the longest common passage first."""
    texts = [text for certification in certifications for text in _texts(certification)]
    words = [_words(text.text) for text in texts]
    found = []
    for left, right in _candidates(texts, words):
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


def _words(text: str) -> list[tuple[str, str]]:
    """Each word as compared and as printed."""
    pairs = [(fold(word).strip(".,;:!?()«»\"'"), word) for word in text.split()]
    return [(plain, printed) for plain, printed in pairs if plain]


def _candidates(texts: Sequence[CopiableText], words: Sequence[list[tuple[str, str]]]) -> list[tuple[int, int]]:
    """The pairs of two certifications that share a run of words: only these are looked at."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, line in enumerate(words):
        plain = [word for word, _ in line]
        size = min(_SHINGLE, len(plain))
        for at in range(len(plain) - size + 1):
            places[tuple(plain[at : at + size])].append(number)
    pairs = {
        (left, right)
        for numbers in places.values()
        for left in numbers
        for right in numbers
        if left < right and texts[left].certification.iri != texts[right].certification.iri
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
