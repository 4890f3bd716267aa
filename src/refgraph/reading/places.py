"""Where the words of a document stand in its original, where its text is not that of the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class InParagraph:
    """In a paragraph (from 1) of a text, outside of tables."""

    paragraph: int

    def __str__(self) -> str:
        return f"paragraphe\u00a0{self.paragraph}"


@dataclass(frozen=True, slots=True)
class InCell:
    """In a cell of a table of a text: table, row and column, each from 1."""

    table: int
    row: int
    column: int

    def __str__(self) -> str:
        return f"tableau\u00a0{self.table}, ligne\u00a0{self.row}, colonne\u00a0{self.column}"


@dataclass(frozen=True, slots=True)
class InSheet:
    """In a cell of a workbook: the name of its sheet (none in a file that has no sheets), row and column from 1.

    >>> str(InSheet("Blocs", 12, 3)), str(InSheet("", 1, 28))
    ('Blocs!C12', 'AB1')
    """

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        letters, rest = "", self.column
        while rest:
            rest, place = divmod(rest - 1, _LETTERS)
            letters = chr(ord("A") + place) + letters
        return f"{self.sheet}!{letters}{self.row}" if self.sheet else f"{letters}{self.row}"


@dataclass(frozen=True, slots=True)
class OnPage:
    """On a page (from 1) of a PDF, inside a box: left, bottom, right, top, in points from the bottom left corner."""

    page: int
    box: tuple[float, float, float, float]

    def __str__(self) -> str:
        return f"page\u00a0{self.page}"


PlaceInFile = InParagraph | InCell | InSheet | OnPage
"""As a string, each says in French where it is."""


class PlaceMap:
    """The place of each stretch of a document's text; ``stretches`` are offset of the first character, and place."""

    def __init__(self, stretches: Iterable[tuple[int, PlaceInFile]] = ()) -> None:
        kept = sorted(stretches, key=lambda one: one[0])
        self._starts = [start for start, _ in kept]
        self._places = [place for _, place in kept]

    @property
    def stretches(self) -> tuple[tuple[int, PlaceInFile], ...]:
        """The offset of the first character of each stretch, and its place."""
        return tuple(zip(self._starts, self._places, strict=True))

    def at(self, offset: int) -> PlaceInFile | None:
        """The place of the character at ``offset``; None where the text is that of the file."""
        index = bisect_right(self._starts, offset) - 1
        return self._places[index] if index >= 0 else None

    def within(self, start: int, end: int) -> tuple[PlaceInFile, ...]:
        """The places of the characters from ``start`` to ``end``, in order; a passage may take several lines."""
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, max(start, end - 1))
        return tuple(self._places[max(first, 0) : last])
