"""A Markdown document as its elements: headings, lines of text, and table rows of tabs, pipes or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from refgraph.reading import elements as format_elements
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.runs import Block
from refgraph.reading.shared import bloc_titles, codes

_HEADING = re.compile(r"(?P<hashes>#{1,6})\s+(?P<text>.*?)\s*#*$")
_EMPHASIS = "*_"
_CARRIED_ON = re.compile(r"[a-zà-öø-ÿ•▪‣◦●(]|[-–]\s")
_RULE = re.compile(r"[-=_*~\s|:+]{3,}$")
_PIPES = re.compile(r"(?<!\\)\|")
_HTML_ROW = re.compile(r"<tr\b[^>]*>(?P<cells>.*?)(?:</tr\s*>|(?=<tr\b)|(?=</table))", re.I | re.S)
_HTML_CELL = re.compile(r"<t[dh]\b(?P<attributes>[^>]*)>(?P<content>.*?)(?:</t[dh]\s*>|(?=<t[dh]\b)|$)", re.I | re.S)
_HTML_TABLE = re.compile(r"<table\b.*?(?:</table\s*>|\Z)", re.I | re.S)
_HEADING_CELL = re.compile(r"\s*<th\b", re.I)
_SPAN = r"\b{}\s*=\s*[\"']?(\d{{1,3}})"
_TAG = re.compile(r"<[^<>]*>")
_LIST_TAG = re.compile(r"<(?P<end>/?)(?:ul|ol)\b", re.I)
_PARAGRAPH_TAG = re.compile(r"<(?P<end>/?)p\b[^<>]*>", re.I)
_TABLE_TAG = re.compile(r"<(?P<end>/?)(?P<name>table|tr|t[dh])\b[^<>]*>", re.I)
_WIDEST = 100
"""Columns of a table, at most: cells that claim to span more would be millions."""
_LONGEST_ROW = 200
"""A row is not carried on over more lines than these."""


@dataclass(frozen=True)
class Heading:
    """A Markdown heading: its level and the slice of its words."""

    level: int
    words: Slice


@dataclass(frozen=True)
class TextLine:
    """A line outside of tables."""

    words: Slice


@dataclass(frozen=True)
class RuleLine:
    """A line that only draws: ``---``, ``|---|``."""

    words: Slice


@dataclass(frozen=True)
class Row:
    """A table row: the slices of its cells, empty ones included.

    ``contents`` are the blocks of each where the format has told them; else they are read from the text. The row
    ``opens_table`` where the format shows that a table begins with it, and ``is_heading`` where it marks it as one.
    ``reached`` are the columns that a merged cell of a row above reaches into.
    """

    cells: tuple[Slice, ...]
    contents: tuple[tuple[Block, ...], ...] | None = None
    opens_table: bool = False
    is_heading: bool = False
    reached: frozenset[int] = frozenset()

    @property
    def words(self) -> Slice:
        """The slice of the whole row."""
        return self.cells[0][0], self.cells[-1][1]


Element = Heading | TextLine | RuleLine | Row


def elements(document: Document) -> Iterator[Element]:
    """The elements of ``document`` in order; blank lines are left out."""
    return _told(document.elements) if document.elements else _marked(document)


def _told(elements: Iterable[format_elements.PrintedElement]) -> Iterator[Element]:
    """The elements that a format has told; a cell that spans rows or columns leaves empty cells where it reaches."""
    for element in elements:
        if isinstance(element, format_elements.PrintedHeading):
            yield Heading(element.level, (element.block.start, element.block.end))
        elif isinstance(element, format_elements.PrintedTable):
            yield from _grid_rows(element)
        else:
            yield TextLine((element.start, element.end))


def _grid_rows(table: format_elements.PrintedTable) -> Iterator[Row]:
    by_place = {(cell.row, cell.column): cell for cell in table.cells}
    place = table.cells[0].words[0]
    for row in range(table.height):
        cells: list[Slice] = []
        contents: list[tuple[Block, ...]] = []
        for column in range(table.width):
            cell = by_place.get((row, column))
            cells.append(cell.words if cell else (place, place))
            contents.append(cell.blocks if cell else ())
            place = cells[-1][1]
        yield Row(
            tuple(cells),
            tuple(contents),
            opens_table=row == 0,
            is_heading=row < table.heading_rows,
            reached=frozenset(_reached(table, row)),
        )


def _reached(table: format_elements.PrintedTable, row: int) -> Iterator[int]:
    """The columns that a cell above ``row`` reaches into it."""
    for cell in table.cells:
        if cell.row < row < cell.row + cell.row_span:
            yield from range(cell.column, cell.column + cell.column_span)


def _marked(document: Document) -> Iterator[Element]:
    """The elements that the text of ``document`` marks.

    A line just below a row that begins inside a sentence, or with a bullet, belongs to the last cell of the row; one
    that begins with a code is a row that lost the tabs of its empty cells.
    """
    last: Element | None = None
    for element in _elements(document):
        if isinstance(last, Row) and isinstance(element, TextLine) and _stands_below(document.text, last, element):
            printed = document.text[slice(*element.words)]
            if _CARRIED_ON.match(printed):
                last = Row((*last.cells[:-1], (last.cells[-1][0], element.words[1])))
                continue
            element = Row((element.words,)) if codes.code(printed) else element
        if isinstance(last, Row) and isinstance(element, RuleLine) and "|" in document.text[slice(*element.words)]:
            last = replace(last, opens_table=True, is_heading=True)
        if last:
            yield last
        last = element
    if last:
        yield last


def _stands_below(text: str, row: Row, line: TextLine) -> bool:
    between = text[row.words[1] : line.words[0]]
    return between.count("\n") == 1 and not between.strip()


def _elements(document: Document) -> Iterator[Element]:
    position = 0
    for table in _HTML_TABLE.finditer(_without_inner_tables(document.text)):
        if "\t" in document.text[document.text.rfind("\n", 0, table.start()) + 1 : table.start()]:
            continue
        yield from _lines(document.text, position, table.start())
        yield from _html_rows(table)
        position = table.end()
    yield from _lines(document.text, position, len(document.text))


def _without_inner_tables(text: str) -> str:
    """``text`` with spaces in place of the tables that stand inside a cell of another one."""
    kept, done = [], 0
    for start, end in _inner_tables(text):
        kept += [text[done:start], " " * (end - start)]
        done = end
    return "".join([*kept, text[done:]])


def _inner_tables(text: str) -> Iterator[Slice]:
    """Start and end of each table in a cell of an outermost one, in order."""
    begun: list[int] = []
    before: re.Match[str] | None = None
    for tag in _TABLE_TAG.finditer(text):
        is_table = tag["name"].lower() == "table"
        if is_table and not tag["end"]:
            is_inner = before is not None and before["name"].lower() in ("td", "th") and not before["end"]
            if not is_inner:
                begun = []
            begun.append(tag.start())
        elif is_table and begun:
            start = begun.pop()
            if len(begun) == 1:
                yield start, tag.end()
        before = tag


def _lines(text: str, start: int, end: int) -> Iterator[Element]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        stop = _row_end(text, start, stop, end)
        if text[start:stop].strip():
            yield _element(text, start, stop)
        start = stop + 1


def _row_end(text: str, start: int, stop: int, end: int) -> int:
    """Where the row of ``start`` ends: further lines belong to it while a list or paragraph of its cells is open."""
    if "\t" not in text[start:stop] or not _is_open(text[start:stop]):
        return stop
    position = stop
    for _ in range(_LONGEST_ROW):
        if position >= end or text.startswith("\n#", position):
            return stop
        following = text.find("\n", position + 1, end)
        position = end if following < 0 else following
        if not _is_open(text[start:position]):
            return position
    return stop


def _is_open(text: str) -> bool:
    """Whether ``text`` ends inside a list, or a paragraph."""
    depth = sum(-1 if tag["end"] else 1 for tag in _LIST_TAG.finditer(text))
    paragraphs = _PARAGRAPH_TAG.findall(text)
    return depth > 0 or (bool(paragraphs) and not paragraphs[-1])


def _element(text: str, start: int, end: int) -> Element:
    line = text[start:end]
    words = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
    stripped = line.strip()
    if heading := _HEADING.match(stripped):
        first, title = words[0] + heading.start("text"), heading["text"]
        first += len(title) - len(title.lstrip(_EMPHASIS))
        return Heading(len(heading["hashes"]), (first, first + len(title.strip(_EMPHASIS))))
    if _RULE.fullmatch(stripped):
        return RuleLine(words)
    if "\t" in line.strip("\r\n "):
        return Row(_separated(start, line, [match.span() for match in re.finditer("\t", line)]))
    if stripped.startswith("<") and bloc_titles.find(_TAG.sub("", stripped)):
        return Row((words,))
    pipes = [match.span() for match in _PIPES.finditer(line)]
    if len(pipes) >= 2:
        return Row(_piped(start, line, pipes))
    return TextLine(words)


def _separated(start: int, line: str, separators: list[tuple[int, int]]) -> tuple[Slice, ...]:
    bounds = [(0, 0), *separators, (len(line), len(line))]
    return tuple((start + left[1], start + right[0]) for left, right in pairwise(bounds))


def _piped(start: int, line: str, pipes: list[tuple[int, int]]) -> tuple[Slice, ...]:
    cells = _separated(start, line, pipes)
    first = 1 if not line[: pipes[0][0]].strip() else 0
    last = len(cells) - (1 if not line[pipes[-1][1] :].strip() else 0)
    return cells[first:last]


def _html_rows(table: re.Match[str]) -> Iterator[Row]:
    """The rows of an HTML table; a cell that spans rows or columns leaves empty cells in the places it covers."""
    covered: dict[int, int] = {}
    begun = False
    text = table.string
    for row in _HTML_ROW.finditer(text, table.start(), table.end()):
        cells: list[Slice] = []
        reached = frozenset(covered)
        for cell in _HTML_CELL.finditer(text, *row.span("cells")):
            _fill(cells, covered, cell.start())
            rows, columns = (_spanned(cell["attributes"], name) for name in ("rowspan", "colspan"))
            columns = max(1, min(columns, _WIDEST - len(cells)))
            covered |= {len(cells) + n: rows for n in range(columns) if rows > 1}
            covered = {column: count for column, count in covered.items() if count > 0}
            cells += [cell.span("content"), *[(cell.end("content"),) * 2] * (columns - 1)]
        _fill(cells, covered, row.end("cells"))
        covered = {column: count - 1 for column, count in covered.items() if count > 1}
        if cells:
            is_heading = _HEADING_CELL.match(row["cells"]) is not None
            yield Row(tuple(cells), opens_table=not begun, is_heading=is_heading, reached=reached)
            begun = True


def _spanned(attributes: str, name: str) -> int:
    match = re.search(_SPAN.format(name), attributes, re.I)
    return max(1, int(match[1])) if match else 1


def _fill(cells: list[Slice], covered: dict[int, int], place: int) -> None:
    """Add empty cells where cells of the rows above reach down."""
    while len(cells) in covered:
        cells.append((place, place))
