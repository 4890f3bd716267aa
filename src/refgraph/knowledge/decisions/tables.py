"""Decisions as a table: where a statement has changed since, its words of then beside those of today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from refgraph.core.table import Cell, Table
from refgraph.graph.sssom import MappingRow
from refgraph.knowledge.decisions.decision import Statements, relation, state
from refgraph.knowledge.decisions.rewording import GONE, reworded
from refgraph.knowledge.decisions.second import second_reading

_TODAY = ("Énoncé 1 aujourd’hui", "Énoncé 2 aujourd’hui")
_SECOND = "Second lecteur"
_COLUMNS = (
    "État", "Relation", "Énoncé 1", "Énoncé 2", *_TODAY, "Relecteur", "Date", "Commentaire", _SECOND,
    "Identifiant 1", "Identifiant 2",
)  # fmt: skip


def decisions_table(rows: Iterable[MappingRow], statements: Statements) -> Table:
    """``rows`` one a line, with whether each still holds; the words of today are told only where they are others."""
    return Table(_COLUMNS, tuple(_row(row, statements) for row in rows), title="Décisions", empty="Aucune décision.")


def without_today(table: Table) -> Table:
    """``table`` without the columns of today's words, and of second readings, where they would all be empty."""
    empty = {name for name in (*_TODAY, _SECOND) if name in table.columns and not any(table.column(name))}
    return table.only(at for at, name in enumerate(table.columns) if name not in empty)


def _row(row: MappingRow, statements: Statements) -> tuple[Cell, ...]:
    then, today = zip(*(_wordings(row, end, statements) for end in ("subject", "object")), strict=True)
    return (
        state(row, statements),
        relation(row),
        *then,
        *today,
        row.reviewer,
        date.fromisoformat(row["review_date"]) if row["review_date"] else None,
        row["comment"],
        str(second_reading(row) or ""),
        *row.ends,
    )


def _wordings(row: MappingRow, end: str, statements: Statements) -> tuple[Cell, Cell]:
    """The words of one end as they were decided on, and as they are where they have changed."""
    found = reworded(row, end, statements)
    if found is None:
        return row[f"{end}_label"], ""
    if not found.today:
        return row[f"{end}_label"], GONE
    return found.wordings
