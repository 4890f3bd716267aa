"""A document as its elements, whatever its format: headings, paragraphs, tables as grids of cells."""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.reading.runs import Block

Slice = tuple[int, int]
"""Start and end of a piece of the document."""


@dataclass(frozen=True, slots=True)
class PrintedHeading:
    """A heading that the format says to be one: its level (from 1) and its words."""

    level: int
    block: Block


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a grid: where it begins (row and column from 0), how far it reaches, and its paragraphs.

    ``words`` is the slice of the document that it takes, empty where nothing is printed in it.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: tuple[Block, ...]
    words: Slice


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A grid of cells, in the order of rows and columns; ``heading_rows`` is how many of its first rows are headings.

    Whether rows are headings is what the format says (repeated at each page, ``<th>``), 0 where it says nothing.
    """

    cells: tuple[PrintedCell, ...]
    heading_rows: int = 0

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    @property
    def height(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)


PrintedElement = PrintedHeading | Block | PrintedTable
"""A paragraph is a block: its words, the depth of the list that it stands in, its bullet."""
