"""Tables inside a Word document."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from refgraph.core.table import Cell, Marked, Table, show

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell as WordCell

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_SIGN = 54_000
"""The width of a letter of eight points, in EMU (914,400 an inch)."""
_LONGEST_WORD = 16
"""Longer words may be cut: file names, fingerprints."""
_MARGIN = 15
"""The margins of a page, in millimetres."""
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


def add_contents(document: Document, titles: Sequence[str]) -> None:
    """A list of ``titles`` with links to the headings that `add_part` gives them, and the page that each is on."""
    for number, title in enumerate(titles, 1):
        line = document.add_paragraph()
        line.paragraph_format.space_after = 0
        link = _element("w:hyperlink", {"w:anchor": _anchor(number)})
        line.add_run(word_text(title))
        link.append(line.runs[0]._r)
        line._p.append(link)
        line.add_run("\t")
        line.paragraph_format.tab_stops.add_tab_stop(_width(document) - 1, *_dotted_right())
        line._p.append(_element("w:fldSimple", {"w:instr": f"PAGEREF {_anchor(number)} \\h"}))


def add_part(document: Document, title: str, number: int, level: int = 2) -> None:
    """A heading that `add_contents` points to as its ``number`` (from 1)."""
    heading = document.add_heading(word_text(title), level=level)
    start = _element("w:bookmarkStart", {"w:id": str(number), "w:name": _anchor(number)})
    heading._p.insert(1, start)
    heading._p.append(_element("w:bookmarkEnd", {"w:id": str(number)}))


def _anchor(number: int) -> str:
    return f"partie-{number}"


def _dotted_right() -> tuple[Any, Any]:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    return WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS


def _element(name: str, attributes: Mapping[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element


def _width(document: Document) -> int:
    """The width between the margins, in EMU."""
    section = document.sections[0]
    return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)


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
    grid.autofit = False
    widths = column_widths(table, _width(document))
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    _set_widths(grid.rows[0], widths)
    for row in table.rows:
        added = grid.add_row()  # type: ignore[no-untyped-call]
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, value in zip(added.cells, row, strict=True):
            _write(cell, value)
        _set_widths(added, widths)
    return grid


def _set_widths(row: Any, widths: Sequence[int]) -> None:
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width


def column_widths(table: Table, total: int, letter: int = _SIGN) -> list[int]:
    """The widths of the columns of ``table``, ``total`` together: each its longest word, the rest by what they hold.

    ``letter`` is the width of one, in the unit of ``total``.
    """
    texts = [[label, *(show(row[at]) for row in table.rows)] for at, label in enumerate(table.columns)]
    words = [max(len(word) for text in column for word in ("", *text.split())) for column in texts]
    held = [sum(map(len, column)) / len(column) for column in texts]
    least = [min((min(word, _LONGEST_WORD) + 3) * letter, total // len(texts)) for word in words]
    rest = max(total - sum(least), 0)
    return [int(smallest + rest * share / sum(held)) for smallest, share in zip(least, held, strict=True)]


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
            run.font.color.rgb = RGBColor.from_string(value.colour)
        if at < last:
            cell.paragraphs[0].add_run(" ")


def repeat_heading(grid: WordTable) -> None:
    """Have the first row of ``grid`` stand on each page."""
    from docx.oxml import OxmlElement

    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def word_text(text: str) -> str:
    """``text`` without the characters that XML forbids."""
    return _FORBIDDEN.sub("�", text)
