"""Lines and list entries of a section, whatever blank lines a page break has put between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from refgraph.core.text import mend
from refgraph.model.records import Passage
from refgraph.reading.document import Document
from refgraph.reading.shared import codes
from refgraph.reading.shared.page_numbers import PAGE_NUMBER
from refgraph.reading.shared.sentences import is_open

_SENTENCE_ENDS = (".", ";", ":", "!", "?")
_FULL = 0.6
"""The share of the longest line of a section from which on a line may have been wrapped."""


@dataclass(frozen=True)
class EntryLine:
    """A non-blank line: its slice without white space around it, and how many blank lines stand before it."""

    start: int
    end: int
    text: str
    blanks: int


@dataclass
class Entry:
    """An entry of a list, or a paragraph: its lines, and the bullet that it begins with."""

    document: Document
    lines: list[EntryLine]
    bullet: str = ""

    @property
    def start(self) -> int:
        """Offset of its first character behind the bullet."""
        return self.lines[0].start + len(self.bullet)

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.lines[-1].end

    @property
    def text(self) -> str:
        """Its words on one line, without the bullet."""
        return mend(self.document.text[self.start : self.end])

    @property
    def passage(self) -> Passage:
        """Its slice of the document."""
        return self.document.passage(self.start, self.end)


def lines(document: Document, start: int, end: int) -> Iterator[EntryLine]:
    """The non-blank lines of ``document.text[start:end]``; a page number counts as a blank line."""
    blanks = 0
    for match in re.finditer(r"[^\n]*(?:\n|\Z)", document.text[start:end]):
        printed = match[0]
        if printed.strip() and not PAGE_NUMBER.fullmatch(printed.strip()):
            first = start + match.start() + len(printed) - len(printed.lstrip())
            yield EntryLine(first, first + len(printed.strip()), printed.strip(), blanks)
            blanks = 0
        elif printed:
            blanks += 1


def entries(
    document: Document, found: list[EntryLine], opens: Callable[[str], bool] = lambda text: False
) -> list[Entry]:
    """``found`` as entries: one per bullet, or where ``opens`` says so; else where a sentence or paragraph ends.

    A line that begins with a small letter always carries on, so that a page break inside a sentence does no harm.
    """
    full = _FULL * max((len(line.text) for line in found), default=0)
    has_bullets = any(codes.bullet(line.text) for line in found)
    gathered: list[Entry] = []
    for line in found:
        bullet = codes.bullet(line.text)
        if (
            not gathered
            or bullet
            or opens(line.text)
            or _begins_anew(line, gathered[-1], full, has_bullets=has_bullets)
        ):
            gathered.append(Entry(document, [line], bullet))
        else:
            gathered[-1].lines.append(line)
    return gathered


def _begins_anew(line: EntryLine, entry: Entry, full: float, *, has_bullets: bool) -> bool:
    """Whether a line without bullet opens an entry of its own behind ``entry``.

    A line shorter than ``full`` was not wrapped: what follows it with a capital letter is something else.
    """
    if line.text[:1].islower() or line.text[:1] in "(),;":
        return False
    last = entry.lines[-1].text
    if entry.bullet:
        return len(last) < full or last.endswith(_SENTENCE_ENDS)
    return has_bullets or line.blanks > 0 or not is_open(last)


def split(entry_text: str, separators: str) -> Iterator[tuple[int, int]]:
    """The parts of ``entry_text`` between ``separators`` that stand outside of parentheses, as start and end."""
    depth = start = 0
    for place, char in enumerate(entry_text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char in separators and depth <= 0:
            yield start, place
            start = place + 1
    yield start, len(entry_text)
