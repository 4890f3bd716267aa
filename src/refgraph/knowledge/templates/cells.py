"""Cells of the model: typed as text, bordered, wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refgraph.core.exports.spreadsheet import accepted

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_BODY, _HEAD = "Modèle", "Modèle, titre"


def lay_out(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Give the columns of ``sheet`` these widths, and print it on A4 pages on their side, as wide as one."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def write(sheet: Worksheet, row: int, column: int, text: str, *, is_head: bool = False) -> None:
    """Write ``text`` as text, whatever it begins with, in a bordered cell."""
    cell = sheet.cell(row, column, accepted(text) or None)
    if text:
        cell.data_type = "s"  # « - Écouter » and « =1+1 » are no formulas in a typed cell
    cell.style = _HEAD if is_head else _BODY


def add_styles(book: Workbook) -> None:
    """Let `write` find its styles in ``book``: named once, for a style worked out for each cell takes ten times as
    long."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    thin = Side(style="thin", color="8A94A6")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    wrapped = Alignment(wrap_text=True, vertical="top")
    book.add_named_style(NamedStyle(_BODY, alignment=wrapped, border=border))
    fill = PatternFill("solid", start_color="E3EAF5")
    book.add_named_style(NamedStyle(_HEAD, font=Font(bold=True), alignment=wrapped, border=border, fill=fill))


def merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """Make one cell of these."""
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
