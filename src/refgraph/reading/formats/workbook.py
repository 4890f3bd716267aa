"""Workbooks (.xlsx): the cells that Excel shows, in the sheets that it shows."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from refgraph.core.french import count
from refgraph.reading.formats import sheets
from refgraph.reading.formats.archive import Archive
from refgraph.reading.formats.canvas import Canvas
from refgraph.reading.formats.cell_values import printed
from refgraph.reading.formats.rendition import Rendition
from refgraph.reading.formats.sheets import SheetCell

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

MOST_PLACES = 1_000_000
"""Rows times columns of a sheet: one that reaches the last cell of Excel is formatted there by mistake, or hostile."""
_UNCOMPUTED = re.compile(rb"<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")

LeftOut = Counter[tuple[str, str]]
"""What was not read: its name for one and for several, and how often."""


def read(raw: bytes, name: str) -> Rendition:
    """The workbook ``name``.

    Raises:
        DocumentError: it is no readable workbook (see `Archive`), or larger than the limits of `sheets`.
    """
    from openpyxl import load_workbook
    from openpyxl.worksheet.worksheet import Worksheet

    archive = Archive(raw, name)
    left_out = _beside_cells(archive)
    try:
        book = load_workbook(io.BytesIO(raw), data_only=True, rich_text=True, keep_links=False)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, OSError, BadZipFile) as error:
        raise archive.refused("ce n’est pas un classeur Excel lisible") from error
    canvas = Canvas()
    total = 0
    for sheet in book.worksheets:
        if not isinstance(sheet, Worksheet):
            continue
        if sheet.sheet_state != "visible":
            left_out["feuille masquée ignorée", "feuilles masquées ignorées"] += 1
            continue
        if (sheet.max_row or 0) * (sheet.max_column or 0) > MOST_PLACES:
            sheets.check_count(sheets.MOST_CELLS + 1, name)
        cells = list(_cells(sheet, left_out))
        sheets.check_count(total := total + len(cells), name)
        sheets.write(canvas, sheet.title, cells, _hidden_rows(sheet), _repeated(sheet))
    remarks = tuple(f"{count(times, one, several)}.".capitalize() for (one, several), times in left_out.items())
    return Rendition(canvas.text, tuple(canvas.elements), canvas.places, remarks)


def _cells(sheet: Worksheet, left_out: LeftOut) -> Iterator[SheetCell]:
    """The cells with words that are shown, merged ones once."""
    spans = {
        (area.min_row - 1, area.min_col - 1): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    hidden_rows, hidden_columns = _hidden_rows(sheet), _hidden_columns(sheet)
    for row, line in enumerate(sheet.iter_rows()):
        for column, cell in enumerate(line):
            text, bold = _shown(cell)
            if not text.strip():
                continue
            if row in hidden_rows or column in hidden_columns:
                left_out["cellule masquée ignorée", "cellules masquées ignorées"] += 1
                continue
            down, across = spans.get((row, column), (1, 1))
            yield SheetCell(row, column, text, bold, down, across)


def _shown(cell: Cell | MergedCell) -> tuple[str, tuple[bool, ...]]:
    """The characters that a cell shows, and which of them are bold."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    if cell.value is None:
        return "", ()
    is_bold = bool(cell.font and cell.font.b)
    if not isinstance(cell.value, CellRichText):
        text = printed(cell.value, cell.number_format)
        return text, (is_bold,) * len(text)
    characters: list[str] = []
    bold: list[bool] = []
    for part in cell.value:
        text = printed(part.text if isinstance(part, TextBlock) else part, "")
        characters.append(text)
        bold += [bool(part.font.b) if isinstance(part, TextBlock) else is_bold] * len(text)
    return "".join(characters), tuple(bold)


def _hidden_rows(sheet: Worksheet) -> set[int]:
    return {number - 1 for number, row in sheet.row_dimensions.items() if row.hidden}


def _hidden_columns(sheet: Worksheet) -> set[int]:
    """The columns (from 0) that are hidden; a format may be said once for a range of columns."""
    return {
        number - 1
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 0, (column.max or -1) + 1)
    }


def _repeated(sheet: Worksheet) -> range:
    """The rows (from 0) that are printed at the head of each page."""
    ends = re.findall(r"\d+", sheet.print_title_rows or "")
    return range(int(ends[0]) - 1, int(ends[-1])) if ends else range(0)


def _beside_cells(archive: Archive) -> LeftOut:
    """What the file holds besides the values of its cells, each part checked for entities on the way.

    Raises:
        DocumentError: as `Archive` says.
    """
    found: LeftOut = Counter()
    for part in sorted(archive.names):
        if not part.endswith((".xml", ".rels")):
            continue
        raw = archive.checked(part)
        if part.startswith("xl/worksheets/") and (times := len(_UNCOMPUTED.findall(raw))):
            found["formule sans valeur enregistrée, ignorée", "formules sans valeur enregistrée, ignorées"] += times
        if part.startswith("xl/drawings/") and (times := raw.count(b"<a:p>")) and b"<a:t>" in raw:
            found["paragraphe de forme dessinée ignoré", "paragraphes de formes dessinées ignorés"] += times
        if part.startswith(("xl/comments", "xl/threadedComments")) and (times := raw.count(b"<comment ")):
            found["commentaire de cellule ignoré", "commentaires de cellules ignorés"] += times
    return found
