"""Items that were read as too many or too few: two that are one, one that is two, a column that is another."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.core.errors import RecordError
from refgraph.core.text import mend
from refgraph.reading.corrections.correction import QuoteSelector
from refgraph.reading.corrections.desk import Desk
from refgraph.reading.corrections.fields import fields_of
from refgraph.reading.corrections.items import OWNER
from refgraph.reading.corrections.kinds import KINDS
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.settling import Edit, Signed
from refgraph.reading.document import Document
from refgraph.reading.places import InCell, InSheet

RESHAPED = ("activity", "competence", "modality", "criterion")
"""The kinds of items that can be merged and split."""
_LINKS = ("competences", "activities")
_KEPT = ("bloc", "competences", "activities", "parent")


def followers(desk: Desk, node: ItemNode) -> list[ItemNode]:
    """The items with which ``node`` can be merged: those of its kind and bloc, in the order of the document."""
    alike = (each for each in desk.nodes() if each.kind is node.kind and each is not node and each.added_by is None)
    inside = [each for each in alike if each.bloc == node.bloc]
    return sorted(inside, key=lambda each: (each.start < node.start, each.start))


def merged(desk: Desk, node: ItemNode, other: ItemNode, signed: Signed) -> list[Edit]:
    """The corrections that make ``node`` and ``other`` one item: the words of both, in the order of the document, the
    passages and the links of both.

    Raises:
        RecordError: they are not of one kind, or a person added one of them.
    """
    if node.kind is not other.kind or node.kind.key not in RESHAPED:
        raise RecordError("ces deux éléments ne sont pas de la même sorte.", remedy="Changez d’abord la sorte de l’un.")
    main = node.kind.main
    words = " ".join(str(getattr(each.record, main)) for each in sorted((node, other), key=lambda each: each.start))
    edits = [
        desk.change(node, main, words, "", signed),
        desk.change(node, "other_sources", mend(other.record.source.quote), "", signed),
    ]
    known = fields_of(node.kind)
    for name in (name for name in _LINKS if name in known):
        new = [id for id in getattr(other.record, name) if id not in getattr(node.record, name)]
        edits += [desk.change(node, name, id, "", signed) for id in new]
    edits += _led_here(desk, node, other, signed)
    return [*edits, desk.remove(other, signed)]


def _led_here(desk: Desk, node: ItemNode, other: ItemNode, signed: Signed) -> Iterator[Edit]:
    """The corrections by which what leads to ``other`` leads to ``node``."""
    mine, gone = node.record.id, other.record.id
    for each in desk.nodes():
        for name in (name for name in _LINKS if name in fields_of(each.kind)):
            held = getattr(each.record, name)
            if gone in held and mine not in held:
                yield desk.change(each, name, mine, gone, signed)


def parted(desk: Desk, node: ItemNode, first: str, second: str, signed: Signed) -> list[Edit]:
    """The corrections that make ``node`` two items: it keeps the words ``first``, and ``second``, which the document
    prints, become an item of their own, of the same bloc, with the same links.

    Raises:
        RecordError: a part has no words, or no item of this kind can stand on the second.
    """
    if node.kind.key not in RESHAPED or not first.strip() or not second.strip():
        raise RecordError(
            "il faut deux parties, qui ont des mots.", remedy="Passez à la ligne là où l’élément se coupe."
        )
    known = fields_of(node.kind)
    told: dict[str, str | list[str]] = {node.kind.main: mend(second)}
    for name in (name for name in _KEPT if name in known):
        value = getattr(node.record, name)
        if value:
            told[name] = list(value) if known[name].has_many else value
    if node.kind.owner in KINDS:
        told[OWNER] = node.record.id.rpartition("/")[0]
    new = desk.new(node.kind.key, QuoteSelector(mend(second)), told, signed)
    return [desk.change(node, node.kind.main, mend(first), "", signed), new]


def column(document: Document, desk: Desk, node: ItemNode) -> list[ItemNode]:
    """The items of the kind of ``node`` in the column of the tables that it stands in; where a format knows no columns,
    all of its kind."""
    place = _column(document, node)
    alike = [each for each in desk.nodes() if each.kind is node.kind and each.added_by is None]
    return [each for each in alike if _column(document, each) == place]


def _column(document: Document, node: ItemNode) -> tuple[str, int] | None:
    place = document.places.at(node.start)
    if isinstance(place, InSheet):
        return place.sheet, place.column
    return ("", place.column) if isinstance(place, InCell) else None
