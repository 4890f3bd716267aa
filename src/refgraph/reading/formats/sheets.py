"""A sheet of cells as the text that its reader sees: titles above tables, tables parted by blank rows.

What a sheet means by its place alone is not guessed: a row with one cell, before the first row of several, is a
paragraph; a blank row ends a table; rows and columns that are empty throughout are no part of one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from refgraph.core.errors import DocumentError
from refgraph.core.french import number
from refgraph.reading.formats.canvas import BULLET, Canvas, CellWords, Words
from refgraph.reading.places import InSheet

MOST_CELLS = 200_000
"""Cells with words; a workbook of more holds data, and no référentiel."""
_LINE = re.compile(r"(?P<indent>[ \t\u00a0]*)(?P<sign>[-–—•▪▫◦●○■‣⁃►➢➤✓✔❖*\uf000-\uf0ff](?=[ \t\u00a0]))?[ \t\u00a0]*")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell with words: row and column from 0 in its sheet, how far it reaches, and which characters are bold."""

    row: int
    column: int
    text: str
    bold: tuple[bool, ...] = ()
    row_span: int = 1
    column_span: int = 1


def write(
    canvas: Canvas, sheet: str, cells: Sequence[SheetCell], hidden: Collection[int] = (), repeated: Collection[int] = ()
) -> None:
    """Write the cells of ``sheet``; rows of ``hidden`` part no table, those of ``repeated`` head each printed page."""
    columns = sorted({cell.column for cell in cells})
    for band in _bands(sorted(cells, key=lambda cell: (cell.row, cell.column)), set(hidden)):
        rows = sorted({cell.row for cell in band})
        for row in list(rows):
            line = [cell for cell in band if cell.row == row]
            if len(line) > 1 or (line[0].column != columns[0] and line[0].column_span == 1):
                break
            for words in _paragraphs(line[0], sheet):
                canvas.paragraph(words)
            rows.remove(row)
        table = [cell for cell in band if cell.row in rows]
        heads = next((n for n, row in enumerate(rows) if row not in repeated), len(rows))
        canvas.table([_cell_words(cell, sheet, rows, columns) for cell in table], heads)


def check_count(count: int, name: str) -> None:
    """Pass a workbook ``name`` of so many cells.

    Raises:
        DocumentError: there are more than `MOST_CELLS`.
    """
    if count > MOST_CELLS:
        raise DocumentError(
            f"le classeur compte plus de {number(MOST_CELLS)} cellules, c’est bien trop pour un référentiel.",
            place=name,
            remedy="Gardez seulement les feuilles du référentiel.",
        )


def _bands(cells: Sequence[SheetCell], hidden: set[int]) -> Iterator[list[SheetCell]]:
    """The cells between two blank rows; a row that a merged cell reaches is not blank."""
    band: list[SheetCell] = []
    reached = -1
    for cell in cells:
        if band and any(row not in hidden for row in range(reached, cell.row)):
            yield band
            band = []
        band.append(cell)
        reached = max(reached if len(band) > 1 else 0, cell.row + cell.row_span)
    if band:
        yield band


def _cell_words(cell: SheetCell, sheet: str, rows: Sequence[int], columns: Sequence[int]) -> CellWords:
    """The cell in the grid of the rows and columns that hold words."""
    last_row, last_column = cell.row + cell.row_span, cell.column + cell.column_span
    return CellWords(
        row=rows.index(cell.row),
        column=columns.index(cell.column),
        row_span=sum(cell.row <= row < last_row for row in rows),
        column_span=sum(cell.column <= column < last_column for column in columns),
        paragraphs=tuple(_paragraphs(cell, sheet)),
    )


def _paragraphs(cell: SheetCell, sheet: str) -> Iterator[Words]:
    """The paragraphs of a cell: a line is one, but where it goes on in small letters with what stands above it."""
    bold = cell.bold or (False,) * len(cell.text)
    bounds = [0]
    for end in (place for place, char in enumerate(cell.text) if char == "\n"):
        head = _LINE.match(cell.text, end + 1)
        is_carried_on = head is not None and not head["sign"] and cell.text[head.end() : head.end() + 1].islower()
        if not is_carried_on or cell.text[bounds[-1] : end].isspace():
            bounds.append(end + 1)
    indents: list[int] = []
    for start, end in pairwise([*bounds, len(cell.text) + 1]):
        line = cell.text[start:end].rstrip()
        head = _LINE.match(line)
        assert head is not None
        sign = head["sign"] or ""
        indents = [*(one for one in indents if one < len(head["indent"])), len(head["indent"])] if sign else []
        first = head.end() if sign else 0
        yield Words(
            line[first:],
            bold[start + first : start + len(line)],
            InSheet(sheet, cell.row + 1, cell.column + 1),
            depth=len(indents),
            bullet=BULLET if "\uf000" <= sign <= "\uf0ff" else sign,
        )
