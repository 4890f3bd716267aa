"""A certification as the Word table of France compétences: four columns, A4 landscape, headings on each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refgraph.core.exports.word import begun, repeat_heading, saved, word_text
from refgraph.knowledge.templates.lists import add_tables
from refgraph.knowledge.templates.rows import BlocRows, ModelCell, bloc_rows, spans
from refgraph.model.records import Reading
from refgraph.reading.shared.particulars import COLUMNS

if TYPE_CHECKING:
    from docx.table import Table, _Cell

_POINTS = 9


def to_word(record: Reading) -> bytes:
    """``record`` as that document; behind it, the lists that say what the table cannot."""
    certification = record.certification
    document = begun(certification.title.text if certification.title else certification.id, _POINTS)
    if certification.rncp_number and certification.rncp_number.code:
        document.add_paragraph(certification.rncp_number.code)
    grid = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    for cell, label in zip(grid.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(label).bold = True
    repeat_heading(grid)
    for bloc in bloc_rows(record):
        _add(grid, bloc)
    add_tables(document, record)
    return saved(document)


def _add(grid: Table, bloc: BlocRows) -> None:
    if bloc.title:
        cells = grid.add_row().cells  # type: ignore[no-untyped-call]
        head = cells[0].merge(cells[-1])
        head.paragraphs[0].add_run(word_text(bloc.title)).bold = True
    rows = [grid.add_row().cells for _ in bloc.rows]  # type: ignore[no-untyped-call]
    for column in range(len(COLUMNS)):
        for first, size in spans(bloc.rows, column):
            cell = rows[first][column]
            if size > 1:
                cell = cell.merge(rows[first + size - 1][column])
            _write(cell, bloc.rows[first][column])


def _write(cell: _Cell, told: ModelCell) -> None:
    for at, line in enumerate(told.lines):
        paragraph = cell.paragraphs[0] if not at else cell.add_paragraph()
        paragraph.add_run(word_text(line)).bold = line in told.titles
