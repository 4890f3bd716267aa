"""Which certifications are closed and checked together: almost always each by itself.

Those are together that name each other's nodes, or that meet at a node of no one: where a chain of the closure may go
from one to the other, or a rule of the check come back. The background is joined by the same reasons: a user's register
may say something of a certification.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from refgraph.graph.ownership import owner
from refgraph.pipeline.background import Background
from refgraph.pipeline.surroundings import Surroundings
from refgraph.pipeline.unit import Unit

_BACKGROUND = ""


@dataclass(frozen=True)
class UnitGroup:
    """Certifications to be closed and checked as one graph, ``with_background`` together with all of the background."""

    units: tuple[Unit, ...]
    with_background: bool = False


def groups(units: Sequence[Unit], surroundings: Surroundings, background: Background) -> list[UnitGroup]:
    """``units`` in groups, in the order of their first."""
    joined = _Joined([_BACKGROUND, *(unit.certification for unit in units)])
    meetings = (_by_name(units), _by_chain(units), _by_rule(units, surroundings), _by_background(units, background))
    for names in chain.from_iterable(meetings):
        joined.join(names)
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(joined.head(unit.certification), []).append(unit)
    return [UnitGroup(tuple(each), head == joined.head(_BACKGROUND)) for head, each in found.items()]


class _Joined:
    """Names, each with the one that stands for those which it is joined with."""

    def __init__(self, names: Iterable[str]) -> None:
        self._heads = {name: name for name in names}

    def head(self, name: str) -> str:
        while self._heads[name] != name:
            name = self._heads[name]
        return name

    def join(self, names: Iterable[str]) -> None:
        first, *others = sorted({self.head(name) for name in names})
        self._heads.update(dict.fromkeys(others, first))


def _by_name(units: Sequence[Unit]) -> Iterator[list[str]]:
    """The certifications of which one names a node of the other."""
    owned = {each: unit.certification for unit in units for each in unit.holding.owners}
    for unit in units:
        named = (*unit.crossing.named, *unit.joints.ends, *unit.joints.starts)
        yield from ([unit.certification, owned[whose]] for node in named if (whose := owner(node)) in owned)


def _by_chain(units: Sequence[Unit]) -> Iterator[list[str]]:
    """The certifications between which a chain may go on."""
    ends = _by_node((unit.certification, unit.joints.ends) for unit in units)
    for unit in units:
        yield from ([unit.certification, *ends[node]] for node in unit.joints.starts & ends.keys())


def _by_rule(units: Sequence[Unit], surroundings: Surroundings) -> Iterator[list[str]]:
    """The certifications to which a rule may come from the other, by nodes of no one."""
    opened = _by_node((unit.certification, unit.crossing.back | unit.crossing.bridges) for unit in units)
    for unit in units if opened else ():
        reached = surroundings.reached(unit.crossing.named)
        yield from ([unit.certification, *opened[node]] for node in reached & opened.keys())


def _by_background(units: Sequence[Unit], background: Background) -> Iterator[list[str]]:
    """The certifications that the background names or may come to, with it."""
    for unit in units:
        opened = unit.crossing.back | unit.crossing.bridges
        if (
            unit.holding.owners & background.owners
            or unit.joints.starts & background.joints.ends
            or any(node in background.about or node in background.towards for node in opened)
        ):
            yield [unit.certification, _BACKGROUND]


def _by_node(named: Iterable[tuple[str, Iterable[bytes]]]) -> Mapping[bytes, list[str]]:
    found: dict[bytes, list[str]] = {}
    for name, nodes in named:
        for node in nodes:
            found.setdefault(node, []).append(name)
    return found
