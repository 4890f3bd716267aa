"""Which rules see in the statements of one certification all that they may look at, and what the others need.

A rule goes from its focus node to others: forward by what it reads, backward by what it follows backward (`Reach`). It
leaves the statements of a certification forward only by a node that is not its own, on which it is shown all that
anybody says; backward only from such a node. Certifications that say something to such a node by a predicate that
rules follow backward, or that name each other's nodes, are therefore checked together. A rule that goes backward from
a text, which belongs to everybody, is run on all certifications at once, on what it may look at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from refgraph.graph.ownership import Holding
from refgraph.graph.validation import fast
from refgraph.graph.validation.reach import Reach
from refgraph.graph.validation.reaches import reaches
from refgraph.graph.validation.report import Result
from refgraph.graph.validation.shapes import Shapes
from refgraph.graph.validation.visibility import visible, written


class Crossing(Struct, frozen=True):
    """Where rules may leave the statements of a certification. Nodes are as N-Triples writes them, and not its own.

    ``named`` are all that it names; ``bridges`` those that it says something of with a node of its own, ``back`` those
    from which a rule may come back. ``extract`` is what the rules that are run on all certifications may look at.
    """

    named: frozenset[bytes] = frozenset()
    bridges: frozenset[bytes] = frozenset()
    back: frozenset[bytes] = frozenset()
    extract: bytes = b""


class Rules:
    """Our rules, of which those that never leave a certification are run on it alone.

    ``links`` are the properties that never lead to a text; ``has_subclasses`` as in `visible`.
    """

    def __init__(self, shapes: Shapes, links: Collection[str], *, has_subclasses: bool = False) -> None:
        known: Mapping[str, Reach] = reaches(shapes)
        self._has_subclasses = has_subclasses
        self._backward = frozenset(written(name) for reach in known.values() for name in reach.backward)
        across = {name for name, reach in known.items() if not (reach.is_local and reach.backward <= set(links))}
        self._across = [known[name] for name in sorted(across)]
        self.local = [rule for rule in shapes.shipped if rule.value not in across]
        self.across = [rule for rule in shapes.shipped if rule.value in across]
        self._run_local, self._run_across = fast.engine(shapes, self.local), fast.engine(shapes, self.across)

    def crossing(self, lines: Iterable[bytes], holding: Holding) -> Crossing:
        """Where rules may leave ``lines``, the statements of the owner of ``holding``."""
        kept, named, bridges, back = list(lines), set[bytes](), set[bytes](), set[bytes]()
        for subject, predicate, value in holding.foreign(kept):
            others = {node for node in (subject, value) if not (node.startswith(b'"') or holding.has(node))}
            named |= others
            if subject in others and holding.has(value):
                bridges.add(subject)
            if predicate in self._backward:
                back |= others
        return Crossing(frozenset(named), frozenset(bridges), frozenset(back), self.extract(kept))

    @property
    def backward(self) -> frozenset[bytes]:
        """The predicates that rules follow backward, as N-Triples writes them."""
        return self._backward

    def extract(self, lines: Iterable[bytes]) -> bytes:
        """What the rules that are run on all certifications may look at."""
        return b"".join(visible(lines, self._across, has_subclasses=self._has_subclasses))

    def check(self, lines: Iterable[bytes]) -> list[Result]:
        """What the rules that never leave a certification find in ``lines``."""
        return self._run_local(b"".join(lines)) if self.local else []

    def check_across(self, extracts: Iterable[bytes]) -> list[Result]:
        """What the other rules find in the extracts of all certifications, and of what belongs to none."""
        return self._run_across(b"".join(extracts)) if self.across else []
