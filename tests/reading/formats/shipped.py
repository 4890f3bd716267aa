"""The two shipped documents of tables, taken apart and written again by real writers in each format."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from refgraph.model.records import Reading

SOURCES = Path(__file__).parents[3] / "data" / "sources"
TITRE, FONCTIONS = "003_9aa1763f7bae16bc.txt", "004_88229ca4c97ea489.txt"
TRIED = {**dict.fromkeys(("docx", "odt", "xlsx", "ods", "pdf"), (TITRE, FONCTIONS)), "html": (FONCTIONS,)}
"""Which of them are read word for word in each format, by its suffix."""


@dataclass
class Entry:
    """A paragraph: its words with what is bold, the lists around it, its sign."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    depth: int = 0
    bullet: str = ""

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


@dataclass
class Line:
    """A heading (its level), a line of text (level 0), or a table row (its cells)."""

    level: int = 0
    cells: list[list[Entry]] = field(default_factory=list)

    @property
    def is_row(self) -> bool:
        return len(self.cells) > 1


class _Cell(HTMLParser):
    """The entries of a cell."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.entries: list[Entry] = [Entry()]
        self._depth = 0
        self._bold = False
        self.feed(source)
        self.close()
        self.entries = [_tidy(one) for one in self.entries if one.text.strip(" •-")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "ul", "ol"):
            self._depth += tag in ("ul", "ol")
            self.entries.append(Entry(depth=self._depth, bullet="•" if tag == "li" else ""))
        self._bold |= tag == "b"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "ul", "ol"):
            self._depth -= tag in ("ul", "ol")
            self.entries.append(Entry(depth=self._depth))
        self._bold &= tag != "b"

    def handle_data(self, data: str) -> None:
        parts = re.split(r"\s{2,}(?=A\d)", data)
        for number, part in enumerate(parts):
            if number:
                self.entries.append(Entry(depth=self._depth))
            self.entries[-1].runs.append((re.sub(r"\s+", " ", part), self._bold))


def _tidy(entry: Entry) -> Entry:
    """The entry with its sign taken off its words."""
    runs = list(entry.runs)
    while not runs[0][0].strip():
        runs.pop(0)
    while not runs[-1][0].strip():
        runs.pop()
    found = re.match(r"\s*(?P<sign>[•-])?\s*", runs[0][0])
    assert found is not None
    runs[0] = (runs[0][0][found.end() :], runs[0][1])
    runs[-1] = (runs[-1][0].rstrip(), runs[-1][1])
    return Entry(runs, entry.depth, found["sign"] or entry.bullet)


def lines(name: str) -> list[Line]:
    """The lines of a shipped document."""
    found: list[Line] = []
    for line in (SOURCES / name).read_text(encoding="utf-8").split("\n"):
        if heading := re.match(r"(#+)\s+(.*)", line):
            words = heading[2].strip("* ")
            found.append(Line(len(heading[1]), [[Entry([(words, False)])]]))
        elif "\t" in line.strip("\n "):
            found.append(Line(0, [_Cell(cell).entries for cell in line.split("\t")]))
        elif line.strip():
            found.append(Line(0, [_Cell(line).entries]))
    return found


def tables(name: str) -> list[Line | list[Line]]:
    """The lines of a document, consecutive rows put together as one table."""
    parts: list[Line | list[Line]] = []
    for line in lines(name):
        last = parts[-1] if parts else None
        if not line.is_row:
            parts.append(line)
        elif isinstance(last, list):
            last.append(line)
        else:
            parts.append([line])
    return parts


def grid(rows: list[Line]) -> list[tuple[int, int, int, int, list[Entry]]]:
    """Row, column, spans and entries of each cell: what is alone in its row, or over two columns, is merged."""
    cells: list[tuple[int, int, int, int, list[Entry]]] = []
    for number, row in enumerate(rows):
        filled = [place for place, cell in enumerate(row.cells) if cell]
        is_head = number == 0 and any("REFERENTIEL" in entry.text for entry in row.cells[0])
        is_alone = filled == [0] and len(row.cells) == 4
        for place, cell in enumerate(row.cells):
            if is_alone and place == 0:
                cells.append((number, 0, 1, 4, cell))
            elif is_head and place == 2:
                cells.append((number, 2, 1, 2, cell))
            elif is_head and place < 2:
                cells.append((number, place, 2, 1, cell))
            elif (is_alone and place) or (is_head and place == 3) or (number == 1 and place < 2 and not cell):
                continue
            else:
                cells.append((number, place, 1, 1, cell))
    return cells


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_word(name: str) -> bytes:
    """A Word document by python-docx: headings, lists of Word, merged cells."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    document.styles["Normal"].font.size = Pt(9)
    document.styles["Normal"].font.name = "DejaVu Serif"  # comes with fontconfig: lines end alike on all machines
    numbering = document.part.numbering_part.element
    signs = "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="bullet"/><w:lvlText w:val="{"•" if level == 0 else "-"}"/>'
        f'<w:pPr><w:ind w:left="{240 * (level + 1)}" w:hanging="240"/></w:pPr></w:lvl>'
        for level in range(9)
    )
    dashes = signs.replace("•", "-")
    for id, levels in ((70, signs), (71, dashes)):
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id}">{levels}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>'))

    def fill(paragraph: Any, entry: Entry) -> None:
        for text, bold in entry.runs:
            paragraph.add_run(text).bold = bold
        if entry.bullet:
            level, list_id = max(entry.depth, 1) - 1, 71 if entry.bullet == "-" and entry.depth < 2 else 70
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')
            )

    for part in tables(name):
        if isinstance(part, Line):
            for entry in part.cells[0]:
                if part.level:
                    document.add_heading(entry.text, part.level)
                else:
                    fill(document.add_paragraph(), entry)
            continue
        table = document.add_table(rows=len(part), cols=4, style="Table Grid")
        for row, column, down, across, entries in grid(part):
            cell = table.cell(row, column)
            if down > 1 or across > 1:
                cell = cell.merge(table.cell(row + down - 1, column + across - 1))
            for number, entry in enumerate(entries):
                fill(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), entry)
        heads = 2 if "REFERENTIEL" in table.cell(0, 0).text else 0
        for row in table.rows[:heads]:
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    return saved(document)


