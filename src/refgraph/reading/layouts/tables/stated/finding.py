"""The lists of the model in a document, taken apart from its table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from refgraph.model.records import Furniture
from refgraph.reading.document import Document
from refgraph.reading.elements import PrintedCell, PrintedElement, PrintedHeading, PrintedTable, Slice
from refgraph.reading.layouts.tables.stated.wording import heading
from refgraph.reading.shared import particulars
from refgraph.reading.shared.particulars import DEDUCED, FACT_HEADINGS, LISTS, OWNER, Particulars

_FACTS = "Rubrique"
_BY_HEADING = {told.headings[0]: told for told in LISTS}
_TITLES = frozenset({*particulars.SHEETS, particulars.NOTE, *(told.title for told in LISTS)})


@dataclass(frozen=True)
class StatedCell:
    """The words of a cell of a list, and their slice of the document."""

    text: str
    words: Slice


StatedRow = Mapping[str, StatedCell]
"""The filled cells of a row by field; `OWNER` and `DEDUCED` name what is no field."""


@dataclass
class Stated:
    """What the lists of a document say: their rows, the facts, and ``table``, the document without the lists."""

    table: Document
    facts: list[StatedRow] = field(default_factory=list)
    rows: dict[Particulars, list[StatedRow]] = field(default_factory=lambda: defaultdict(list))
    furniture: list[Furniture] = field(default_factory=list)


def find(document: Document) -> Stated | None:
    """The lists of ``document``; None where it has none."""
    lists = {place: _told(element) for place, element in enumerate(document.elements)}
    if not any(lists.values()):
        return None
    kept = [
        element
        for place, element in enumerate(document.elements)
        if not lists[place] and not _is_title(document, element)
    ]
    stated = Stated(replace(document, elements=tuple(kept)))
    for element, told in zip(document.elements, lists.values(), strict=True):
        if told and isinstance(element, PrintedTable):
            _take(document, element, told, stated)
        elif isinstance(element, PrintedTable):
            for cell in heading(element):
                stated.furniture += _furniture(document, "intitulé de colonne", cell.words)
        elif _is_title(document, element):
            stated.furniture += _furniture(document, "titre de liste", _slice(element))
    return stated


def _told(element: PrintedElement) -> Particulars | str | None:
    """Which list an element is, by the title of its first column."""
    if not isinstance(element, PrintedTable):
        return None
    first = next((cell for cell in element.cells if (cell.row, cell.column) == (0, 0)), None)
    heading = _text(first) if first else ""
    is_facts = heading == _FACTS and FACT_HEADINGS[1] in (_text(cell) for cell in element.cells if cell.row == 0)
    return _FACTS if is_facts else _BY_HEADING.get(heading)


def _is_title(document: Document, element: PrintedElement) -> bool:
    if isinstance(element, PrintedTable):
        return False
    return document.text[slice(*_slice(element))].strip() in _TITLES


def _slice(element: PrintedElement) -> Slice:
    if isinstance(element, PrintedTable):
        return element.cells[0].words
    block = element.block if isinstance(element, PrintedHeading) else element
    return block.start, block.end


def _take(document: Document, table: PrintedTable, told: Particulars | str, stated: Stated) -> None:
    fields = _fields(told)
    columns: dict[int, str] = {}
    rows: dict[int, dict[str, StatedCell]] = defaultdict(dict)
    for cell in table.cells:
        stated.furniture += _furniture(document, "liste du modèle", cell.words)
        if cell.row == 0:
            columns[cell.column] = fields.get(_text(cell), "")
        elif (name := columns.get(cell.column)) and _text(cell):
            rows[cell.row][name] = StatedCell(_text(cell), cell.words)
    found = [row for _, row in sorted(rows.items())]
    if isinstance(told, Particulars):
        stated.rows[told] += found
    else:
        stated.facts += [row for row in found if "field" in row]


def _fields(told: Particulars | str) -> dict[str, str]:
    """The fields of a list by the titles of their columns."""
    if not isinstance(told, Particulars):
        return dict(zip((*FACT_HEADINGS, DEDUCED), ("field", "text", "code", DEDUCED), strict=True))
    names = [*([OWNER] if told.is_part else []), *told.fields, DEDUCED]
    return dict(zip(told.headings, names, strict=False))


def _text(cell: PrintedCell) -> str:
    """The words of a cell, with the signs that stand in front of them."""
    lines = (f"{block.marker} {block.runs[0].text}" if block.marker else block.runs[0].text for block in cell.blocks)
    return "\n".join(lines).strip()


def _furniture(document: Document, kind: str, words: Slice) -> Iterator[Furniture]:
    passage = document.passage(*words)
    if passage.quote:
        yield Furniture(kind=kind, source=passage)
