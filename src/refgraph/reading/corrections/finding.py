"""How an item is found again: by the words of its passage; among several with the same, by what stands near it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from refgraph.core.text import mend
from refgraph.reading.corrections.correction import QuoteSelector
from refgraph.reading.corrections.fields import ValueForm, fields_of, value_of
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.words import rank, words

_LEAST_ALIKE = 60


class Finder:
    """Finds items as read by reference, and gives the reference of an item. `add` makes it know an added one."""

    def __init__(self, nodes: Sequence[ItemNode]) -> None:
        self._printed = sorted((node for node in nodes if node.start >= 0), key=lambda node: node.start)
        self._place = {node: at for at, node in enumerate(self._printed)}
        self._by_id: dict[str, ItemNode] = {}
        self._by_words: dict[tuple[str, str], list[ItemNode]] = defaultdict(list)
        self._near: dict[ItemNode, tuple[str, ...]] = {}
        for node in nodes:
            self.add(node)

    def add(self, node: ItemNode) -> None:
        """Know ``node`` from now on."""
        self._by_words[node.kind.key, words(node.quote)].append(node)
        if id := getattr(node.record, "id", ""):
            self._by_id[id] = node

    def by_id(self, id: str | None) -> ItemNode | None:
        """The item with this id; None where there is none."""
        return self._by_id.get(id or "")

    def alike(self, kinds: Iterable[str], quote: str) -> list[ItemNode]:
        """The items of ``kinds`` whose passage has the words ``quote``, in the order of the document."""
        wanted = words(quote)
        return [node for kind in kinds for node in self._by_words[kind, wanted]]

    def find(self, kinds: Sequence[str], reference: QuoteSelector) -> list[ItemNode]:
        """The items of ``kinds`` that ``reference`` leads to: one, or none, or those that it does not tell apart."""
        found = self.alike(kinds, reference.quote)
        if place := rank(reference.near):
            return found[place[0] - 1 : place[0]] if len(found) == place[1] else []
        return [node for node in found if self._is_near(node, reference.near)] if reference.near else found

    def reference(self, node: ItemNode, kinds: Sequence[str] = ()) -> QuoteSelector:
        """What leads to ``node`` among the items of ``kinds`` (its own by default)."""
        quote = mend(node.quote)
        alike = self.alike(kinds or (node.kind.key,), node.quote)
        if len(alike) < 2:
            return QuoteSelector(quote)
        for near in self._surroundings(node):
            if [each for each in alike if self._is_near(each, near)] == [node] and rank(near) is None:
                return QuoteSelector(quote, near)
        return QuoteSelector(quote, f"{alike.index(node) + 1} sur {len(alike)}")

    def overlapping(self, kind: str, quote: str) -> list[ItemNode]:
        """The items of ``kind`` whose words hold those of ``quote``, or are held by them."""
        wanted = words(quote)
        return [node for key, node in self._of(kind) if key in wanted or wanted in key]

    def of_kind(self, kind: str) -> list[ItemNode]:
        """Every item of ``kind``."""
        return [node for _, node in self._of(kind)]

    def _of(self, kind: str) -> list[tuple[str, ItemNode]]:
        return [(key, node) for (each, key), found in self._by_words.items() if each == kind for node in found]

    def nearest(self, kind: str, quote: str) -> ItemNode | None:
        """The item of ``kind`` whose words are most like ``quote``; None where none is like it."""
        wanted = words(quote)
        alike = [(fuzz.ratio(key, wanted), at, node) for at, (key, node) in enumerate(self._of(kind))]
        ratio, _, node = max(alike, default=(0, 0, None), key=lambda each: each[0])
        return node if ratio >= _LEAST_ALIKE else None

    def _is_near(self, node: ItemNode, near: str) -> bool:
        return any(words(near) in words(each) for each in self._surroundings(node))

    def _surroundings(self, node: ItemNode) -> tuple[str, ...]:
        """What stands near ``node``: the words of its owner, of what it is linked to, of what is printed beside it."""
        if node not in self._near:
            near = [*self._linked(node), *(self._linked(node.owner) if node.owner else ()), *self._beside(node)]
            self._near[node] = tuple(dict.fromkeys(mend(each) for each in near))
        return self._near[node]

    def _linked(self, node: ItemNode) -> list[str]:
        """The words of the owner of ``node`` and of what it was linked to as read."""
        found = [node.owner.quote] if node.owner else []
        for field in fields_of(node.kind).values():
            if field.form is ValueForm.LINK and node.read is not None:
                value = value_of(node.read, field.name)
                linked = (self._by_id.get(id) for id in (value if field.has_many else (value,)))
                found += [each.quote for each in linked if each]
        return found

    def _beside(self, node: ItemNode) -> list[str]:
        """The words before and behind ``node`` in the document."""
        at = self._place.get(node)
        if at is None:
            return []
        return [self._printed[each].quote for each in (at - 1, at + 1) if 0 <= each < len(self._printed)]
