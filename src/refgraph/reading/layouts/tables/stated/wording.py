"""Where the words of an item stand in the table of the model, and which words of the table no item takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from refgraph.core.text import fold
from refgraph.reading.document import Document
from refgraph.reading.elements import PrintedCell, PrintedElement, PrintedHeading, PrintedTable, Slice
from refgraph.reading.runs import Block
from refgraph.reading.shared.particulars import COLUMNS

_LETTER = re.compile(r"[^\W_]")


@dataclass
class _Unit:
    """A cell, or a paragraph outside of tables: its letters, where each stands, and between which words may begin."""

    letters: str
    places: list[Slice]
    bounds: set[int]
    lines: list[Slice]
    used: list[Slice] = field(default_factory=list)
    taken: list[Slice] = field(default_factory=list)

    def find_all(self, words: str) -> Iterator[Slice]:
        """Each stretch of letters from one bound to another that is ``words``."""
        start = 0
        while found := self.find(words, start):
            yield found
            start = found[1]

    def find(self, words: str, start: int = 0) -> Slice | None:
        """The letters from one bound to another that are ``words``."""
        while (start := self.letters.find(words, start)) >= 0:
            if start in self.bounds and start + len(words) in self.bounds:
                return start, start + len(words)
            start += 1
        return None

    def slices(self, first: int, last: int) -> Iterator[Slice]:
        """The slices of the document that print these letters, one a line."""
        for begin, end in self.lines:
            left, right = max(begin, first), min(end, last)
            if left < right:
                yield self.places[left][0], self.places[right - 1][1]


class Wording:
    """The words of the table of ``document``; whoever finds some takes them."""

    def __init__(self, document: Document) -> None:
        self._units = list(_units(document.elements))
        self._at: dict[str, int] = {}

    def find(self, kind: str, forms: Iterable[str]) -> tuple[Slice, ...]:
        """The slices that print one of ``forms``, sought for each ``kind`` from where the last of it stood; the same
        words elsewhere are another printing of them, and taken as well."""
        for words in (letters(form) for form in forms):
            begin = self._at.get(kind, 0)
            for number in (*range(begin, len(self._units)), *range(begin)):
                unit = self._units[number]
                last = max((end for _, end in unit.used), default=0) if number == begin else 0
                if words and (found := unit.find(words, last) or unit.find(words)):
                    self._at[kind] = number
                    unit.used.append(found)
                    for other in self._units:
                        other.taken += other.find_all(words)
                    return tuple(unit.slices(*found))
        return ()

    def repeated(self) -> list[Slice]:
        """The slices that print again what stands elsewhere, and that nobody found for itself."""
        return [
            words
            for unit in self._units
            for first, last in dict.fromkeys(unit.taken)
            if not any(begin < last and first < end for begin, end in unit.used)
            for words in unit.slices(first, last)
        ]

    def left(self) -> list[Slice]:
        """The slices of the lines that nobody took a word of."""
        found: list[Slice] = []
        for unit in self._units:
            for begin, end in unit.lines:
                if not any(first < end and begin < last for first, last in unit.taken):
                    found.append((unit.places[begin][0], unit.places[end - 1][1]))
        return found


def heading(table: PrintedTable) -> tuple[PrintedCell, ...]:
    """The titles of the columns of the table of the model."""
    first = table.cells[: len(COLUMNS)]
    texts = [block.text for cell in first for block in cell.blocks]
    return first if texts == list(COLUMNS) else ()


def letters(text: str) -> str:
    """The letters and digits of ``text``, without case and accents."""
    return "".join(_LETTER.findall(fold(text)))


def _units(elements: Iterable[PrintedElement]) -> Iterator[_Unit]:
    for element in elements:
        if isinstance(element, PrintedTable):
            cells = element.cells[len(heading(element)) :]
            yield from (unit for cell in cells if (unit := _unit(cell.blocks)).letters)
        else:
            block = element.block if isinstance(element, PrintedHeading) else element
            if (unit := _unit((block,))).letters:
                yield unit


def _unit(blocks: tuple[Block, ...]) -> _Unit:
    found: list[str] = []
    places: list[Slice] = []
    lines: list[Slice] = []
    for run in (run for block in blocks for run in block.runs):
        begin = len(found)
        for char, start, end in zip(run.text, run.starts, run.ends, strict=True):
            if char in "\n\v" and len(found) > begin:
                lines.append((begin, len(found)))
                begin = len(found)
            said = letters(char)
            found += said
            places += [(start, end)] * len(said)
        if len(found) > begin:
            lines.append((begin, len(found)))
    return _Unit("".join(found), places, {bound for line in lines for bound in line}, lines)
