"""The workbook of a team: taken away with its proposals, brought back with its decisions, checked before it counts."""

from __future__ import annotations

import streamlit as st

from refgraph.core.exports import FORMATS
from refgraph.core.french import NBSP, count
from refgraph.core.table import Cell, Table
from refgraph.faces.pages import components
from refgraph.graph.sssom import MappingRow
from refgraph.knowledge.correspondences import Correspondences
from refgraph.knowledge.decisions import WORDS, Changes, decision_of, from_workbook, to_workbook

_LEAST = 0.25


def render(found: Correspondences) -> None:
    """Offer the workbook, and take one back: first what it would change, then, on demand, the change itself."""
    components.section("Emporter", "Les décisions prises et les propositions encore ouvertes, une par ligne.")
    xlsx = FORMATS["xlsx"]
    components.files("relecture", [("xlsx", xlsx.label, xlsx.suffix, xlsx.media_type, lambda: _written(found))])
    components.section(
        "Rapporter",
        "Toutes les fautes sont dites d’un coup\u202f; les lignes justes peuvent être prises seules.",
    )
    given = st.file_uploader("Classeur relu (.xlsx)", type=["xlsx"], key="align.workbook")
    if given is None:
        return
    changes = from_workbook(given.getvalue(), found.statements.whole(), found.decisions, given.name)
    if changes.issues:
        _refuse(changes)
        if not changes.rows:
            return
    components.table(_table(changes), "Ce que le classeur changerait")
    components.text(f"{count(changes.unchanged, 'décision')} sans changement.")
    what = "Enregistrer les lignes justes, laisser les autres" if changes.issues else "Enregistrer ces décisions"
    if changes.rows and st.button(what, type="primary", key="align.import"):
        found.register.record(changes.rows, found.decisions)
        components.notice(f"{count(len(changes.rows), 'décision enregistrée', 'décisions enregistrées')}.", tone="good")


def _written(found: Correspondences) -> bytes:
    return to_workbook(found.lines([one for one in found.proposals() if one.confidence >= _LEAST]))


def _refuse(changes: Changes) -> None:
    rows = tuple((issue.line, issue.message) for issue in changes.issues)
    lines = count(len({issue.line for issue in changes.issues}), "ligne incorrecte", "lignes incorrectes")
    components.notice(f"{lines}{NBSP}: rien n’a été écrit.", tone="bad")
    components.table(Table(("Ligne", "Faute"), rows), "Lignes à corriger dans le classeur")


def _table(changes: Changes) -> Table:
    rows = [_row(None, row) for row in changes.added] + [_row(before, row) for before, row in changes.changed]
    columns = ("Avant", "Après", "Énoncé 1", "Énoncé 2", "Relecteur")
    return Table(columns, tuple(rows), empty="Rien ne changerait.")


def _row(before: MappingRow | None, row: MappingRow) -> tuple[Cell, ...]:
    return _state(before), _state(row), row["subject_label"], row["object_label"], row["reviewer_label"]


def _state(row: MappingRow | None) -> str:
    decision = decision_of(row) if row else None
    return WORDS[decision] if decision else "sans décision"
