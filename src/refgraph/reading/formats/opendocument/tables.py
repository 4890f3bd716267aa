"""The grid of a table of an OpenDocument file: repeated and covered cells, spans, header rows (part 3, §9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from refgraph.core.errors import DocumentError
from refgraph.reading.formats.archive import XmlElement
from refgraph.reading.formats.opendocument.names import number, q
from refgraph.reading.formats.sheets import check_count

_ROW, _HEADS = q("table:table-row"), q("table:table-header-rows")
_ROWS = frozenset(map(q, ("table:table-rows", "table:table-row-group", "table:table-header-rows")))
_CELL = q("table:table-cell")
_CELLS = frozenset({_CELL, q("table:covered-table-cell")})
_HIDDEN = frozenset({"collapse", "filter"})
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The largest sheet of LibreOffice; who repeats a cell beyond it is wrong, or hostile."""


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell that holds something: its element, where it begins, how far it reaches."""

    element: XmlElement
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass
class OpenGrid:
    """The cells of a table that hold something, how many of its first rows are headings, which rows are hidden."""

    cells: list[OpenCell] = field(default_factory=list)
    heading_rows: int = 0
    hidden: set[int] = field(default_factory=set)
    height: int = 0


def read_grid(table: XmlElement, name: str, *, keeps_empty: bool) -> OpenGrid:
    """The grid of a ``table:table``; ``keeps_empty``: cells without words too, as long as they are not repeated.

    Raises:
        DocumentError: it is larger than the limits of `sheets`.
    """
    grid = OpenGrid()
    for element, is_head in _rows(table, is_head=False):
        times = number(element, "table:number-rows-repeated")
        cells = list(_row(element, keeps_empty=keeps_empty))
        check_count(len(grid.cells) + len(cells) * times, name)
        if element.get(q("table:visibility")) in _HIDDEN and cells:
            grid.hidden.update(range(grid.height, grid.height + times))
        if cells:
            for row in range(grid.height, grid.height + times):
                grid.cells += [OpenCell(one, row, column, down, across) for one, column, down, across in cells]
        grid.heading_rows += times if is_head and grid.heading_rows == grid.height else 0
        grid.height += times
        if grid.height > LAST_ROW:
            raise DocumentError(
                "un tableau compte plus d’un million de lignes.",
                place=name,
                remedy="Gardez seulement les lignes du référentiel.",
            )
    return grid


def _rows(parent: XmlElement, *, is_head: bool) -> Iterator[tuple[XmlElement, bool]]:
    for part in parent:
        if part.tag == _ROW:
            yield part, is_head
        elif part.tag in _ROWS:
            yield from _rows(part, is_head=is_head or part.tag == _HEADS)


def _row(row: XmlElement, *, keeps_empty: bool) -> Iterator[tuple[XmlElement, int, int, int]]:
    """The cells of a row that hold something: element, column, rows and columns that it spans."""
    column = 0
    for part in row:
        if part.tag not in _CELLS:
            continue
        times = number(part, "table:number-columns-repeated")
        if part.tag == _CELL and (len(part) or (keeps_empty and times == 1)):
            down, across = number(part, "table:number-rows-spanned"), number(part, "table:number-columns-spanned")
            for place in range(column, min(column + times, LAST_COLUMN)):
                yield part, place, down, across
        column += times
