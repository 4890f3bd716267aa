"""From a document, or a part of one, to its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from refgraph.reading.document import Document
from refgraph.reading.elements import PrintedHeading, PrintedTable, Slice
from refgraph.reading.runs import Block, Run, unmarked
from refgraph.reading.shared import codes
from refgraph.reading.shared.flow import grids
from refgraph.reading.shared.flow.line import CellPlace, Flow, FlowLine
from refgraph.reading.shared.flow.markup import PlacedText, PrintedPiece, Scanner

_HEADING = re.compile(r"[ \t]{0,3}(?P<marks>#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,})[ \t]*\r?")
_QUOTED = re.compile(r"(?:[ \t]*>[ \t]?)+(?=\S)")
_TAB = 4
_LISTS = ("ul", "ol")


def of_document(document: Document) -> Flow:
    """The lines of ``document``: those that its format tells, else those that its text marks."""
    if document.elements:
        return Flow(tuple(_told(document)))
    return _marked(PlacedText.of_document(document.text), grids.rows(document.text))


def of_run(run: Run) -> Flow:
    """The lines of words that may hold tags and line ends of their own, as a field of an export does."""
    return _marked(PlacedText(run.text, run.starts, run.ends), {})


def _told(document: Document) -> Iterator[FlowLine]:
    tables = 0
    end = 0
    for element in document.elements:
        if isinstance(element, PrintedTable):
            for cell in element.cells:
                place = CellPlace(tables, cell.row, cell.column)
                for block in cell.blocks:
                    yield _line(document, block, end, cell=place)
                    end = block.end
            tables += 1
        else:
            block = element.block if isinstance(element, PrintedHeading) else element
            yield _line(document, block, end, level=element.level if isinstance(element, PrintedHeading) else 0)
            end = block.end


def _line(document: Document, block: Block, above: int, *, level: int = 0, cell: CellPlace | None = None) -> FlowLine:
    """The line of a block; a bullet that its words begin with is taken off."""
    gap = document.text[above : block.start].count("\n") > 1
    marker = "" if block.marker else codes.bullet(block.runs[0].text)
    words = block
    if marker and block.runs[0].text[len(marker) :].strip():
        words = replace(block.behind(len(marker)), marker=marker.strip(), depth=max(block.depth, 1))
    return FlowLine(words, (block.start, block.end), level, gap, cell=cell)


def _marked(printed: PlacedText, rows: dict[int, grids.DrawnRow]) -> Flow:
    scanner = Scanner(printed)
    marks: list[Slice] = []
    reader = _TextReader(rows, marks)
    lines = [line for piece in scanner.pieces() for line in reader.lines(piece)]
    return Flow(tuple(_underlined(lines, printed, marks)), tuple(sorted((*scanner.marks, *marks))))


def _underlined(lines: list[FlowLine], printed: PlacedText, marks: list[Slice]) -> Iterator[FlowLine]:
    """``lines``, where a rule just below a line makes it a heading of level 1 or 2."""
    for line in lines:
        text = printed.text
        end = text.find("\n", line.whole[1]) if line.is_soft and isinstance(printed.starts, range) else -1
        below = text[end + 1 :].partition("\n")[0] if 0 <= end < len(text) - 1 and not line.level else ""
        if below and _UNDERLINE.fullmatch(below) and not line.marker and not line.cell:
            yield replace(line, level=1 if "=" in below else 2)
        else:
            yield line


@dataclass
class _TextReader:
    """Reads the marks that text sets lines with: ``#``, bullets, bars."""

    rows: dict[int, grids.DrawnRow]
    marks: list[Slice]
    _number: int = 0
    _column: int = 0
    _drawn: int = -1
    _indents: list[tuple[int, str]] = field(default_factory=list)

    def lines(self, piece: PrintedPiece) -> Iterator[FlowLine]:
        """The lines of a piece: one, or one for each cell of a drawn row."""
        self._number += piece.lines_above
        row = self.rows.get(self._number)
        if row is None or piece.place:
            yield from self._one(piece, piece.run, None)
            return
        if self._drawn != self._number:
            self._drawn, self._column = self._number, -1 if piece.run.text.lstrip().startswith("|") else 0
        start = 0
        for match in (*row.separator.finditer(piece.run.text), None):
            end = match.start() if match else len(piece.run.text)
            yield from self._one(piece, piece.run.cut(start, end), CellPlace(row.table, row.row, self._column))
            if match:
                self._column, start = self._column + 1, match.end()

    def _one(self, piece: PrintedPiece, run: Run, cell: CellPlace | None) -> Iterator[FlowLine]:
        if not any(char.isalnum() for char in run.text):
            if run.text.strip():
                kept = run.cut(0)
                self.marks.append((kept.start, kept.end))
            return
        whole = run.cut(0)
        level = next((int(tag[1]) for tag in piece.tags if re.fullmatch(r"h[1-6]", tag)), 0)
        if cell is None and piece.place:
            cell = CellPlace(1000 + piece.table, *piece.place)
        is_text = not piece.tags or not set(piece.tags) & {"p", "li", "td", "th"}
        words, indent = _unquoted(run)
        heading = _HEADING.match(words.text) if is_text and not level else None
        if heading:
            level = len(heading["marks"])
            words = _shorn(words.cut(heading.end()))
        bullet = "" if level else codes.bullet(words.text)
        if bullet and not any(char.isalnum() for char in words.text[len(bullet) :]):
            bullet = ""
        words = unmarked(_without_ticks(words.cut(len(bullet))))
        if not bullet and not level and (inner := codes.bullet(words.text)):
            bullet, words = inner, words.cut(len(inner))
        depth = sum(tag in _LISTS for tag in piece.tags)
        depth = depth or self._depth(indent, bullet.strip(), is_cut=bool(level) or piece.lines_above > 1)
        block = Block((words,), depth=depth, marker=bullet.strip() or ("•" if "li" in piece.tags and depth else ""))
        is_soft = is_text and piece.ends_line and cell is None
        yield FlowLine(block, (whole.start, whole.end), level, piece.lines_above != 1 or not is_text, is_soft, cell)

    def _depth(self, indent: int, bullet: str, *, is_cut: bool) -> int:
        """How deep an entry stands, by its indentation; of two bullets that stand level, another sort is deeper."""
        if not bullet:
            if is_cut and not indent:
                self._indents.clear()
            return 0
        while self._indents and self._indents[-1][0] > indent:
            self._indents.pop()
        level = [place for place, known in enumerate(self._indents) if known == (indent, bullet)]
        if level:
            del self._indents[level[-1] + 1 :]
        else:
            self._indents.append((indent, bullet))
        return len(self._indents)


def _unquoted(run: Run) -> tuple[Run, int]:
    """The words of ``run`` without marks of quotation, and how far they are indented."""
    quoted = _QUOTED.match(run.text)
    body = run.text[quoted.end() if quoted else 0 :]
    lead = body[: len(body) - len(body.lstrip())]
    return run.cut(len(run.text) - len(body)), sum(_TAB if char == "\t" else 1 for char in lead)


def _shorn(run: Run) -> Run:
    """A heading without the marks that close it, and without signs (« 🔵 ») in front of its words."""
    text = run.text.rstrip("# \t\r")
    lead = next((place for place, char in enumerate(text) if char.isalnum() or char in "«(*_`\"'"), 0)
    return run.cut(lead, len(text))


def _without_ticks(run: Run) -> Run:
    kept = [place for place, char in enumerate(run.text) if char != "`"]
    if len(kept) == len(run.text):
        return run
    return Run(
        "".join(run.text[place] for place in kept),
        tuple(run.starts[place] for place in kept),
        tuple(run.ends[place] for place in kept),
        tuple(run.bold[place] for place in kept),
    )
