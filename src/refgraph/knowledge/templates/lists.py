"""The lists of the model beside its table (`refgraph.reading.shared.particulars`), in a workbook and in Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from refgraph.core.exports.word import repeat_heading, word_text
from refgraph.knowledge.templates.cells import lay_out, write
from refgraph.model.records import Reading
from refgraph.reading.shared.list_rows import ListRows, facts, rows
from refgraph.reading.shared.particulars import DEDUCED, FACT_HEADINGS, FACTS, IDENTIFIER, LISTS, NOTE, SHEETS

if TYPE_CHECKING:
    from docx.document import Document
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTH, _WIDTHS = 22, {"Texte": 60, "Énoncé": 60, "Modalité": 60, "Critère": 60, "Activité": 60, "Valeur": 60}
_ASKED = ("level", "kind", "rncp_number", "certifiers", "nsf", "rome", "formacodes", "sectors", "jobs")
"""The facts that the empty model asks for; its table has the title."""
_ASKING = (
    "Ce que le tableau ne dit pas de la certification. Une valeur par ligne\u00a0: ajoutez des lignes pour un deuxième "
    "certificateur ou métier\u00a0; laissez vide ce que vous ne savez pas."
)

List = tuple[str, tuple[str, ...], ListRows]
"""A list: its title, the titles of its columns, its rows."""


def add_lists(book: Workbook, record: Reading) -> None:
    """Add to ``book`` a sheet for each group of lists of ``record`` that has rows."""
    for name in SHEETS:
        if found := list(_lists(name, record)):
            sheet = book.create_sheet(name)
            write_note(sheet, NOTE)
            at = 3
            for title, headings, told in found:
                at = _list(sheet, at, title, headings, told)
            _widen(sheet, [headings for _, headings, _ in found])


def add_blank_facts(book: Workbook) -> None:
    """Add the sheet in which a person says what the certification is, a row a question."""
    sheet = book.create_sheet(SHEETS[0])
    write_note(sheet, _ASKING)
    asked: ListRows = [(FACTS[name], "", "") for name in _ASKED]
    _list(sheet, 3, "", FACT_HEADINGS, asked)
    _widen(sheet, [FACT_HEADINGS])


def add_tables(document: Document, record: Reading) -> None:
    """Add the lists of ``record`` at the end of ``document``, on pages of their own."""
    document.add_page_break()  # type: ignore[no-untyped-call]
    document.add_paragraph(NOTE)
    for name in SHEETS:
        for title, headings, told in _lists(name, record):
            document.add_heading(title, level=2)
            grid = document.add_table(rows=1 + len(told), cols=len(headings), style="Table Grid")
            cells = iter(grid._cells)
            for heading in headings:
                next(cells).paragraphs[0].add_run(heading).bold = True
            for cell, text in zip(cells, (text for row in told for text in row), strict=True):
                if text:
                    cell.paragraphs[0].add_run(word_text(text))
            repeat_heading(grid)


def _lists(sheet: str, record: Reading) -> Iterator[List]:
    if sheet == SHEETS[0]:
        named = (IDENTIFIER, record.certification.id, "", "")
        yield sheet, (*FACT_HEADINGS, DEDUCED), [named, *facts(record.certification)]
    for told in LISTS:
        if told.sheet == sheet and (found := rows(told, record)):
            yield told.title, told.headings, found


def write_note(sheet: Worksheet, note: str) -> None:
    """Write an explanation above what ``sheet`` lists."""
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(1, 1, note)
    cell.font, cell.alignment = Font(italic=True), Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(FACT_HEADINGS))
    sheet.row_dimensions[1].height = 48


def _list(sheet: Worksheet, at: int, title: str, headings: Sequence[str], told: ListRows) -> int:
    """Write a list from row ``at`` on; gives back the row where the next one may begin."""
    if title:
        sheet.cell(at, 1, title)
        at += 1
    for row, line in enumerate((headings, *told), at):
        for column, text in enumerate(line, 1):
            write(sheet, row, column, text, is_head=row == at)
    return at + len(told) + 2


def _widen(sheet: Worksheet, headings: Sequence[Sequence[str]]) -> None:
    columns = max(map(len, headings))
    found = [[_WIDTHS.get(row[place], _WIDTH) for row in headings if place < len(row)] for place in range(columns)]
    lay_out(sheet, [max(widths) for widths in found])
