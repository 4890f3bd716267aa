"""The sheets of a workbook of LibreOffice: the cells that it shows, each with the text that it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from refgraph.core.french import count
from refgraph.reading.formats import sheets
from refgraph.reading.formats.archive import XmlElement
from refgraph.reading.formats.canvas import Canvas
from refgraph.reading.formats.opendocument.names import number, q
from refgraph.reading.formats.opendocument.paragraphs import OpenRuns, RunReader
from refgraph.reading.formats.opendocument.styles import OpenStyles
from refgraph.reading.formats.opendocument.tables import OpenGrid, read_grid
from refgraph.reading.formats.sheets import SheetCell

_P, _ANNOTATION, _COLUMN = q("text:p"), q("office:annotation"), q("table:table-column")


class Sheets:
    """Writes the sheets of ``office:spreadsheet``, in order, on ``canvas``."""

    def __init__(self, styles: OpenStyles, name: str) -> None:
        self.canvas = Canvas()
        self._name = name
        self._styles = styles
        self._runs = RunReader(styles)
        self._count = 0
        self._left_out: Counter[tuple[str, str]] = self._runs.left_out

    def element(self, sheet: XmlElement) -> None:
        """Write a sheet.

        Raises:
            DocumentError: the workbook is larger than the limits of `sheets`.
        """
        if sheet.get(q("table:style-name")) in self._styles.hidden_tables:
            self._left_out["feuille masquée ignorée", "feuilles masquées ignorées"] += 1
            return
        grid = read_grid(sheet, self._name, keeps_empty=False)
        cells = list(self._cells(grid, _hidden_columns(sheet)))
        self._count += len(cells)
        sheets.check_count(self._count, self._name)
        heads = range(grid.heading_rows)
        sheets.write(self.canvas, sheet.get(q("table:name"), ""), cells, grid.hidden, heads)

    def remarks(self) -> Iterator[str]:
        """What was left out, in French."""
        for (one, several), times in self._left_out.items():
            yield f"{count(times, one, several)}."

    def _cells(self, grid: OpenGrid, hidden: set[int]) -> Iterator[SheetCell]:
        for cell in grid.cells:
            runs = self._words(cell.element)
            if not runs.text.strip():
                continue
            if cell.row in grid.hidden or cell.column in hidden:
                self._left_out["cellule masquée ignorée", "cellules masquées ignorées"] += 1
            else:
                yield SheetCell(cell.row, cell.column, runs.text, tuple(runs.bold), cell.row_span, cell.column_span)

    def _words(self, cell: XmlElement) -> OpenRuns:
        """The paragraphs of a cell, one a line; the style of a cell makes all of it bold."""
        is_bold = bool(self._styles.of("table-cell", cell.get(q("table:style-name"))).bold)
        found = OpenRuns()
        for part in cell:
            if part.tag == _ANNOTATION:
                self._left_out["commentaire ignoré", "commentaires ignorés"] += 1
            if part.tag != _P:
                continue
            own = self._runs.read(part)
            if found.characters:
                found.break_off("\n", bold=is_bold)
            found.characters += own.characters
            found.bold += [is_bold or bold for bold in own.bold]
        return found


def _hidden_columns(sheet: XmlElement) -> set[int]:
    """The columns (from 0) that are hidden."""
    hidden: set[int] = set()
    place = 0
    for column in sheet.iter(_COLUMN):
        times = number(column, "table:number-columns-repeated")
        if column.get(q("table:visibility")) in ("collapse", "filter"):
            hidden.update(range(place, min(place + times, 16_384)))
        place += times
    return hidden
