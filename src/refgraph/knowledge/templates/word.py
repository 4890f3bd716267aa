"""A certification as the Word table of France compétences: four columns, A4 landscape, headings on each page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refgraph.core.exports.word import begun, repeat_heading, saved, word_text
from refgraph.knowledge.templates.lists import add_tables
from refgraph.knowledge.templates.margins import AUTHOR, MarginNotes, Margins
from refgraph.knowledge.templates.rows import BlocRows, ModelCell, bloc_rows, spans
from refgraph.model.records import Reading
from refgraph.reading.shared.particulars import COLUMNS

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_POINTS = 9


def to_word(record: Reading, notes: MarginNotes = ()) -> bytes:
    """``record`` as that document; behind it, the lists that say what the table cannot.

    ``notes`` are comments of Word on the cells of their items, those on the certification on its title: no reader takes
    them for its words.
    """
    margins = Margins(notes)
    certification = record.certification
    document = begun(certification.title.text if certification.title else certification.id, _POINTS)
    if certification.rncp_number and certification.rncp_number.code:
        document.add_paragraph(certification.rncp_number.code)
    grid = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    for cell, label in zip(grid.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(label).bold = True
    repeat_heading(grid)
    for bloc in bloc_rows(record):
        _add(document, grid, bloc, margins)
    for note in margins.rest():
        _comment(document, document.paragraphs[:1], note)
    add_tables(document, record)
    return saved(document)


def _add(document: Document, grid: Table, bloc: BlocRows, margins: Margins) -> None:
    """Add the rows of ``bloc``, its items commented before the bloc itself: theirs are part of it."""
    head: list[Paragraph] = []
    if bloc.title:
        cells = grid.add_row().cells  # type: ignore[no-untyped-call]
        head = cells[0].merge(cells[-1]).paragraphs
        head[0].add_run(word_text(bloc.title)).bold = True
    rows = [grid.add_row().cells for _ in bloc.rows]  # type: ignore[no-untyped-call]
    for column in range(len(COLUMNS)):
        for first, size in spans(bloc.rows, column):
            cell = rows[first][column]
            if size > 1:
                cell = cell.merge(rows[first + size - 1][column])
            told = bloc.rows[first][column]
            _write(cell, told)
            for note in margins.beside(told.items):
                _comment(document, cell.paragraphs, note)
    for note in margins.beside([bloc.id]) if bloc.id else ():
        _comment(document, head, note)


def _comment(document: Document, paragraphs: Sequence[Paragraph], note: str) -> None:
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    if runs:
        document.add_comment([runs[0], runs[-1]], word_text(note), AUTHOR, AUTHOR[:2].upper())


def _write(cell: _Cell, told: ModelCell) -> None:
    for at, line in enumerate(told.lines):
        paragraph = cell.paragraphs[0] if not at else cell.add_paragraph()
        paragraph.add_run(word_text(line)).bold = line in told.titles
