"""An answer as a picture: bars where a column counts, a network where rows link two things."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from refgraph.core.table import Cell, Resource, Table, show

MOST_BARS = 40
MOST_NODES = 80


@dataclass(frozen=True)
class Bar:
    """One bar: what it stands for, its value, and its share of the longest (0 to 100)."""

    label: str
    value: int | Decimal
    share: float


@dataclass(frozen=True)
class Network:
    """Things and links between them; ``left_out`` counts the things beyond the most that can be read."""

    nodes: tuple[Resource, ...]
    links: tuple[tuple[str, str], ...]
    left_out: int = 0


def bars(table: Table) -> tuple[Bar, ...]:
    """The first column of numbers against the first of anything else, largest first; nothing where there is none.

    A row without a number is left out: what is not documented is not 0.
    """
    numbers = next((index for index in range(len(table.columns)) if _counts(table, index)), None)
    names = next((index for index in range(len(table.columns)) if not _counts(table, index)), None)
    if numbers is None or names is None:
        return ()
    pairs = [(show(row[names]), row[numbers]) for row in table.rows]
    known = [(label, value) for label, value in pairs if isinstance(value, int | Decimal) and value >= 0]
    longest = max((value for _, value in known), default=0)
    ordered = sorted(known, key=lambda pair: -pair[1])[:MOST_BARS]
    return tuple(Bar(label, value, float(value / longest * 100) if longest else 0.0) for label, value in ordered)


def network(table: Table) -> Network | None:
    """The things of the first two columns that hold resources, a link per row; None without two such columns."""
    columns = [
        index for index in range(len(table.columns)) if any(isinstance(row[index], Resource) for row in table.rows)
    ]
    if len(columns) < 2:
        return None
    first, last = columns[0], columns[-1] if "Sujet" in table.columns else columns[1]
    pairs = [(row[first], row[last]) for row in table.rows]
    linked = [(one, other) for one, other in pairs if isinstance(one, Resource) and isinstance(other, Resource)]
    everything = list(dict.fromkeys(node for pair in linked for node in pair))
    kept = {node.iri for node in everything[:MOST_NODES]}
    links = dict.fromkeys((one.iri, other.iri) for one, other in linked if one.iri in kept and other.iri in kept)
    return Network(tuple(everything[:MOST_NODES]), tuple(links), max(0, len(everything) - MOST_NODES))


def _counts(table: Table, index: int) -> bool:
    cells: list[Cell] = [row[index] for row in table.rows if row[index] is not None]
    return bool(cells) and all(isinstance(cell, int | Decimal) and not isinstance(cell, bool) for cell in cells)
