"""What is said of things of no certification: by the documents that name them, the vocabularies and the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from refgraph.graph.ntriples import parts
from refgraph.pipeline.background import Background
from refgraph.pipeline.unit import Unit


class Surroundings:
    """The statements that name nothing of a certification, of all ``units`` and the background, to be asked by node."""

    def __init__(self, units: Sequence[Unit], background: Background) -> None:
        self._context = background
        self.common = tuple(
            dict.fromkeys(line for unit in units for line in unit.common if line not in background.asserted)
        )
        """What the documents say of them and the background does not, each once, in the order of the documents."""
        self._about: defaultdict[bytes, list[bytes]] = defaultdict(list)
        self._towards: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for line in self.common:
            subject, predicate, value = parts(line)
            self._about[subject].append(line)
            if predicate in background.rules.backward:
                self._towards[value].append(line)

    def of(self, nodes: Iterable[bytes]) -> list[bytes]:
        """All that a rule may look at which goes on from ``nodes``, sorted."""
        return sorted(self._reached(nodes)[0])

    def reached(self, nodes: Iterable[bytes]) -> set[bytes]:
        """The nodes to which a rule may come which goes on from ``nodes``, these among them."""
        return self._reached(nodes)[1]

    def _reached(self, nodes: Iterable[bytes]) -> tuple[set[bytes], set[bytes]]:
        lines, seen = set[bytes](), set[bytes]()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            for line in self._statements(node):
                if line not in lines:
                    lines.add(line)
                    subject, _, value = parts(line)
                    waiting += [subject] if value.startswith(b'"') else [subject, value]
        return lines, seen

    def _statements(self, node: bytes) -> Iterable[bytes]:
        for told in (self._about, self._towards, self._context.about, self._context.towards):
            yield from told.get(node, ())
