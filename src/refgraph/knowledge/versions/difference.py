"""What became of each item of a version in the next one, in the words of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from refgraph.core.table import Marked
from refgraph.knowledge.versions.competences import match_competences
from refgraph.knowledge.versions.items import Version, VersionItem, VersionKind, texts
from refgraph.knowledge.versions.likeness import canonical
from refgraph.knowledge.versions.matching import Affinity, TextMatch, match
from refgraph.knowledge.versions.said import Descent, corrected
from refgraph.knowledge.wording import marked

_BESIDE_THEM = (
    VersionKind.ACTIVITY,
    VersionKind.MODALITY,
    VersionKind.CRITERION,
    VersionKind.THRESHOLD,
    VersionKind.REGULATION,
)
"""The kinds that are told by their words and by the competences and blocs that they stand beside."""


class Fate(StrEnum):
    """What became of an item; the values are in the feminine, as of a compétence."""

    IDENTICAL = "identique"
    REWORDED = "reformulée"
    SPLIT = "scindée"
    MERGED = "fusionnée"
    MOVED = "déplacée"
    NEW = "nouvelle"
    REMOVED = "supprimée"

    def of(self, kind: VersionKind) -> str:
        """The word for an item of ``kind``.

        >>> Fate.NEW.of(VersionKind.BLOC), Fate.MOVED.of(VersionKind.COMPETENCE)
        ('nouveau', 'déplacée')
        """
        if kind.is_feminine or self is Fate.IDENTICAL:
            return self.value
        return "nouveau" if self is Fate.NEW else self.value.removesuffix("e")


CHANGES = tuple(fate for fate in Fate if fate is not Fate.IDENTICAL)
"""All that can become of an item but staying as it is."""


@dataclass(frozen=True)
class ItemFate:
    """What became of items of the ``old`` version in the item ``new`` of the next; None: it is there no more.

    ``is_moved``: it stands in a bloc that does not come from its own. ``near`` is the old item that a new one is near
    to, without being sure to come from it.
    """

    kind: VersionKind
    fate: Fate
    old: tuple[VersionItem, ...] = ()
    new: VersionItem | None = None
    is_moved: bool = False
    near: VersionItem | None = None

    @property
    def word(self) -> str:
        """What became of it, as a reader is told."""
        told = self.fate.of(self.kind)
        moved = Fate.MOVED.of(self.kind)
        if self.is_moved and self.fate is not Fate.MOVED:
            told = f"{told} et {moved}"
        return f"{told}, proche de {self.near.name or 'un énoncé'}" if self.near else told

    @property
    def wordings(self) -> tuple[Marked, Marked]:
        """The old words and the new ones, those that only one side has marked."""
        before = "\n".join(one.text for one in self.old) or (self.near.text if self.near else "")
        return marked(before, self.new.text if self.new else "")

    @property
    def values(self) -> tuple[tuple[str, str, str], ...]:
        """What is read from both and differs: its name, before, and after (empty: not said)."""
        before = dict(value for one in self.old for value in one.values)
        after = dict(self.new.values) if self.new else {}
        names = dict.fromkeys((*before, *after))
        told = [(name, before.get(name, ""), after.get(name, "")) for name in names]
        return tuple(each for each in told if each[1] != each[2]) if self.old and self.new else ()


@dataclass(frozen=True)
class VersionDifference:
    """Two versions of a certification and what became of each item, by kind in the order of the new version."""

    old: Version
    new: Version
    fates: tuple[ItemFate, ...]

    def of(self, kind: VersionKind) -> list[ItemFate]:
        """What became of the items of one kind."""
        return [each for each in self.fates if each.kind is kind]

    def counts(self, kind: VersionKind) -> Mapping[Fate, int]:
        """How many of each fate, of one kind."""
        return Counter(each.fate for each in self.of(kind))

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return all(each.fate is Fate.IDENTICAL and not each.values for each in self.fates)

    def successors(self, id: str) -> list[ItemFate]:
        """What became of the old item with this ``id``."""
        return [each for each in self.fates if any(one.id == id for one in each.old)]


def compare(old: Version, new: Version, said: Iterable[Descent] = ()) -> VersionDifference:
    """What became of each item of ``old`` in ``new``, told by their contents: codes and places count for nothing.

    What people ``said`` of these competences counts in its place.
    """
    blocs, competences = match_competences(old, new)
    told = [each for each in said if (each.old, each.new) == (old.id, new.id)]
    competences = corrected(competences, old.of(VersionKind.COMPETENCE), new.of(VersionKind.COMPETENCE), told)
    in_bloc = _pairs(blocs, old.of(VersionKind.BLOC), new.of(VersionKind.BLOC))
    tied = _pairs(competences, old.of(VersionKind.COMPETENCE), new.of(VersionKind.COMPETENCE))
    fates = _facts(old, new)
    fates += _fates(VersionKind.BLOC, old, new, blocs)
    fates += _fates(VersionKind.COMPETENCE, old, new, competences, in_bloc)
    for kind in _BESIDE_THEM:
        some, others = old.of(kind), new.of(kind)
        found = match(texts(some), texts(others), _beside(some, others, tied, in_bloc))
        fates += _fates(kind, old, new, found, in_bloc if kind is VersionKind.ACTIVITY else None)
    return VersionDifference(old, new, tuple(fates))


def _pairs(found: TextMatch, old: Sequence[VersionItem], new: Sequence[VersionItem]) -> frozenset[tuple[str, str]]:
    return frozenset((old[one].id, new[other].id) for one, other in found.links)


def _beside(
    old: Sequence[VersionItem],
    new: Sequence[VersionItem],
    tied: frozenset[tuple[str, str]],
    in_bloc: frozenset[tuple[str, str]],
) -> Affinity:
    """Two items stand beside each other where they assess competences that come from each other, or in such blocs."""

    def alike(one: int, other: int) -> float:
        if any((mine, theirs) in tied for mine in old[one].competences for theirs in new[other].competences):
            return 0.5
        return 0.25 if (old[one].bloc, new[other].bloc) in in_bloc else 0.0

    return alike


def _facts(old: Version, new: Version) -> list[ItemFate]:
    """What became of what is said of the certification as a whole: each fact beside the one of its name."""
    held: dict[str, tuple[list[VersionItem], list[VersionItem]]] = defaultdict(lambda: ([], []))
    for side, version in enumerate((old, new)):
        for item in version.of(VersionKind.FACT):
            held[item.id][side].append(item)
    found: list[ItemFate] = []
    for ours, theirs in held.values():
        if len(ours) == len(theirs) == 1:
            same = canonical(ours[0].text) == canonical(theirs[0].text)
            fate = Fate.IDENTICAL if same else Fate.REWORDED
            found.append(ItemFate(VersionKind.FACT, fate, tuple(ours), theirs[0]))
        else:
            found += _told(VersionKind.FACT, ours, theirs, match(texts(ours), texts(theirs)))
    return found


def _fates(
    kind: VersionKind, old: Version, new: Version, found: TextMatch, in_bloc: frozenset[tuple[str, str]] | None = None
) -> list[ItemFate]:
    return list(_told(kind, old.of(kind), new.of(kind), found, in_bloc))


def _told(
    kind: VersionKind,
    old: Sequence[VersionItem],
    new: Sequence[VersionItem],
    found: TextMatch,
    in_bloc: frozenset[tuple[str, str]] | None = None,
) -> Iterator[ItemFate]:
    for at, item in enumerate(new):
        sources = found.of_new(at)
        ours = tuple(old[one] for one in sources)
        is_moved = in_bloc is not None and _left_its_bloc(ours, item, in_bloc)
        near = old[found.near[at]] if at in found.near and kind is not VersionKind.REGULATION else None
        is_split = any(len(found.of_old(one)) > 1 for one in sources)
        yield ItemFate(kind, _fate(ours, item, is_split, is_moved), ours, item, is_moved, near)
    for at, item in enumerate(old):
        if not found.of_old(at):
            yield ItemFate(kind, Fate.REMOVED, (item,))


def _left_its_bloc(old: Sequence[VersionItem], new: VersionItem, in_bloc: frozenset[tuple[str, str]]) -> bool:
    known = [one.bloc for one in old if one.bloc]
    return bool(known and new.bloc) and not any((bloc, new.bloc) in in_bloc for bloc in known)


def _fate(old: Sequence[VersionItem], new: VersionItem, is_split: bool, is_moved: bool) -> Fate:
    if not old:
        return Fate.NEW
    if len(old) > 1:
        return Fate.MERGED
    if is_split:
        return Fate.SPLIT
    if canonical(old[0].text) != canonical(new.text):
        return Fate.REWORDED
    return Fate.MOVED if is_moved else Fate.IDENTICAL
