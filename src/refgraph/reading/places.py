"""Where the words of a document stand in its original, where its text is not that of the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InParagraph:
    """In a paragraph (from 1) of a text, outside of tables."""

    paragraph: int


@dataclass(frozen=True, slots=True)
class InCell:
    """In a cell of a table of a text: table, row and column, each from 1."""

    table: int
    row: int
    column: int


PlaceInFile = InParagraph | InCell


class PlaceMap:
    """The place of each stretch of a document's text; ``stretches`` are offset of the first character, and place."""

    def __init__(self, stretches: Iterable[tuple[int, PlaceInFile]] = ()) -> None:
        kept = sorted(stretches, key=lambda one: one[0])
        self._starts = [start for start, _ in kept]
        self._places = [place for _, place in kept]

    def at(self, offset: int) -> PlaceInFile | None:
        """The place of the character at ``offset``; None where the text is that of the file."""
        index = bisect_right(self._starts, offset) - 1
        return self._places[index] if index >= 0 else None
