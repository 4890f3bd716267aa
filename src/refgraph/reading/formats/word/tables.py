"""The grid of a Word table: spans, merged cells, rows that tracked changes removed (ISO 29500-1, §17.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from refgraph.reading.formats.archive import XmlElement
from refgraph.reading.formats.word.names import child, is_on, number, w

_WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo")))


@dataclass
class WordGridCell:
    """A cell: where it begins, how far it reaches, and the ``w:tc`` elements of which it is made (one, or merged)."""

    row: int
    column: int
    column_span: int
    parts: list[XmlElement]
    row_span: int = 1


@dataclass
class WordGrid:
    """The cells of a table, how many of its first rows repeat on each page, and how many rows were removed."""

    cells: list[WordGridCell] = field(default_factory=list)
    heading_rows: int = 0
    removed: int = 0


def read_grid(table: XmlElement) -> WordGrid:
    """The grid of a ``w:tbl``."""
    grid = WordGrid()
    merged: dict[int, WordGridCell] = {}
    row = 0
    is_head = True
    for element in children(table, w("tr")):
        properties = child(element, "trPr")
        if child(properties, "del") is not None:
            grid.removed += 1
            continue
        is_head = is_head and is_on(child(properties, "tblHeader"))
        grid.heading_rows += is_head
        merged = _row(element, row, number(properties, "gridBefore") or 0, merged, grid)
        row += 1
    return grid


def _row(
    element: XmlElement, row: int, column: int, above: dict[int, WordGridCell], grid: WordGrid
) -> dict[int, WordGridCell]:
    """Add the cells of a row; gives back, by column, those that the next row may carry on."""
    merged: dict[int, WordGridCell] = {}
    for part in children(element, w("tc")):
        properties = child(part, "tcPr")
        span = max(1, number(properties, "gridSpan") or 1)
        merge = child(properties, "vMerge")
        if merge is not None and merge.get(w("val"), "continue") != "restart" and column in above:
            cell = above[column]
            cell.row_span += 1
            cell.parts.append(part)
            merged[column] = cell
        else:
            cell = WordGridCell(row, column, span, [part])
            grid.cells.append(cell)
            if merge is not None:
                merged[column] = cell
        column += span
    return merged


def children(element: XmlElement, tag: str) -> Iterator[XmlElement]:
    """The children with this tag, those inside content controls and tracked insertions among them."""
    for part in element:
        if part.tag == tag:
            yield part
        elif part.tag in _WRAPPERS:
            yield from children(part, tag)
