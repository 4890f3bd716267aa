"""« Côte à côte »: a row per competence, a column per side, and what to look at among them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from refgraph.core.french import count
from refgraph.faces.pages import components, state
from refgraph.knowledge.certifications import Links
from refgraph.knowledge.compare import AlignedRow, CoverageState, Side, aligned, aligned_table
from refgraph.knowledge.correspondences import Correspondences

_STATES = {
    "couverte": CoverageState.COVERED,
    "en-partie": CoverageState.PARTIAL,
    "sans-correspondance": CoverageState.ABSENT,
    "non-relue": CoverageState.UNREVIEWED,
}
"""The word of the address for each state."""
_SIZE = 25
"""Rows that are drawn at once: a table of all of three certifications is slow to read and to draw."""


def render(found: Correspondences, sides: Sequence[Side], links: Links) -> None:
    """Draw the competences side by side, by state, method of assessment and words as the address asks."""
    rows = aligned(sides, links)
    counts = {name: sum(one in row.states for row in rows) for name, one in _STATES.items()}
    offered = [(name, str(_STATES[name]), number) for name, number in counts.items() if number]
    chosen = components.facet("État", offered, "etat", page=None)
    methods = sorted({method for row in rows for cell in row.cells for method in cell.methods})
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    with left:
        method = state.choice("Méthode d’évaluation", {one: one for one in methods}, "methode", placeholder="Toutes")
    with middle:
        words = state.words("Mots des énoncés et des critères", "mots", placeholder="Par exemple\u00a0: risque")
    with right:
        is_detailed = state.switch("Modalités, seuils, critères et passages", "detail", default=True)
    kept = [row for row in rows if row.shows(_STATES.get(chosen), method or "", words)]
    components.text(_told(kept, rows))
    pager = state.pager("page", len(kept), _SIZE)
    shown = kept[(pager.page - 1) * _SIZE : pager.page * _SIZE]
    components.table(aligned_table(shown, sides, is_detailed=is_detailed), "Côte à côte")
    components.markup(components.part("pager", pager, "Pages du tableau côte à côte"))
    components.downloads("cote-a-cote", aligned_table(kept, sides, is_detailed=is_detailed), word=True)


def _told(kept: Sequence[AlignedRow], rows: Sequence[AlignedRow]) -> str:
    return f"{count(len(kept), 'ligne')} sur {len(rows)}."
