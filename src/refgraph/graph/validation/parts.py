"""Large data, cut where no rule looks across: parts that can be checked one after the other, or side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, groupby, islice

from pyoxigraph import RdfFormat, Triple, serialize

from refgraph.core.namespaces import ID
from refgraph.graph.validation.reach import Reach
from refgraph.graph.validation.visibility import SUBCLASS_TERM, visible, written

_OURS = f"<{ID}".encode()
_DEPTH = ID.count("/") + 2
_CHUNK = 20_000


class Parts:
    """Statements as N-Triples, by owner: the certification, the document or the text of law below which a node is
    named, else the node itself.

    Owners that a predicate of ``backward`` joins are one part. A part needs those that its statements name. A batch is
    a set of parts with all that they need: a rule that follows nothing but ``backward`` backward sees there, from any
    node, what it sees in all statements.
    """

    def __init__(self, triples: Iterable[Triple], backward: Collection[str]) -> None:
        self._backward = frozenset(map(written, backward))
        self._lines: defaultdict[bytes, list[bytes]] = defaultdict(list)
        self._sizes: defaultdict[bytes, int] = defaultdict(int)
        self._heads: dict[bytes, bytes] = {}
        self._needs: defaultdict[bytes, set[bytes]] = defaultdict(set)
        self.valued: set[str] = set()
        """The predicates of ``backward`` that lead to literals: parts that share one are not joined by it."""
        for chunk in _chunks(triples):
            self._read(chunk)

    def about(self, reaches: Iterable[Reach]) -> bytes:
        """The statements that rules of these reaches may look at."""
        seen = list(reaches)
        has_subclasses = any(SUBCLASS_TERM in chunk for chunk in self._chunks())
        lines = (line for chunk in self._chunks() for line in chunk.splitlines(keepends=True))
        return b"".join(visible(lines, seen, has_subclasses=has_subclasses))

    def batches(self, size: int) -> Iterator[bytes]:
        """All statements, in batches of about ``size``; what several parts need is in the batch of each."""
        members: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for owner in self._lines:
            members[self._head(owner)].append(owner)
        needs = {head: self._needed(members[head]) & members.keys() - {head} for head in members}
        sizes = {head: sum(self._sizes[owner] for owner in members[head]) for head in members}
        for heads in _closed(needs, sizes, size):
            yield b"".join(chunk for head in heads for owner in members[head] for chunk in self._lines[owner])

    def _chunks(self) -> Iterator[bytes]:
        return chain.from_iterable(self._lines.values())

    def _read(self, chunk: bytes) -> None:
        lines = chunk.splitlines(keepends=True)
        for owner, group in groupby(lines, lambda line: _owner(line[: line.index(b" ")])):
            own = owner + b"/"
            kept = list(group)
            self._lines[owner].append(b"".join(kept))
            self._sizes[owner] += len(kept)
            for line in kept:
                _, predicate, value = line.split(b" ", 2)
                if not value.startswith(own):
                    self._link(owner, predicate, value[:-3])

    def _link(self, owner: bytes, predicate: bytes, value: bytes) -> None:
        is_literal = value.startswith(b'"')
        if predicate not in self._backward:
            if not is_literal:
                self._needs[owner].add(_owner(value))
        elif is_literal:
            self.valued.add(predicate[1:-1].decode())
        else:
            self._heads[self._head(owner)] = self._head(_owner(value))

    def _head(self, owner: bytes) -> bytes:
        """The owner that stands for the part of ``owner``."""
        head = owner
        while (above := self._heads.get(head, head)) != head:
            head = above
        while owner != head:
            self._heads[owner], owner = head, self._heads.get(owner, head)
        return head

    def _needed(self, owners: Iterable[bytes]) -> set[bytes]:
        return {self._head(needed) for owner in owners for needed in self._needs[owner]}


def _closed(needs: dict[bytes, set[bytes]], sizes: dict[bytes, int], size: int) -> Iterator[list[bytes]]:
    """Sets of parts with all that they need: begun with those that no other needs, then with what is left."""
    needed = set[bytes]().union(*needs.values())
    done: set[bytes] = set()
    batch: set[bytes] = set()
    total = 0
    for head in sorted(needs, key=needed.__contains__):
        waiting = [head] if head not in done else []
        while waiting:
            if (one := waiting.pop()) not in batch:
                batch.add(one)
                total += sizes[one]
                waiting.extend(needs[one])
        done |= batch
        if total >= size:
            yield list(batch)
            batch, total = set(), 0
    if batch:
        yield list(batch)


def _chunks(triples: Iterable[Triple]) -> Iterator[bytes]:
    left = iter(triples)
    while some := list(islice(left, _CHUNK)):
        yield serialize(some, format=RdfFormat.N_TRIPLES) or b""


def _owner(node: bytes) -> bytes:
    """What ``node`` is named below; ``node`` itself where it is not of our data."""
    return b"/".join(node.split(b"/", _DEPTH)[:_DEPTH]).rstrip(b">") if node.startswith(_OURS) else node
