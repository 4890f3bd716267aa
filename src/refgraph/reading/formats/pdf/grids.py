"""From the lines of a page to grids of cells: a cell is what no line parts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from refgraph.reading.formats.pdf.geometry import Box, around, clustered

_SNAP = 3.0
"""Points: lines nearer than that are one."""
_COVERED = 0.6
"""A side of a cell is drawn where lines cover this share of it."""
MOST_RULINGS = 4_000
"""Lines of a page; more than these are a drawing, and no table is looked for in it."""


@dataclass(frozen=True, slots=True)
class GridBox:
    """A cell of a grid: where it begins, how far it reaches, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass
class PageGrid:
    """The cells of a table of a page, by row and column; ``columns`` are the places of its vertical lines."""

    columns: list[float]
    rows: list[float]
    cells: list[GridBox]
    box: Box
    owners: dict[tuple[int, int], int] = field(default_factory=dict)

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell that holds a point; None outside."""
        if not (self.box.left <= x <= self.box.right and self.box.bottom <= y <= self.box.top):
            return None
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self.rows, y) - 1
        column, row = min(column, len(self.columns) - 2), min(row, len(self.rows) - 2)
        return self.owners.get((len(self.rows) - 2 - row, column))


def read_grids(rulings: Sequence[Box]) -> list[PageGrid]:
    """The tables that ``rulings`` draw, from the top of the page: grids of two columns and two cells at least."""
    if len(rulings) > MOST_RULINGS:
        return []
    found = (_grid(group) for group in _connected(rulings))
    return sorted((grid for grid in found if grid is not None), key=lambda grid: -grid.box.top)


def _connected(rulings: Sequence[Box]) -> Iterator[list[Box]]:
    """The lines that touch each other, directly or by others."""
    parents = list(range(len(rulings)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    order = sorted(range(len(rulings)), key=lambda one: rulings[one].left)
    open_: list[int] = []
    for one in order:
        line = rulings[one]
        open_ = [other for other in open_ if rulings[other].right >= line.left - _SNAP]
        for other in open_:
            if rulings[other].bottom <= line.top + _SNAP and line.bottom <= rulings[other].top + _SNAP:
                parents[root(other)] = root(one)
        open_.append(one)
    groups: dict[int, list[Box]] = defaultdict(list)
    for one, line in enumerate(rulings):
        groups[root(one)].append(line)
    yield from groups.values()


def _grid(lines: Sequence[Box]) -> PageGrid | None:
    upright = [line for line in lines if line.height > line.width]
    level = [line for line in lines if line.height <= line.width]
    if not upright or len(level) < 2:
        return None
    columns = clustered([*(_middle(line.left, line.right) for line in upright), *_ends(level, across=True)], _SNAP)
    rows = clustered([*(_middle(line.bottom, line.top) for line in level), *_ends(upright, across=False)], _SNAP)
    if len(columns) < 3 or len(rows) < 2:
        return None
    grid = PageGrid(columns, rows, [], around(lines))
    groups = _joined(columns, rows, upright, level)
    for places in groups:
        _add(grid, places)
    return grid if len(grid.cells) > 1 else None


def _ends(lines: Sequence[Box], *, across: bool) -> list[float]:
    """Where the outermost of ``lines`` end: a table may have no border at its sides."""
    if not lines:
        return []
    whole = around(lines)
    return [whole.left, whole.right] if across else [whole.bottom, whole.top]


def _joined(
    columns: Sequence[float], rows: Sequence[float], upright: Sequence[Box], level: Sequence[Box]
) -> list[list[tuple[int, int]]]:
    """The places of the grid (row from the top, column) that no line parts from each other."""
    width, height = len(columns) - 1, len(rows) - 1
    at_column = _by_place(upright, columns, across=True)
    at_row = _by_place(level, rows, across=False)
    group = {(row, column): [(row, column)] for row in range(height) for column in range(width)}

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        if group[one] is not group[other]:
            group[one].extend(group[other])
            for place in list(group[other]):
                group[place] = group[one]

    for row in range(height):
        bottom, top = rows[height - 1 - row], rows[height - row]
        for column in range(width):
            if column + 1 < width and not _is_drawn(at_column[column + 1], bottom, top):
                join((row, column), (row, column + 1))
            if row + 1 < height and not _is_drawn(at_row[height - 1 - row], columns[column], columns[column + 1]):
                join((row, column), (row + 1, column))
    return list({id(places): places for places in group.values()}.values())


def _by_place(lines: Sequence[Box], places: Sequence[float], *, across: bool) -> dict[int, list[tuple[float, float]]]:
    """By the number of the place that it stands at: where each line begins and ends."""
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for line in lines:
        middle = _middle(line.left, line.right) if across else _middle(line.bottom, line.top)
        nearest = min(range(len(places)), key=lambda one: abs(places[one] - middle))
        found[nearest].append((line.bottom, line.top) if across else (line.left, line.right))
    return found


def _is_drawn(lines: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    covered, reached = 0.0, start
    for low, high in sorted(lines):
        low, high = max(low, reached), min(high, end)
        if high > low:
            covered += high - low
            reached = high
    return covered >= _COVERED * (end - start)


def _add(grid: PageGrid, places: Sequence[tuple[int, int]]) -> None:
    """Add the cell of ``places``; where they are no rectangle, each is a cell of its own."""
    lines, columns = [row for row, _ in places], [column for _, column in places]
    row, column = min(lines), min(columns)
    down, across = max(lines) - row + 1, max(columns) - column + 1
    if down * across != len(places):
        for place in places:
            _add(grid, [place])
        return
    height = len(grid.rows) - 1
    box = Box(
        grid.columns[column], grid.rows[height - row - down], grid.columns[column + across], grid.rows[height - row]
    )
    for place in places:
        grid.owners[place] = len(grid.cells)
    grid.cells.append(GridBox(row, column, down, across, box))


def _middle(low: float, high: float) -> float:
    return (low + high) / 2
