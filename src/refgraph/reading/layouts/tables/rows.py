"""Rows of a table: their blocks by column, codes that a column of their own prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from refgraph.reading.elements import Slice
from refgraph.reading.layouts.tables.roles import Role, Roles
from refgraph.reading.runs import Block, labelled
from refgraph.reading.shared import codes

TableCells = dict[Role, list[list[Block]]]
"""The blocks of a row by what their column holds: a list a cell, and one more where a page break cuts it."""

_NAMING = frozenset({None, Role.CODE, Role.TITLE})
"""A code alone in one of these columns names what stands in the next one; in others, what the column is about."""


@dataclass
class TableRow:
    """A row: its blocks per column, the bloc above it, and whether a page begins with it.

    ``columns`` are what those of its table hold, ``unreached`` those into which no cell above reaches: a title stands
    between, or the table merges cells, and none here. A row that ``is_rest`` is what stands in the row before it under
    another bloc; the competences of one that ``is_deduced`` stand in a column without a title.
    """

    words: Slice
    bloc: int | None
    cells: TableCells
    opens_page: bool
    columns: frozenset[Role] = frozenset()
    unreached: frozenset[Role] = frozenset()
    is_rest: bool = False
    is_deduced: bool = False

    def blocks(self, role: Role) -> list[Block]:
        """The blocks of a cell; those of a cell that a page break cuts, together."""
        return [block for part in self.cells.get(role, []) for block in part]


def of_roles(contents: list[list[Block]], columns: Roles) -> TableCells:
    """The cells of a row by what their columns hold, codes of a column of their own joined with what they name."""
    found: TableCells = {}
    for place, blocks in enumerate(_with_codes(contents, columns)):
        role = columns[place] if place < len(columns) else None
        if blocks and role is not None and role is not Role.ASIDE:
            found.setdefault(role, []).append(blocks)
    return found


def _with_codes(contents: list[list[Block]], columns: Roles) -> list[list[Block]]:
    """The cells of a row; a cell that holds a code alone becomes the code of the first words of the next cell."""
    cells = [list(blocks) for blocks in contents]
    padded = (*columns, *(None,) * (len(cells) - len(columns)))
    for (cell, role), (following, next_role) in pairwise(zip(cells, padded, strict=False)):
        is_code = len(cell) == 1 and codes.is_alone(cell[0].text)
        names_next = role in _NAMING or role is next_role or next_role in (None, Role.TITLE)
        if is_code and names_next and following and not codes.code(following[0].text) and next_role is not Role.ASIDE:
            run = labelled(cell[0].runs[0], following[0].runs[0])
            following[0] = replace(following[0], runs=(run, *following[0].runs[1:]))
            cell.clear()
    return cells


def has_entries(contents: list[list[Block]]) -> bool:
    """Whether a cell holds list entries or codes, as no column title does."""
    blocks = [block for blocks in contents for block in blocks]
    return any(block.depth or block.marker or codes.code(block.text) for block in blocks)
