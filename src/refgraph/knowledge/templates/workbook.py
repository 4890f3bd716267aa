"""The workbook « modèle de référentiel »: empty, to be filled in, or filled with a certification."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from refgraph.core.exports.spreadsheet import spreadsheet_text
from refgraph.knowledge.templates.rows import COLUMNS, bloc_rows, spans
from refgraph.model.records import Reading

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (36, 56, 42, 56)
_EMPTY_ROWS = 200
_BLOCS, _BLOC_ROWS = 2, 6
_METHODS = (
    "Mise en situation professionnelle",
    "Étude de cas",
    "Dossier professionnel",
    "Questionnaire",
    "Entretien avec le jury",
    "Soutenance orale",
)
_HELP = (
    ("Activités", "L’activité à laquelle sert la compétence. Fusionnez la cellule si elle sert à plusieurs."),
    ("Compétences", "Une par ligne\u00a0: un code (C1.), un verbe à l’infinitif. Une ligne fusionnée est un bloc."),
    ("Modalités", "Choisissez, ou écrivez autre chose. Fusionnez si l’épreuve évalue plusieurs compétences."),
    ("Critères", "Un critère par ligne de la cellule (Alt+Entrée), précédé de «\u00a0•\u00a0»."),
)


def template() -> bytes:
    """The empty model."""
    return _workbook(None)


def to_workbook(record: Reading) -> bytes:
    """``record`` in the model."""
    return _workbook(record)


def _workbook(record: Reading | None) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Référentiel"
    title = record.certification.title.text if record and record.certification.title else ""
    number = record.certification.rncp_number if record else None
    _write(sheet, 1, 1, title or "Intitulé de la certification")
    _merge(sheet, 1, 1, 1, len(COLUMNS))
    at = 2
    if number and number.code:
        _write(sheet, at, 1, number.code)
        _merge(sheet, at, 1, at, len(COLUMNS))
        at += 1
    for column, label in enumerate(COLUMNS, 1):
        _write(sheet, at, column, label, is_head=True)
    sheet.freeze_panes = f"A{at + 1}"
    sheet.print_title_rows = f"{at}:{at}"
    last = _fill(sheet, record, at + 1) if record else _blank(sheet, at + 1)
    _guide(sheet, at + 1, last + _EMPTY_ROWS)
    _lay_out(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, record: Reading, at: int) -> int:
    for bloc in bloc_rows(record):
        if bloc.title:
            _write(sheet, at, 1, bloc.title, is_head=True)
            _merge(sheet, at, 1, at, len(COLUMNS))
            at += 1
        for column in range(len(COLUMNS)):
            for first, size in spans(bloc.rows, column):
                _write(sheet, at + first, column + 1, bloc.rows[first][column].text)
                _merge(sheet, at + first, column + 1, at + first + size - 1, column + 1)
        at += len(bloc.rows)
    return at


def _blank(sheet: Worksheet, at: int) -> int:
    for number in range(1, _BLOCS + 1):
        _write(sheet, at, 1, f"Bloc {number} – Intitulé du bloc", is_head=True)
        _merge(sheet, at, 1, at, len(COLUMNS))
        at += _BLOC_ROWS + 1
    return at


def _guide(sheet: Worksheet, first: int, last: int) -> None:
    """What each column is for, shown beside the cell that is chosen, and the usual modalities as a list."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, (title, prompt) in enumerate(_HELP, 1):
        listed = f'"{",".join(_METHODS)}"' if title == "Modalités" else None
        rule = DataValidation(
            type="list" if listed else None, formula1=listed, allow_blank=True, showErrorMessage=False
        )
        rule.showInputMessage, rule.promptTitle, rule.prompt = True, title, prompt
        letter = get_column_letter(column)
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)


def _lay_out(sheet: Worksheet) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write(sheet: Worksheet, row: int, column: int, text: str, *, is_head: bool = False) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = sheet.cell(row, column, spreadsheet_text(text) or None)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    thin = Side(style="thin", color="8A94A6")
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    if is_head:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color="E3EAF5")


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
