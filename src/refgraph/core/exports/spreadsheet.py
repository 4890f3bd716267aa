"""Tables for a spreadsheet program: cells that it cannot take for a formula, and the workbook itself."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from refgraph.core.table import Cell, Marked, Resource, Table, show

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as OwnCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.worksheet.worksheet import Worksheet

    SheetCell = OwnCell | MergedCell

LONGEST_CELL = 32_767
"""What a cell of an XLSX workbook can hold, in characters (ECMA-376, limit of Excel)."""

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_WIDEST_COLUMN = 70
_LINE, _TALLEST_ROW = 15, 409
"""The height of a line, and of the tallest row that a workbook can have, in points (ECMA-376, limit of Excel)."""
_LONGEST_NAME = 31
"""What the name of a sheet can hold, in characters (limit of Excel)."""
_SHORTEST_LAST = 3
"""A shorter word (« de », « à ») does not end a name that was cut."""
_SHARE = re.compile(r"(\d+(?:,\d+)?)[\u202f\u00a0 ]%")
_LINK = "1F4E9C"
SUMMARY = "Sommaire"
"""The sheet that lists the others."""
COLOURS = {
    "couverte en partie": "FBEECB",
    "couverte": "CFE6DC",
}
"""The colours of the pages, by the words that a cell begins with: the words say the same to who sees none."""
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
    """A workbook: a sheet per table, one « Source » that says whence; three tables or more have a « Sommaire » first.

    Headings stay in view and on each page that is printed; a resource leads to its page, a share is a number.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    tables = (table, *others)
    names = sheet_names([each.title for each in tables])
    if len(tables) > 2:
        _summarize(workbook.create_sheet(SUMMARY), names, tables)
    for name, each in zip(names, tables, strict=True):
        sheet = workbook.create_sheet(name)
        _fill(sheet, each.columns, each.rows)
        if len(tables) > 2:
            _lead(sheet.cell(1, len(each.columns) + 1, "← Sommaire"), SUMMARY)
    rows: tuple[tuple[Cell, ...], ...] = (*table.source, ("Nombre de lignes", len(table)))
    _fill(workbook.create_sheet("Source"), ("Élément", "Valeur"), rows)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def sheet_names(titles: Sequence[str]) -> list[str]:
    """A name per sheet, of 31 characters at most and no two alike: a longer title is cut between two words.

    >>> sheet_names(["Écart 1 → 2 – Écart de Conseiller à Chargé", "Écart 1 → 2 – Écart de Conseiller à Vendeur"])
    ['Écart 1 → 2 – Écart', 'Écart 1 → 2 – Écart (2)']
    """
    found: list[str] = []
    taken = {"source", SUMMARY.casefold()}
    for title in titles:
        whole = " ".join(_FORBIDDEN_IN_SHEET_NAME.sub(" ", title).split()) or "Résultat"
        tries = (f" ({number})" if number > 1 else "" for number in count(1))
        name = next(n for end in tries if (n := _cut(whole, _LONGEST_NAME - len(end)) + end).casefold() not in taken)
        taken.add(name.casefold())
        found.append(name)
    return found


def _cut(title: str, length: int) -> str:
    """``title``, or as many of its words as ``length`` characters hold, none of them left hanging."""
    if len(title) <= length:
        return title
    words = title[: length + 1].rpartition(" ")[0].split()
    while len(words) > 1 and len(words[-1].strip("«»,–:(")) < _SHORTEST_LAST:
        words.pop()
    return " ".join(words).rstrip(" ,–:(«") or title[:length]


def _summarize(sheet: Worksheet, names: Sequence[str], tables: Sequence[Table]) -> None:
    """Each table with a link to its sheet, and how many lines it has."""
    _fill(sheet, ("Tableau", "Lignes"), tuple((each.title or "Résultat", len(each)) for each in tables))
    for line, name in enumerate(names, 2):
        _lead(sheet.cell(line, 1), name)


def _lead(cell: SheetCell, sheet: str) -> None:
    """Have ``cell`` lead to the first cell of ``sheet``."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A1")
    cell.font = Font(color=_LINK, underline="single")


def _fill(sheet: Worksheet, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
    from openpyxl.utils import get_column_letter

    for line, row in enumerate((columns, *rows), 1):
        for place, cell in enumerate(row, 1):
            _set(sheet.cell(line, place), cell, is_heading=line == 1)
    for place, label in enumerate(columns, 1):
        longest = max([len(label), *(len(show(row[place - 1])) for row in rows)])
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 3, _WIDEST_COLUMN)
    widths = [sheet.column_dimensions[get_column_letter(place)].width for place in range(1, len(columns) + 1)]
    for line, row in enumerate((columns, *rows), 1):
        sheet.row_dimensions[line].height = _height(row, widths)
    sheet.freeze_panes = "A2"
    if rows:
        sheet.auto_filter.ref = sheet.dimensions
    set_for_print(sheet)


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """The height of a row, in points: LibreOffice, where it prints without opening, makes no room for more lines."""
    lines = (
        sum(1 + int(len(part) // max(width - 2, 1)) for part in show(cell).split("\n"))
        for cell, width in zip(row, widths, strict=True)
    )
    return float(min(max(lines, default=1) * _LINE, _TALLEST_ROW))


def _set(target: SheetCell, cell: Cell, *, is_heading: bool) -> None:
    """Put ``cell`` into ``target``, and have it look as on the page."""
    from openpyxl.styles import Alignment, Font, PatternFill

    value = _rich(cell) if isinstance(cell, Marked) and len(cell) <= LONGEST_CELL else _value(cell)
    target.value = value
    if isinstance(value, str):
        target.data_type = "s"  # text, whatever it begins with: « - Écouter » is no formula in a typed cell
    target.alignment = Alignment(wrap_text=True, vertical="top")
    if is_heading:
        target.font = Font(bold=True)
        target.fill = PatternFill("solid", start_color="E3EAF5")
    elif isinstance(cell, date):
        target.number_format = "DD/MM/YYYY"
    elif isinstance(cell, str) and isinstance(value, float):
        target.number_format = "0.##\u00a0%" if "," in cell else "0\u00a0%"
    elif isinstance(cell, Resource) and cell.iri.startswith(("http://", "https://")):
        target.hyperlink = cell.iri
        target.font = Font(color=_LINK, underline="single")
    elif isinstance(cell, str) and (colour := _colour(cell)):
        target.fill = PatternFill("solid", start_color=colour)


def _colour(text: str) -> str | None:
    return next((colour for words, colour in COLOURS.items() if text.startswith(words)), None)


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
    if isinstance(cell, str) and (share := _SHARE.fullmatch(cell)):
        return float(Decimal(share[1].replace(",", ".")) / 100)
    text = typed(accepted(cell))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 9] + " [coupé]"
