"""Decisions as a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from refgraph.core.table import Table
from refgraph.graph.sssom import MappingRow
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.decisions.decision import Statements, state


def decisions_table(rows: Iterable[MappingRow], statements: Statements) -> Table:
    """``rows`` one a line, with whether each still holds."""
    columns = (
        "État", "Relation", "Énoncé 1", "Énoncé 2", "Relecteur", "Date", "Commentaire",
        "Identifiant 1", "Identifiant 2",
    )  # fmt: skip
    cells = (
        (
            state(row, statements),
            "aucune correspondance" if row.is_absence else LABELS.get(row["predicate_id"], row["predicate_id"]),
            row["subject_label"],
            row["object_label"],
            row["reviewer_label"] or row["reviewer_id"],
            date.fromisoformat(row["review_date"]) if row["review_date"] else None,
            row["comment"],
            *row.ends,
        )
        for row in rows
    )
    return Table(columns, tuple(cells), title="Décisions", empty="Aucune décision.")
