"""Tables inside a Word document."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from refgraph.core.table import Cell, Marked, Table, show

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell as WordCell

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_MARGIN = 15
"""The margins of a page, in millimetres."""
_LONGEST_NEED, _LEAST_NEED = 70, 8
"""Between these many letters the width of a column grows with its longest cell."""
LONGEST_PROPERTY = 255
"""The characters that a property of a document may have (python-docx refuses more)."""


def to_docx(table: Table) -> bytes:
    """``table`` as a Word document of its own: landscape, its title as heading, where it comes from, then the rows."""
    document = begun(table.title)
    number_pages(document)
    for name, value in table.source:
        document.add_paragraph(word_text(f"{name}\u00a0: {value}"))
    add_rows(document, table)
    return saved(document)


def begun(title: str, points: int = 8) -> Document:
    """A new document in French under ``title``: A4 on its side, narrow margins, letters of so many ``points``."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    document.styles["Normal"].font.size = Pt(points)
    document.core_properties.title = word_text(title)[:LONGEST_PROPERTY]
    document.core_properties.language = "fr-FR"
    document.add_heading(word_text(title), level=1)
    return document


def number_pages(document: Document) -> None:
    """Put the number of each page at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot._p.append(number)


def add_rows(document: Document, table: Table) -> None:
    """``table`` at the end of ``document``, or the sentence that says what its emptiness means."""
    if table.rows:
        add_table(document, table)
    else:
        document.add_paragraph(word_text(table.empty or "Aucune ligne."))


def saved(document: Document) -> bytes:
    """``document`` as the bytes of a file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_table(document: Document, table: Table, style: str = "Table Grid") -> WordTable:
    """``table`` at the end of ``document``, its heading repeated on each page; gives back the table of python-docx."""
    from docx.oxml import OxmlElement

    grid: WordTable = document.add_table(rows=1, cols=len(table.columns), style=style)
    for cell, label in zip(grid.rows[0].cells, table.columns, strict=True):
        cell.paragraphs[0].add_run(word_text(label)).bold = True
    repeat_heading(grid)
    for row in table.rows:
        added = grid.add_row()  # type: ignore[no-untyped-call]
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, value in zip(added.cells, row, strict=True):
            _write(cell, value)
    if any(isinstance(cell, Marked) for row in table.rows for cell in row):
        _share_width(grid, table)
    return grid


def _share_width(grid: WordTable, table: Table) -> None:
    """Give each column of ``grid`` the room that its words take: two wordings are read side by side."""
    from docx.shared import Mm

    columns = zip(table.columns, *table.rows, strict=True)
    needs = [min(max(len(show(cell)) for cell in column), _LONGEST_NEED) + _LEAST_NEED for column in columns]
    grid.autofit = False
    for row in grid.rows:
        for cell, need in zip(row.cells, needs, strict=True):
            cell.width = Mm((297 - 2 * _MARGIN) * need / sum(needs))


def _write(cell: WordCell, value: Cell) -> None:
    """Put ``value`` into ``cell``: of a marked wording, the words gone struck out, those that came underlined."""
    from docx.shared import RGBColor

    if not isinstance(value, Marked):
        cell.text = word_text(show(value))
        return
    last = len(value.runs) - 1
    for at, (words, is_marked) in enumerate(value.runs):
        run = cell.paragraphs[0].add_run(word_text(words))
        if is_marked:
            run.font.strike, run.font.bold, run.font.underline = value.is_old, not value.is_old, not value.is_old
            run.font.color.rgb = RGBColor(0xB0, 0x00, 0x20) if value.is_old else RGBColor(0x0B, 0x6B, 0x4F)
        if at < last:
            cell.paragraphs[0].add_run(" ")


def repeat_heading(grid: WordTable) -> None:
    """Have the first row of ``grid`` stand on each page."""
    from docx.oxml import OxmlElement

    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def word_text(text: str) -> str:
    """``text`` without the characters that XML forbids."""
    return _FORBIDDEN.sub("�", text)
