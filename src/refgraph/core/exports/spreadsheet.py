"""Tables for a spreadsheet program: cells that it cannot take for a formula, and the workbook itself."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from refgraph.core.table import Cell, Marked, Table, show

if TYPE_CHECKING:
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767
"""What a cell of an XLSX workbook can hold, in characters (ECMA-376, limit of Excel)."""

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_WIDEST_COLUMN = 70
_A4 = 9
"""The number of the paper in a workbook (ECMA-376, 18.3.1.63)."""


def guard(text: str) -> str:
    """``text`` behind an apostrophe where a spreadsheet would take it for a formula (OWASP, CSV injection).

    >>> guard("=1+1"), guard("Piloter"), guard("  @SUM(A1)"), guard("-0,5")
    ("'=1+1", 'Piloter', "'  @SUM(A1)", '-0,5')
    """
    is_formula = text.lstrip(" \n").startswith(_FORMULA_START) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def typed(text: str) -> str:
    """``text`` for a cell that is typed as text: « - Écouter » stays as it is, only what opens a formula is guarded."""
    return text if text.startswith("-") else guard(text)


def spreadsheet_text(cell: Cell) -> str:
    """``cell`` as guarded text, without the characters that no spreadsheet accepts."""
    return guard(accepted(cell))


def accepted(cell: Cell) -> str:
    """``cell`` as text without the characters that no spreadsheet accepts; for cells that are typed as text."""
    return _FORBIDDEN.sub("�", show(cell))


def to_xlsx(table: Table, *others: Table) -> bytes:
    """A workbook: a sheet per table (heading frozen, cells wrapped), and one « Source » sheet that says whence."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for each in (table, *others):
        _fill(workbook.create_sheet(_sheet_name(each)), each.columns, each.rows)
    _fill(workbook.create_sheet("Source"), ("Élément", "Valeur"), (*table.source, ("Nombre de lignes", len(table))))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _sheet_name(table: Table) -> str:
    name = _FORBIDDEN_IN_SHEET_NAME.sub(" ", table.title)[:31].strip()
    return name if name and name.casefold() != "source" else "Résultat"


def _fill(sheet: Worksheet, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    wrapped = Alignment(wrap_text=True, vertical="top")
    for line, row in enumerate((columns, *rows), 1):
        for place, cell in enumerate(row, 1):
            value = _rich(cell) if isinstance(cell, Marked) and len(cell) <= LONGEST_CELL else _value(cell)
            target = sheet.cell(line, place, value)
            if isinstance(value, str):
                target.data_type = "s"  # text, whatever it begins with: « - Écouter » is no formula in a typed cell
            target.alignment = wrapped
            if line == 1:
                target.font = Font(bold=True)
                target.fill = PatternFill("solid", start_color="E3EAF5")
            elif isinstance(cell, date):
                target.number_format = "DD/MM/YYYY"
    for place, label in enumerate(columns, 1):
        longest = max([len(label), *(len(show(row[place - 1])) for row in rows)])
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 3, _WIDEST_COLUMN)
    sheet.freeze_panes = "A2"
    if rows:
        sheet.auto_filter.ref = sheet.dimensions


def set_for_print(sheet: Worksheet, heading: int = 1) -> None:
    """Have ``sheet`` printed on A4 on its side, all its columns on one page across, rows up to ``heading`` on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.print_area = sheet.dimensions
    if (foot := sheet.oddFooter) is not None:
        foot.center.text, foot.left.text = "&P / &N", "&A"


def _rich(cell: Marked) -> CellRichText:
    """The words of ``cell``, those gone struck out in red, those that came in bold and green."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    font = InlineFont(strike=cell.is_old or None, b=not cell.is_old or None, color=Color(f"00{cell.colour}"))
    last = len(cell.runs) - 1
    pieces = [(accepted(words) + (" " if at < last else ""), marked) for at, (words, marked) in enumerate(cell.runs)]
    return CellRichText([TextBlock(font, words) if marked else words for words, marked in pieces])


def _value(cell: Cell) -> str | int | float | date:
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, date) or (isinstance(cell, int) and not isinstance(cell, bool)):
        return cell
    text = typed(accepted(cell))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 9] + " [coupé]"
