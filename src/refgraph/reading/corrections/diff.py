"""What was changed between a reading and an edited one of the same document, as corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from refgraph.core.text import mend
from refgraph.model.records import Reading
from refgraph.reading.corrections import cells
from refgraph.reading.corrections.correction import ITEM, Correction, QuoteSelector
from refgraph.reading.corrections.draft import CorrectionDraft
from refgraph.reading.corrections.fields import Field, ValueForm, fields_of, value_of
from refgraph.reading.corrections.items import described
from refgraph.reading.corrections.judging import read_there, words_cell
from refgraph.reading.corrections.kinds import KINDS, ItemKind
from refgraph.reading.corrections.nodes import ItemNode, nodes_of
from refgraph.reading.corrections.words import words
from refgraph.reading.document import Document


@dataclass(frozen=True)
class Difference:
    """One difference: ``correction`` makes it; ``read`` and ``edited`` are the item in both (None: absent).

    ``before`` and ``after`` are the values of a changed field, one of them where it has many.
    """

    correction: Correction
    read: ItemNode | None
    edited: ItemNode | None
    before: Any = None
    after: Any = None


def diff(document: Document, reading: Reading, edited: Reading) -> list[Difference]:
    """What `apply` has to correct in ``reading`` for it to say what ``edited`` says.

    How a thing is known, its id, and the order of links and of items are no differences.
    """
    return list(_Comparison(document, reading, edited).changes())


class _Comparison:
    """The items of two readings of one document, matched."""

    def __init__(self, document: Document, reading: Reading, edited: Reading) -> None:
        self._draft = CorrectionDraft(document, reading)
        self._certification = reading.certification.id
        self._edited = nodes_of(edited)
        self._read_of = _matched(self._draft.nodes, self._edited)
        self._ids = {
            node.record.id: (self._read_of[node] or node).record.id
            for node in self._edited
            if hasattr(node.record, "id")
        }
        self._new: dict[ItemNode, ItemNode] = {}

    def changes(self) -> Iterator[Difference]:
        """Every change: new items, fields, items that are gone."""
        for node in self._edited:
            if self._read_of[node] is None:
                self._take_in(node)
        added = [self._added(node) for node in self._edited if self._read_of[node] is None]
        yield from added
        for node in self._edited:
            read = self._read_of[node]
            if read is not None:
                yield from self._changed(read, node)
        kept = set(self._read_of.values())
        for read in self._draft.nodes:
            if read not in kept and read.read is not None and (read.owner is None or read.owner in kept):
                yield self._removed(read)

    def _take_in(self, node: ItemNode) -> None:
        """Let the draft know a new item, so that links can lead to it."""
        owner = (self._read_of[node.owner] or self._new[node.owner]) if node.owner else None
        new = ItemNode(node.kind, self._translated(node), owner)
        self._new[node] = new
        self._draft.all.add(new)

    def _translated(self, node: ItemNode) -> Any:
        """The record of ``node``, its links leading to the items as read."""
        links = [field for field in fields_of(node.kind).values() if field.form is ValueForm.LINK]
        return msgspec.structs.replace(node.record, **{field.name: self._value(node, field) for field in links})

    def _value(self, node: ItemNode, field: Field) -> Any:
        value = value_of(node.record, field.name)
        if field.form is not ValueForm.LINK:
            return value
        return tuple(self._ids.get(id, id) for id in value) if field.has_many else self._ids.get(value, value)

    def _added(self, node: ItemNode) -> Difference:
        new = self._new[node]
        before = words_cell(read_there(self._draft, new.kind, new.quote, new.owner))
        source = getattr(new.record, "source", None)
        place = _reference(self._draft.cell_of(_SOURCE, source)) if source else QuoteSelector(mend(new.quote))
        correction = self._correction(new.kind, place, ITEM, before, described(self._draft, new))
        return Difference(correction, None, node)

    def _removed(self, read: ItemNode) -> Difference:
        said = cells.text_cell(_main(read))
        return Difference(self._correction(read.kind, self._draft.read.reference(read), ITEM, said, ""), read, None)

    def _changed(self, read: ItemNode, node: ItemNode) -> Iterator[Difference]:
        for field in fields_of(read.kind).values():
            before, after = value_of(read.record, field.name), self._value(node, field)
            if not field.has_many:
                pairs = [] if _said(before) == _said(after) else [(before, after)]
            else:
                pairs = _pairs(before, after)
            for one, other in pairs:
                told = self._correction(
                    read.kind,
                    self._draft.read.reference(read),
                    field.name,
                    *(self._draft.cell_of(field, value) if value is not None else "" for value in (one, other)),
                )
                yield Difference(told, read, node, one, other)

    def _correction(self, kind: ItemKind, target: QuoteSelector, field: str, before: str, after: str) -> Correction:
        return Correction(
            certification=self._certification,
            kind=kind.key,
            quote=target.quote,
            near=target.near,
            field=field,
            before=before,
            after=after,
        )


_SOURCE = fields_of(KINDS["competence"])["source"]


def _reference(cell: str) -> QuoteSelector:
    return cells.cell_reference(cell)


def _main(node: ItemNode) -> str:
    return str(getattr(node.record, node.kind.main) or "")


def _pairs(before: Sequence[Any], after: Sequence[Any]) -> list[tuple[Any, Any]]:
    """The values that only one side has, each alone: two people can add one each."""
    gone = [(value, None) for value in before if _said(value) not in map(_said, after)]
    return gone + [(None, value) for value in after if _said(value) not in map(_said, before)]


def _said(value: Any) -> Any:
    """``value`` without how it is known: of a passage its place and words."""
    source = getattr(value, "start", None)
    return value if source is None else (value.start, value.end, value.quote)


def _matched(read: Sequence[ItemNode], edited: Sequence[ItemNode]) -> dict[ItemNode, ItemNode | None]:
    """The item as read of each edited one: by its passage and id, by its passage, by its words, by its id."""
    found: dict[ItemNode, ItemNode | None] = {}
    free = dict.fromkeys(read)
    for signs in (_passage_and_id, _passage_and_words, _passage, _words, _id):
        waiting: dict[Any, list[ItemNode]] = defaultdict(list)
        for node in free:
            waiting[node.kind.key, signs(node)].append(node)
        for node in edited:
            alike = [each for each in waiting[node.kind.key, signs(node)] if each in free] if node not in found else []
            owner = found.get(node.owner) if node.owner else None
            partner = next((each for each in alike if each.owner is owner), None)
            if signs(node) is not None and partner is not None:
                found[node] = partner
                del free[partner]
    return {node: found.get(node) for node in edited}


def _passage_and_id(node: ItemNode) -> Any:
    return (node.start, node.quote, getattr(node.record, "id", "")) if node.start >= 0 else None


def _passage_and_words(node: ItemNode) -> Any:
    return (node.start, node.quote, _main(node)) if node.start >= 0 else None


def _passage(node: ItemNode) -> Any:
    return (node.start, node.quote) if node.start >= 0 else None


def _words(node: ItemNode) -> Any:
    return words(node.quote)


def _id(node: ItemNode) -> Any:
    return getattr(node.record, "id", None)
