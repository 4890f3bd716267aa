"""The workbook « modèle de référentiel »: empty, to be filled in, or filled with a certification."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from refgraph.core.exports.spreadsheet import accepted
from refgraph.knowledge.templates.cells import add_styles, lay_out, merge, write
from refgraph.knowledge.templates.lists import add_blank_facts, add_lists
from refgraph.knowledge.templates.margins import AUTHOR, MarginNotes, Margins
from refgraph.knowledge.templates.rows import bloc_rows, spans
from refgraph.model.records import Reading
from refgraph.reading.shared.particulars import COLUMNS

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


def to_workbook(record: Reading, notes: MarginNotes = ()) -> bytes:
    """``record`` in the model, with the lists that say what its table cannot.

    ``notes`` are comments on the cells of their items, those on the certification on its title.
    """
    return _workbook(record, notes)


def _workbook(record: Reading | None, notes: MarginNotes = ()) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    add_styles(book)
    sheet = book.worksheets[0]
    sheet.title = "Référentiel"
    title = record.certification.title.text if record and record.certification.title else ""
    number = record.certification.rncp_number if record else None
    write(sheet, 1, 1, title or "Intitulé de la certification")
    merge(sheet, 1, 1, 1, len(COLUMNS))
    at = 2
    if number and number.code:
        write(sheet, at, 1, number.code)
        merge(sheet, at, 1, at, len(COLUMNS))
        at += 1
    for column, label in enumerate(COLUMNS, 1):
        write(sheet, at, column, label, is_head=True)
    sheet.freeze_panes = f"A{at + 1}"
    sheet.print_title_rows = f"{at}:{at}"
    margins = Margins(notes)
    last = _fill(sheet, record, at + 1, margins) if record else _blank(sheet, at + 1)
    _comment(sheet, 1, 1, margins.rest())
    _guide(sheet, at + 1, last + _EMPTY_ROWS)
    lay_out(sheet, _WIDTHS)
    if record:
        add_lists(book, record)
    else:
        add_blank_facts(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, record: Reading, at: int, margins: Margins) -> int:
    for bloc in bloc_rows(record):
        head = at
        if bloc.title:
            write(sheet, at, 1, bloc.title, is_head=True)
            merge(sheet, at, 1, at, len(COLUMNS))
            at += 1
        for column in range(len(COLUMNS)):
            for first, size in spans(bloc.rows, column):
                write(sheet, at + first, column + 1, bloc.rows[first][column].text)
                merge(sheet, at + first, column + 1, at + first + size - 1, column + 1)
                _comment(sheet, at + first, column + 1, margins.beside(bloc.rows[first][column].items))
        if bloc.id:
            _comment(sheet, head, 1, margins.beside([bloc.id]))
        at += len(bloc.rows)
    return at


def _comment(sheet: Worksheet, row: int, column: int, notes: Sequence[str]) -> None:
    """Put ``notes`` on a cell, which holds one comment."""
    from openpyxl.comments import Comment

    if notes:
        comment = Comment("\n\n".join(accepted(note) for note in notes), AUTHOR)
        comment.width, comment.height = 420, min(40 + 60 * len(notes), 400)
        sheet.cell(row, column).comment = comment


def _blank(sheet: Worksheet, at: int) -> int:
    for number in range(1, _BLOCS + 1):
        write(sheet, at, 1, f"Bloc {number} – Intitulé du bloc", is_head=True)
        merge(sheet, at, 1, at, len(COLUMNS))
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
