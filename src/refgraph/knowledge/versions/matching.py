"""Which texts of a new version come from which texts of the old one: kept, reworded, split, merged.

By content alone: equal texts first, then the partners that together are most alike, then texts that take over a part of
one that has a partner already. Where a likeness is not enough to say so, the nearest text is told beside « nouvelle ».
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from refgraph.knowledge.versions.assignment import assigned
from refgraph.knowledge.versions.likeness import TextLikeness, canonical

REWORDED = 0.42
"""From this likeness on a text is another wording of its partner."""
_LEAST_WORDS = 0.2
"""From this cosine on: letters alone (« Traire les chèvres », « Tenir les carnets ») make no partner."""
_WEAK = 0.55
"""Below this likeness a partner gives way to a split or a merge that says more."""
_PART = 0.55
"""The share of a part that the whole must have for it to come from there."""
_SURE_PART = 0.75
_ADDED = 0.15
"""The share of the whole that a part must bring beyond the others."""
_NEAR = 0.2
"""From this cosine on, or this share and more, a text that is new is told with the old one that it is near to."""

_BESIDE = 0.12
"""What surroundings that are the same add to a likeness."""
_SAME_SURROUNDINGS = 0.6
"""From here on surroundings speak for a pair of which few words are the same."""

Affinity = Callable[[int, int], float]
"""How much the surroundings of an old and a new text speak for the pair, from 0 to 1."""


@dataclass(frozen=True)
class TextMatch:
    """``links`` are the pairs (old, new) by position; ``near`` the old text that a new one without link is near to."""

    links: tuple[tuple[int, int], ...] = ()
    near: Mapping[int, int] = field(default_factory=dict)

    def of_old(self, old: int) -> list[int]:
        """The new texts that come from ``old``."""
        return [new for one, new in self.links if one == old]

    def of_new(self, new: int) -> list[int]:
        """The old texts that ``new`` comes from."""
        return [old for old, one in self.links if one == new]


def match(
    old: Sequence[str], new: Sequence[str], beside: Affinity | None = None, likeness: TextLikeness | None = None
) -> TextMatch:
    """What becomes of the texts of ``old`` in ``new``; ``beside`` tells of their surroundings, ``likeness``
    is theirs where it is known already.

    >>> match(["Pétrir la pâte", "Cuire le pain"], ["Cuire le pain", "Pétrir la pâte à la main"]).links
    ((0, 1), (1, 0))
    """
    partners = _equal(old, new, beside)
    likeness = likeness or TextLikeness(old, new)
    left = [at for at in range(len(old)) if at not in partners]
    taken = set(partners.values())
    free = [at for at in range(len(new)) if at not in taken]
    gains = dict(_reworded(left, free, likeness, beside))
    reworded = assigned(gains)
    for one, other in list(reworded.items()):
        if gains[one, other] < _WEAK and _is_rather_a_part(one, other, partners | reworded, likeness):
            del reworded[one]
    partners |= reworded
    links = {*partners.items()}
    links |= _splits(partners, likeness, len(old), len(new))
    links |= _merges(partners, likeness, len(old), len(new))
    return TextMatch(tuple(sorted(links)), dict(_nearest(links, likeness, len(old), len(new))))


def _equal(old: Sequence[str], new: Sequence[str], beside: Affinity | None) -> dict[int, int]:
    """Partners of equal words; among several, those whose surroundings are most alike, then in their order."""
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((old, new)):
        for at, text in enumerate(texts):
            places[canonical(text)][side].append(at)
    found: dict[int, int] = {}
    for ours, theirs in places.values():
        gains = {
            (one, other): 1.0 + (beside(one, other) if beside else 0.0) - 0.001 * abs(rank - place)
            for rank, one in enumerate(ours)
            for place, other in enumerate(theirs)
        }
        found |= assigned(gains)
    return found


def _reworded(
    left: Iterable[int], free: Sequence[int], likeness: TextLikeness, beside: Affinity | None
) -> Iterator[tuple[tuple[int, int], float]]:
    """The pairs that may be two wordings of one text, with their likeness."""
    for old in left:
        for new in free:
            around = beside(old, new) if beside else 0.0
            if around < _SAME_SURROUNDINGS and likeness.cosine(old, new) < _LEAST_WORDS:
                continue
            score = likeness.between(old, new) + _BESIDE * around
            if score >= REWORDED:
                yield (old, new), score


def _is_rather_a_part(old: int, new: int, partners: Mapping[int, int], likeness: TextLikeness) -> bool:
    """Whether ``new`` is told better as a part of another old text that has its partner than as ``old`` reworded."""
    ours = likeness.new_stems(new)
    return any(
        likeness.coverage(ours, likeness.old_stems(other)) >= _SURE_PART
        and _brings(ours, likeness.old_stems(other), likeness.new_stems(partner), likeness)
        for other, partner in partners.items()
        if other != old
    )


def _splits(partners: Mapping[int, int], likeness: TextLikeness, olds: int, news: int) -> set[tuple[int, int]]:
    """New texts without partner that are parts of an old one, beside what its partner keeps of it."""
    taken = set(partners.values())
    return {
        (old, new)
        for new in range(news)
        if new not in taken
        for old in _whole(
            likeness.new_stems(new),
            (
                (one, likeness.old_stems(one), likeness.new_stems(partners[one]))
                for one in range(olds)
                if one in partners
            ),
            likeness,
        )
    }


def _merges(partners: Mapping[int, int], likeness: TextLikeness, olds: int, news: int) -> set[tuple[int, int]]:
    """Old texts without partner that are parts of a new one, beside what came from its partner."""
    whence = {new: old for old, new in partners.items()}
    return {
        (old, new)
        for old in range(olds)
        if old not in partners
        for new in _whole(
            likeness.old_stems(old),
            ((one, likeness.new_stems(one), likeness.old_stems(whence[one])) for one in range(news) if one in whence),
            likeness,
        )
    }


def _whole(
    part: frozenset[str], wholes: Iterable[tuple[int, frozenset[str], frozenset[str]]], likeness: TextLikeness
) -> list[int]:
    """The whole that ``part`` is most a part of, if it is one of them: each with what its partner has of it."""
    found = [
        (covered, -number)
        for number, whole, partner in wholes
        if (covered := likeness.coverage(part, whole)) >= _PART and _brings(part, whole, partner, likeness)
    ]
    return [-max(found)[1]] if found else []


def _brings(part: frozenset[str], whole: frozenset[str], other: frozenset[str], likeness: TextLikeness) -> bool:
    """Whether ``part`` has of ``whole`` what ``other`` has not."""
    return likeness.coverage(whole, part | other) - likeness.coverage(whole, other) >= _ADDED


def _nearest(links: set[tuple[int, int]], likeness: TextLikeness, olds: int, news: int) -> Iterable[tuple[int, int]]:
    linked = {new for _, new in links}
    for new in range(news):
        if new in linked or not olds:
            continue
        ours = likeness.new_stems(new)
        score, old = max(
            (max(likeness.cosine(one, new), 0.7 * likeness.coverage(ours, likeness.old_stems(one))), -one)
            for one in range(olds)
        )
        if score >= _NEAR:
            yield new, -old
