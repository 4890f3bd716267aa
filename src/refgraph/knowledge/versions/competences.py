"""Which competences and blocs of a new version come from which of the old one; each tells of the other.

A bloc is known by its competences: the pairs of blocs that share most of them, then those of like titles. A bloc that
is left over and has most of its competences from one that is taken comes from that one too: that one is split, or both
are merged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from refgraph.knowledge.versions.assignment import assigned
from refgraph.knowledge.versions.items import Version, VersionItem, VersionKind, texts
from refgraph.knowledge.versions.likeness import TextLikeness, canonical
from refgraph.knowledge.versions.matching import Affinity, TextMatch, match

_LIKE_TITLE = 0.6
"""From this likeness of their titles on, two blocs are one though most of their competences are not."""
_MAJORITY = 0.5
_SAME_BLOC = 0.5
"""What it speaks for two competences that their blocs come from each other (1: their criteria are the same)."""
_OF_ALL = 3
"""A criterion of so many competences says nothing of one of them."""


def match_competences(old: Version, new: Version) -> tuple[TextMatch, TextMatch]:
    """What becomes of the blocs of ``old`` in ``new``, and of its competences."""
    ours, theirs = old.of(VersionKind.COMPETENCE), new.of(VersionKind.COMPETENCE)
    assessed = _assessments(old, new)
    likeness = TextLikeness(texts(ours), texts(theirs))
    found = match(texts(ours), texts(theirs), _beside(ours, theirs, assessed), likeness)
    blocs = _blocs(old, new, found)
    if blocs.links:
        tied = {(old.of(VersionKind.BLOC)[one].id, new.of(VersionKind.BLOC)[other].id) for one, other in blocs.links}
        found = match(texts(ours), texts(theirs), _beside(ours, theirs, assessed, frozenset(tied)), likeness)
        blocs = _blocs(old, new, found)
    return blocs, found


def _beside(
    old: Sequence[VersionItem],
    new: Sequence[VersionItem],
    assessed: Callable[[str, str], float],
    tied: frozenset[tuple[str, str]] = frozenset(),
) -> Affinity:
    def alike(one: int, other: int) -> float:
        mine, yours = old[one], new[other]
        return max(assessed(mine.id, yours.id), _SAME_BLOC if (mine.bloc, yours.bloc) in tied else 0.0)

    return alike


def _assessments(old: Version, new: Version) -> Callable[[str, str], float]:
    """How far two competences (ids) are assessed by the same criteria, from 0 to 1."""
    ours, theirs = (_own_criteria(version) for version in (old, new))

    def alike(one: str, other: str) -> float:
        mine, yours = ours.get(one, frozenset()), theirs.get(other, frozenset())
        return 2 * len(mine & yours) / (len(mine) + len(yours)) if mine and yours else 0.0

    return alike


def _own_criteria(version: Version) -> Mapping[str, frozenset[str]]:
    """The criteria of each competence, without those of many."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in version.of(VersionKind.CRITERION):
        for competence in item.competences:
            found[competence].add(canonical(item.text))
    owners = Counter(text for held in found.values() for text in held)
    return {id: frozenset(text for text in held if owners[text] < _OF_ALL) for id, held in found.items()}


def _blocs(old: Version, new: Version, competences: TextMatch) -> TextMatch:
    ours, theirs = old.of(VersionKind.BLOC), new.of(VersionKind.BLOC)
    shared = _shared(old, new, competences)
    sizes = [Counter(item.bloc for item in version.of(VersionKind.COMPETENCE)) for version in (old, new)]
    titles = TextLikeness(texts(ours), texts(theirs))
    gains: dict[tuple[int, int], float] = {}
    for one, mine in enumerate(ours):
        for other, yours in enumerate(theirs):
            common = shared[mine.id, yours.id]
            alike = 1.0 if canonical(mine.text) == canonical(yours.text) else titles.between(one, other)
            if common > _MAJORITY * min(sizes[0][mine.id], sizes[1][yours.id]) or alike >= _LIKE_TITLE:
                gains[one, other] = 2 * common / ((sizes[0][mine.id] + sizes[1][yours.id]) or 1) + 0.2 * alike
    partners = assigned(gains)
    links = set(partners.items())
    for other, yours in enumerate(theirs):
        if other not in partners.values():
            links |= {
                (one, other) for one in partners if shared[ours[one].id, yours.id] > _MAJORITY * sizes[1][yours.id]
            }
    for one, mine in enumerate(ours):
        if one not in partners:
            links |= {
                (one, other)
                for other in partners.values()
                if shared[mine.id, theirs[other].id] > _MAJORITY * sizes[0][mine.id]
            }
    return TextMatch(tuple(sorted(links)))


def _shared(old: Version, new: Version, competences: TextMatch) -> Counter[tuple[str, str]]:
    """How many competences of each new bloc come from each old one (ids)."""
    ours, theirs = old.of(VersionKind.COMPETENCE), new.of(VersionKind.COMPETENCE)
    return Counter((ours[one].bloc, theirs[other].bloc) for one, other in competences.links)
