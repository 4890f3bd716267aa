"""The text of a document whose format has none: paragraphs written one below the other, each knowing its place.

A paragraph is a line, a bullet or number in front of it; the paragraphs of a cell follow each other, and a blank line
stands around each row of a table. What is written so is what passages quote: a person can open it and find it again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from refgraph.reading.elements import PrintedCell, PrintedElement, PrintedHeading, PrintedTable
from refgraph.reading.places import PlaceInFile, PlaceMap
from refgraph.reading.runs import Block, Run

BULLET = "•"
"""What is written for a bullet whose sign is of a symbol font."""
_WIDEST = 200


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one paragraph: its text, which of its characters are bold, its place and where it stands.

    ``depth`` counts the lists around it, ``bullet`` is its sign, ``level`` that of a heading (0: none). A number is
    part of the text, and ``\\n`` in the text is a line break that the author made, ``\\v`` one of the print
    where a paragraph may begin.
    ``further`` are the places of what stands from an offset in the text on, where the paragraph has several.
    """

    text: str
    bold: tuple[bool, ...]
    place: PlaceInFile
    depth: int = 0
    bullet: str = ""
    is_ordered: bool = False
    level: int = 0
    further: tuple[tuple[int, PlaceInFile], ...] = ()


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell of a table to be written: where it begins and reaches in its grid, and its paragraphs."""

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: tuple[Words, ...]


@dataclass
class Canvas:
    """Writes paragraphs and tables; ``elements`` and ``stretches`` say what was written where."""

    elements: list[PrintedElement] = field(default_factory=list)
    stretches: list[tuple[int, PlaceInFile]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """All that was written so far."""
        return "".join(self._parts)

    @property
    def places(self) -> PlaceMap:
        """Where each stretch of the text stands in the original."""
        return PlaceMap(self.stretches)

    def paragraph(self, words: Words) -> None:
        """Write a paragraph outside of tables; one without words leaves a blank line."""
        if block := self._line(words):
            self.elements.append(PrintedHeading(words.level, block) if words.level else block)

    def table(self, cells: Iterable[CellWords], heading_rows: int = 0) -> None:
        """Write a table, row by row; what its cells claim to span beyond all others is cut."""
        written: list[PrintedCell] = []
        row = -1
        for cell in _bounded(sorted(cells, key=lambda one: (one.row, one.column))):
            if cell.row != row:
                self._blank()
                row = cell.row
            written.append(self._cell(cell))
        self._blank()
        if written:
            self.elements.append(PrintedTable(tuple(written), heading_rows))

    def _cell(self, cell: CellWords) -> PrintedCell:
        blocks = tuple(block for words in cell.paragraphs if (block := self._line(words)))
        start = blocks[0].start if blocks else self._length
        end = blocks[-1].end if blocks else self._length
        return PrintedCell(cell.row, cell.column, cell.row_span, cell.column_span, blocks, (start, end))

    def _line(self, words: Words) -> Block | None:
        """Write one line; None where it has no words."""
        text = words.text.rstrip()
        lead = len(text) - len(text.lstrip())
        if not text.strip():
            self._write("\n")
            return None
        self.stretches.append((self._length, words.place))
        self._write(f"{words.bullet} " if words.bullet else "")
        start = self._length - lead
        self.stretches.extend((start + offset, place) for offset, place in words.further)
        self._write(text.lstrip().replace("\v", "\n") + "\n")
        run = _run(text[lead:], start + lead, words.bold[lead:])
        return Block((run,), depth=words.depth, marker=words.bullet, is_ordered=words.is_ordered)

    def _blank(self) -> None:
        if self._parts and not self._parts[-1].endswith("\n\n") and self._parts[-1] != "\n":
            self._write("\n")

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)


def _bounded(cells: Sequence[CellWords]) -> list[CellWords]:
    """``cells`` in a grid that ends with the last row that begins a cell, and is no wider than many cells make it.

    A file may claim to span millions of columns: where there are more than `_WIDEST`, those that begin no cell count
    for nothing.
    """
    last = max((cell.row for cell in cells), default=0)
    found = [replace(cell, row_span=max(1, min(cell.row_span, last + 1 - cell.row))) for cell in cells]
    if max((cell.column + cell.column_span for cell in cells), default=0) <= _WIDEST:
        return found
    starts = sorted({cell.column for cell in cells})
    return [
        replace(
            cell,
            column=bisect_left(starts, cell.column),
            column_span=bisect_left(starts, cell.column + cell.column_span) - bisect_left(starts, cell.column),
        )
        for cell in found
    ]


def _run(text: str, start: int, bold: Sequence[bool]) -> Run:
    places = range(start, start + len(text))
    return Run(text, tuple(places), tuple(place + 1 for place in places), tuple(bold[: len(text)]))
