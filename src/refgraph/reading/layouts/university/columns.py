"""The table of competences of a programme, whose columns a text keeps as wide gaps and a format as cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from refgraph.reading.runs import Block
from refgraph.reading.shared.flow import FlowLine

_FRAGMENT = re.compile(r"\S+(?:\s{1,2}\S+)*")
_NEAR = 3
"""How many characters beside its column a fragment may begin."""


@dataclass
class ProgrammeRow:
    """A competence: its short name, what it is, and what it is made up of."""

    name: list[Block] = field(default_factory=list)
    words: list[Block] = field(default_factory=list)
    components: list[Block] = field(default_factory=list)

    @property
    def statement(self) -> Block:
        """The competence, of several lines where a column wraps it."""
        first, *others = self.words
        for block in others:
            first = first.carried_on(block)
        return first


def rows(text: str, lines: Sequence[FlowLine]) -> list[ProgrammeRow]:
    """The rows of a table of three columns; empty where ``lines`` show none."""
    cells = [line for line in lines if line.cell]
    return _of_cells(cells) if cells else _of_gaps(text, lines)


def _of_cells(lines: Sequence[FlowLine]) -> list[ProgrammeRow]:
    found: dict[tuple[int, int], ProgrammeRow] = {}
    for line in lines:
        if line.cell:
            row = found.setdefault((line.cell.table, line.cell.row), ProgrammeRow())
            columns = (row.name, row.words, row.components)
            columns[min(line.cell.column, 2)].append(line.block)
    return [row for row in found.values() if row.name and row.words and row.components]


def _of_gaps(text: str, lines: Sequence[FlowLine]) -> list[ProgrammeRow]:
    found: list[ProgrammeRow] = []
    starts: list[int] = []
    for line in lines:
        run = line.block.runs[0]
        begin = text.rfind("\n", 0, run.start) + 1
        pieces = [run.cut(*match.span()) for match in _FRAGMENT.finditer(run.text)]
        places = [piece.start - begin for piece in pieces]
        if len(pieces) == 3:  # the three columns, all filled
            starts = places
            found.append(ProgrammeRow(*([Block((piece,))] for piece in pieces)))
            continue
        columns = [_column(place, starts) for place in places]
        if not found or None in columns or columns == [0]:
            break
        row = found[-1]
        for piece, column in zip(pieces, columns, strict=True):
            (row.name, row.words, row.components)[column or 0].append(Block((piece,)))
    return found


def _column(place: int, starts: list[int]) -> int | None:
    return next((column for column, start in enumerate(starts) if abs(start - place) <= _NEAR), None)
