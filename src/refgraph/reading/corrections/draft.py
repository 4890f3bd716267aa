"""A reading while corrections are made on it: items are found, changed, added, removed; the record comes out whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from refgraph.core.text import mend
from refgraph.model.records import Passage, Reading
from refgraph.reading.corrections import cells
from refgraph.reading.corrections.correction import Correction, QuoteSelector
from refgraph.reading.corrections.fields import Field, ValueForm, cell_of, fields_of, value_in, value_of, with_value
from refgraph.reading.corrections.finding import Finder
from refgraph.reading.corrections.kinds import KINDS
from refgraph.reading.corrections.linking import links_of
from refgraph.reading.corrections.nodes import ItemNode, nodes_of, place_for, put_together
from refgraph.reading.corrections.words import Printed, typeset_alike
from refgraph.reading.document import Document


class Unfit(Exception):  # noqa: N818 - no error: the correction waits for someone to decide
    """A correction does not fit: ``why`` in a French phrase, and what is read ``now``, as a cell."""

    def __init__(self, why: str, now: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.now = now


class CorrectionDraft:
    """``reading`` of ``document``, with the corrections made so far.

    ``read`` finds the items that were read, ``all`` finds added ones too.
    """

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        self.printed = Printed(document.text)
        self.nodes = nodes_of(reading)
        self.read = Finder(self.nodes)
        self.all = Finder(self.nodes)
        self._reading = reading

    def record(self) -> Reading:
        """What the corrections make of the reading."""
        whole = put_together(self._reading, self.nodes)
        return msgspec.structs.replace(whole, links=links_of(self._reading, self.nodes))

    def cell_of(self, field: Field, value: Any) -> str:
        """One value of ``field`` as a cell: of a link the words of the item, of a passage its words."""
        if field.form is ValueForm.LINK:
            target = self.all.by_id(value)
            return cells.reference_cell(self.all.reference(target, field.targets)) if target else ""
        if isinstance(value, Passage):
            near = self.printed.near(value.quote, value.start)
            return cells.reference_cell(QuoteSelector(mend(value.quote), near))
        return cell_of(value)

    def read_now(self, node: ItemNode, field: Field) -> str:
        """What was read of ``node`` in ``field``, as a cell; several values side by side."""
        value = value_of(node.read, field.name)
        if not field.has_many:
            return self.cell_of(field, value)
        return cells.text_cell(", ".join(cells.shown(self.cell_of(field, each)) for each in value)) if value else ""

    def value(self, field: Field, cell: str) -> Any:
        """The value that ``cell`` writes for ``field``: the id of an item, a passage, or a plain value.

        Raises:
            Unfit: it leads to nothing, or to several places.
        """
        if cell and field.form is ValueForm.LINK:
            return self.target(field.targets, cells.cell_reference(cell)).record.id
        if cell and field.form is ValueForm.PASSAGE:
            return self.passage(cells.cell_reference(cell))
        return value_in(field, cell)

    def target(self, kinds: Sequence[str], reference: QuoteSelector) -> ItemNode:
        """The item of ``kinds`` that a link leads to.

        Raises:
            Unfit: none, or several.
        """
        found = self.all.find(kinds, reference)
        if len(found) == 1:
            return found[0]
        what = f"{KINDS[kinds[0]].noun} « {cells.shortened(reference.quote)} »"
        raise Unfit(f"{what} {'se lit plusieurs fois' if found else 'est introuvable'}")

    def passage(self, reference: QuoteSelector) -> Passage:
        """The slice of the document with these words.

        Raises:
            Unfit: there is none, or there are several.
        """
        found = self.printed.find(*reference)
        if len(found) == 1:
            return self.document.passage(*found[0])
        if not found:
            raise Unfit("le document n’imprime pas ces mots")
        many = f"le document imprime ces mots {len(found)} fois"
        raise Unfit(f"{many}\u00a0: donnez dans « near » ceux qui les précèdent")

    def change(self, node: ItemNode, field: Field, before: Any, after: Any, by: Correction) -> None:
        """Let ``node`` say ``after`` instead of ``before``; in a field of many values, one instead of the other."""
        if field.form is ValueForm.LINK and after:
            node.linked_by[field.name, after] = by
        value = after
        if field.has_many:
            kept = [each for each in value_of(node.record, field.name) if not same(field, each, before)]
            is_new = after is not None and not any(same(field, each, after) for each in kept)
            value = (*kept, after) if is_new else tuple(kept)
        node.record = with_value(node.record, field.name, value)
        node.is_typed = True

    def add(self, node: ItemNode) -> None:
        """Put a new item in its place."""
        self.nodes.insert(place_for(self.nodes, node), node)
        self.all.add(node)
        if node.owner and node.kind.key == "component":
            node.owner.is_typed = True

    def remove(self, node: ItemNode) -> None:
        """Take ``node`` out, with what stands in it, the links to it, and the mentions in its words."""
        gone = {node}
        for each in self.nodes:
            if each.owner in gone:
                gone.add(each)
        ids = {getattr(each.record, "id", None) for each in gone} - {None}
        self.nodes = [each for each in self.nodes if each not in gone and not _is_mention_in(each, ids)]
        for each in self.nodes:
            self._unlink(each, ids)
        if node.owner and node.kind.key == "component":
            node.owner.is_typed = True

    def _unlink(self, node: ItemNode, ids: set[Any]) -> None:
        """Take the links to ``ids`` out of ``node``; an item whose bloc goes is left to the check of the record."""
        for field in fields_of(node.kind).values():
            value = value_of(node.record, field.name) if field.form is ValueForm.LINK and field.name != "bloc" else None
            if field.has_many and value and ids.intersection(value):
                node.record = with_value(node.record, field.name, tuple(each for each in value if each not in ids))
                node.is_typed = True
            elif not field.has_many and value in ids:
                node.record = with_value(node.record, field.name, field.nothing)
                node.is_typed = True


def same(field: Field, one: Any, other: Any) -> bool:
    """Whether two values of ``field`` say the same: texts whatever their typography, passages by their place."""
    if isinstance(one, Passage) and isinstance(other, Passage):
        return (one.start, one.end) == (other.start, other.end)
    if field.form is ValueForm.TEXT and isinstance(one, str) and isinstance(other, str):
        return typeset_alike(one) == typeset_alike(other)
    return bool(one == other)


def _is_mention_in(node: ItemNode, ids: set[Any]) -> bool:
    return node.kind.key == "mention" and node.record.owner in ids
