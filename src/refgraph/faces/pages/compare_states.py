"""From what nobody has reviewed to the page on which it is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from refgraph.core.table import Cell, Resource, Table
from refgraph.faces.pages import state
from refgraph.knowledge.compare import CoverageState, Side, SideGap
from refgraph.model import ids

ALL = "tout"
"""The confidence that leaves nothing out, as the address of « Aligner » writes it."""


@dataclass(frozen=True)
class Way(Resource):
    """A cell that leads to another page of the explorer."""

    href: str = ""


def address(sides: Sequence[Side], competence: str = "") -> str:
    """The address of « Aligner » with every proposal between ``sides``, or those about one competence (IRI)."""
    about = {"pour": ids.short(competence)} if competence else {}
    return state.link("aligner", {"entre": [side.name for side in sides], "confiance": ALL, **about})


def linked(table: Table, gap: SideGap) -> Table:
    """The table of ``gap`` with a link from each competence that is not reviewed to what there is to decide of it."""
    at = table.columns.index("Couverture")
    rows = []
    for row, one in zip(table.rows, gap.competences, strict=True):
        cell: Cell = row[at]
        if one.standing.state is CoverageState.UNREVIEWED:
            cell = Way("", str(cell), address([gap.source, gap.target], one.competence.iri))
        rows.append((*row[:at], cell, *row[at + 1 :]))
    return replace(table, rows=tuple(rows))


def direction(sides: Sequence[Side]) -> tuple[Side, Side]:
    """From which side to which other one the address asks to look: of any two."""
    ways = {f"{a.name}~{b.name}": (a, b) for a in sides for b in sides if a is not b}
    told = {name: f"de {a.label} à {b.label}" for name, (a, b) in ways.items()}
    return ways[state.choice("Sens", told, "sens", next(iter(ways))) or next(iter(ways))]
