"""Rows of a table: their blocks by column, codes that a column of their own prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from refgraph.reading.elements import Slice
from refgraph.reading.layouts.tables.roles import Role
from refgraph.reading.runs import Block, labelled
from refgraph.reading.shared import codes


@dataclass
class TableRow:
    """A row: its blocks per column, the bloc above it, and whether a page begins with it."""

    words: Slice
    bloc: int | None
    cells: dict[Role, list[list[Block]]]
    opens_page: bool

    def blocks(self, role: Role) -> list[Block]:
        """The blocks of a cell; those of a cell that a page break cuts, together."""
        return [block for part in self.cells.get(role, []) for block in part]


def with_codes(contents: list[list[Block]]) -> list[list[Block]]:
    """The cells of a row; a cell that holds a code alone becomes the code of the first words of the next cell."""
    cells = [list(blocks) for blocks in contents]
    for cell, following in pairwise(cells):
        is_code = len(cell) == 1 and codes.is_alone(cell[0].text)
        if is_code and following and not codes.code(following[0].text):
            run = labelled(cell[0].runs[0], following[0].runs[0])
            following[0] = replace(following[0], runs=(run, *following[0].runs[1:]))
            cell.clear()
    return cells


def has_entries(contents: list[list[Block]]) -> bool:
    """Whether a cell holds list entries or codes, as no column title does."""
    blocks = [block for blocks in contents for block in blocks]
    return any(block.depth or block.marker or codes.code(block.text) for block in blocks)
