"""What a new document of a certification says otherwise than the one before: added, changed, removed, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from refgraph.core.text import fold
from refgraph.model.records import Reading
from refgraph.reading.corrections.nodes import nodes_of

_FACTS = ("certification.title", "certification.level", "certification.rncp_number")
KINDS = (*_FACTS, "bloc", "activity", "competence", "modality", "criterion")
"""The kinds of items that are compared, by their key (`refgraph.reading.corrections.kinds`)."""
_ALIKE = 60.0
"""From which likeness (of 100) a text is taken for another wording of one that is gone."""


@dataclass(frozen=True)
class ItemChange:
    """An item of the kind ``kind``: its words before and after; empty where it is new, or gone."""

    kind: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class RecordDifference:
    """What differs between two records of a certification; ``kept`` is how many items say the same."""

    changes: tuple[ItemChange, ...]
    kept: int

    @property
    def added(self) -> list[ItemChange]:
        """What only the new document says."""
        return [each for each in self.changes if not each.before]

    @property
    def changed(self) -> list[ItemChange]:
        """What both say, in other words."""
        return [each for each in self.changes if each.before and each.after]

    @property
    def removed(self) -> list[ItemChange]:
        """What only the old document says."""
        return [each for each in self.changes if not each.after]


def difference(before: Reading | None, after: Reading) -> RecordDifference:
    """What ``after`` says otherwise than ``before``; where there was none, all of it is new."""
    changes: list[ItemChange] = []
    kept = 0
    for kind in KINDS:
        old, new = list(_texts(before, kind)), list(_texts(after, kind))
        same = Counter(map(fold, old)) & Counter(map(fold, new))
        kept += same.total()
        changes += _paired(kind, _without(old, same), _without(new, same))
    return RecordDifference(tuple(changes), kept)


def _texts(reading: Reading | None, kind: str) -> Iterator[str]:
    for node in nodes_of(reading) if reading else ():
        if node.kind.key == kind:
            code = getattr(node.record, "code", None) if kind in ("competence", "activity") else None
            yield " ".join(f"{code or ''} {getattr(node.record, node.kind.main)}".split())


def _without(texts: Iterable[str], same: Counter[str]) -> list[str]:
    left = Counter(same)
    found = []
    for text in texts:
        if left[fold(text)]:
            left[fold(text)] -= 1
        else:
            found.append(text)
    return found


def _paired(kind: str, old: Sequence[str], new: Sequence[str]) -> Iterator[ItemChange]:
    """The most alike first; each text is in one pair at most."""
    scores = [(fuzz.token_sort_ratio(one, other), i, j) for i, one in enumerate(old) for j, other in enumerate(new)]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
        if score >= _ALIKE and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    yield from (ItemChange(kind, old[i], new[partner[i]]) for i in sorted(partner))
    yield from (ItemChange(kind, after=text) for j, text in enumerate(new) if j not in taken)
    yield from (ItemChange(kind, before=text) for i, text in enumerate(old) if i not in partner)
