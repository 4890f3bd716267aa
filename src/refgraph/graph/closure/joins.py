"""Where what follows from one graph may depend on another.

A rule with one premise follows from each statement alone. A chain joins two statements at a node, where one ends and
the next begins. Graphs whose nodes have names of their own (`Holding`) meet there only at a node that is not one's own:
one has a statement that may lead a chain to it (an end), the other one that may lead it on (a start). Which statements
can is worked out from the axioms. Graphs between which no end is a start are closed each by itself: the closure of all
is the union of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from refgraph.graph.closure.rules import Step
from refgraph.graph.ownership import Holding

_NODES = ("subject", "object")
_END, _START = "end", "start"
_Role = tuple[str, str]
"""What a statement may be for a chain: its subject or its object may be an end, or a start."""


class Joints(Struct, frozen=True):
    """The nodes of a graph, as N-Triples writes them and not its own, at which a chain may leave it or enter it."""

    ends: frozenset[bytes] = frozenset()
    starts: frozenset[bytes] = frozenset()


class Joins:
    """What statements of each property may be for the chains ``chains`` (a property, and the links that lead to it).

    ``steps`` gives, for each property, those that follow from a statement of it alone, itself among them.
    """

    def __init__(self, chains: Iterable[tuple[str, tuple[str, ...]]], steps: Mapping[str, Iterable[Step]]) -> None:
        self._chains = [(head, links) for head, links in chains if len(links) > 1]
        self._steps = steps
        self._roles: dict[str, set[_Role]] = {}
        for _, links in self._chains:
            for link in links[:-1]:
                self._roles.setdefault(link, set()).add(("object", _END))
            for link in links[1:]:
                self._roles.setdefault(link, set()).add(("subject", _START))
        while self._spread():
            pass
        self._written = {f"<{name}>".encode(): roles for name, roles in self._roles.items()}

    @property
    def links(self) -> frozenset[bytes]:
        """The properties that a chain may go through, or that lead to one, as N-Triples writes them."""
        return frozenset(self._written)

    def leads(self, lines: Iterable[bytes]) -> list[bytes]:
        """The statements among ``lines`` that a chain may go through."""
        return [line for line in lines if line.split(b" ", 2)[1] in self._written]

    def joints(self, lines: Iterable[bytes], holding: Holding) -> Joints:
        """Where chains may leave or enter the graph ``lines`` of the owner of ``holding``."""
        found: dict[str, set[bytes]] = {_END: set(), _START: set()}
        for subject, predicate, value in holding.foreign(lines):
            for place, role in self._written.get(predicate, ()):
                node = subject if place == "subject" else value
                if not holding.has(node):
                    found[role].add(node)
        return Joints(frozenset(found[_END]), frozenset(found[_START]))

    def _spread(self) -> bool:
        """Give each property the roles of what follows from it; whether any is new."""
        before = sum(map(len, self._roles.values()))
        for name, steps in self._steps.items():
            for other, backwards in steps:
                for place, role in list(self._roles.get(other, ())):
                    self._roles.setdefault(name, set()).add((_turned(place) if backwards else place, role))
        for head, links in self._chains:
            for place, role in list(self._roles.get(head, ())):
                self._roles.setdefault(links[0 if place == "subject" else -1], set()).add((place, role))
        return sum(map(len, self._roles.values())) > before


def _turned(place: str) -> str:
    return _NODES[1 - _NODES.index(place)]
