"""The non-blank lines of a flattened table, each with the kind of gap that stands before it.

The export writes a line of one space for an empty paragraph or the end of a cell, and an empty line between the lines
of a list entry. Both kinds of blank line together, or several of them, stand at the border of a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from refgraph.core.text import width
from refgraph.reading.document import Document


class Gap(IntEnum):
    """What separates a line from the one before, from nothing to the border of a cell."""

    NONE = 0
    LIST = 1
    PARAGRAPH = 2
    BORDER = 3


@dataclass(frozen=True)
class Line:
    """A non-blank line: ``start`` and ``end`` are offsets of its text without the white space around it.

    ``is_indented``: white space stands before the text. The export leaves it in place of a lost bullet, and at the
    top of a page.
    """

    number: int
    start: int
    end: int
    text: str
    gap: Gap
    is_indented: bool

    @property
    def width(self) -> int:
        """How many characters it takes on the page."""
        return width(self.text)


def split(document: Document) -> list[Line]:
    """The non-blank lines of ``document``, in order."""
    lines: list[Line] = []
    blanks: list[str] = []
    offset = 0
    for number, raw in enumerate(document.text.split("\n"), 1):
        text = raw.strip()
        if text:
            lead = len(raw) - len(raw.lstrip())
            start = offset + lead
            lines.append(Line(number, start, start + len(text), text, _gap(blanks), lead > 0))
            blanks = []
        else:
            blanks.append(raw.rstrip("\r"))
        offset += len(raw) + 1
    return lines


def _gap(blanks: list[str]) -> Gap:
    if len(blanks) > 1:
        return Gap.BORDER
    if not blanks:
        return Gap.NONE
    return Gap.PARAGRAPH if blanks[0] else Gap.LIST