def as_workbook(name: str) -> bytes:
    """A workbook by openpyxl: one sheet, one row a row, entries as lines of their cell."""
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    base = 1
    for part in tables(name):
        if isinstance(part, Line):
            for entry in part.cells[0]:
                sheet.cell(base, 1, entry.text)
                base += 1
            continue
        base += 1
        for row, column, down, across, entries in grid(part):
            words: list[Any] = []
            for number, entry in enumerate(entries):
                lead = ("\n" if number else "") + "  " * max(entry.depth - 1, 0)
                words.append(f"{lead}{entry.bullet} " if entry.bullet else lead)
                words += [TextBlock(InlineFont(b=True), text) if bold else text for text, bold in entry.runs]
            sheet.cell(base + row, column + 1).value = CellRichText([word for word in words if word])
            if down > 1 or across > 1:
                sheet.merge_cells(None, base + row, column + 1, base + row + down - 1, column + across)
        base += len(part) + 1
    return saved(book)


def as_pdf(name: str) -> bytes:
    """A PDF by reportlab: one table for each of the document, rows that no page cuts, titles in larger letters."""
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

    def paragraph(entry: Entry, size: int) -> Paragraph:
        printed = "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in entry.runs)
        depth = max(entry.depth, 1) if entry.bullet else 0
        style = ParagraphStyle(
            "x", fontSize=size, leading=size * 1.2, leftIndent=10 * depth, bulletIndent=10 * depth - 10
        )
        return Paragraph(printed, style, bulletText=entry.bullet or None)

    story: list[Any] = []
    for part in tables(name):
        if isinstance(part, Line):
            story += [paragraph(entry, 16 - 2 * part.level if part.level else 8) for entry in part.cells[0]]
            continue
        rows: list[list[Any]] = [[""] * 4 for _ in part]
        style: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        for row, column, down, across, entries in grid(part):
            rows[row][column] = [paragraph(entry, 8) for entry in entries] or ""
            style.append(("SPAN", (column, row), (column + across - 1, row + down - 1)))
        story.append(LongTable(rows, colWidths=[270] * 4, style=TableStyle(style)))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=landscape(A3)).build(story)
    return buffer.getvalue()


def words(reading: Reading) -> dict[str, list[str]]:
    """All that a reading says, by kind, in the order of the document."""
    return {
        "titre": [reading.certification.title.text] if reading.certification.title else [],
        "blocs": [item.text for item in reading.blocs],
        "activités": [item.text for item in reading.activities],
        "compétences": [item.statement for item in reading.competences],
        "modalités": [item.text for item in reading.modalities],
        "groupes": [group.text or "" for group in reading.criteria_groups],
        "critères": [item.text for group in reading.criteria_groups for item in group.criteria],
    }
