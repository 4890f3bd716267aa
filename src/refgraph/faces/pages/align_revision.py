"""Decisions taken back: any one that is shown revised or withdrawn, and the deeds of a session undone step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from refgraph.core.errors import RefgraphError
from refgraph.core.french import NBSP, count
from refgraph.core.text import shorten
from refgraph.faces.pages import components, state
from refgraph.graph.sssom import MappingRow
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.correspondences import Correspondences
from refgraph.knowledge.decisions import WORDS, Decision, Review, decision_of

_DEEDS = "align.deeds"
_CHOICES = (Decision.ACCEPT, Decision.REJECT, Decision.UNSURE)


@dataclass(frozen=True)
class Deed:
    """What somebody did to a pair: the decision that stands since (None: withdrawn), and the one before, if any."""

    after: MappingRow | None
    before: MappingRow | None


def note(after: MappingRow | None, before: MappingRow | None) -> None:
    """Remember a deed of this session, so that it can be undone."""
    st.session_state[_DEEDS] = [*st.session_state.get(_DEEDS, []), Deed(after, before)]


def undo(found: Correspondences) -> None:
    """Offer to undo the last deed of this session; then the one before it, and so on."""
    deeds: list[Deed] = st.session_state.get(_DEEDS, [])
    if not deeds:
        return
    last = deeds[-1]
    row = last.after or last.before
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        more = f" ({count(len(deeds), 'pas', 'pas')} en arrière possibles)" if len(deeds) > 1 else ""
        components.text(f"Dernière décision{NBSP}: {_named(row)}{more}" if row else "")
        keys = state.value("touches") != "non"
        if st.button("Annuler la dernière décision", shortcut="z" if keys else None, key="align.undo"):
            try:
                _undo(found, last)
            except RefgraphError as problem:
                components.error(problem)
                return
            st.session_state[_DEEDS] = deeds[:-1]
            st.rerun()


def _undo(found: Correspondences, deed: Deed) -> None:
    if deed.after is not None:
        found.register.restore(deed.after, deed.before)
    elif deed.before is not None:
        found.register.record([deed.before], {})


def revise(found: Correspondences, rows: Sequence[MappingRow]) -> None:
    """Offer to revise or withdraw one of ``rows``, signed and with a reason."""
    if not rows:
        return
    components.section(
        "Réviser, retirer ou relire une décision",
        "Le journal garde ce qui était décidé, et quand. Un second avis, d’accord ou non, reste à côté de la décision.",
    )
    at = st.selectbox("Décision", range(len(rows)), format_func=lambda at: _told(rows[at]), key="align.revised")
    row = rows[at]
    left, middle, right = st.columns([1, 1, 2], gap="medium")
    held = decision_of(row)
    now = _CHOICES.index(held) if held in _CHOICES else 0
    decision = left.selectbox("Devient", _CHOICES, now, format_func=WORDS.__getitem__, key=f"align.becomes.{row.pair}")
    labels = list(LABELS)
    index = labels.index(row["predicate_id"]) if row["predicate_id"] in labels else 0
    relation = middle.selectbox("Relation", labels, index, format_func=LABELS.__getitem__, key=f"align.to.{row.pair}")
    reason = right.text_input("Motif", key="align.because", placeholder="Pourquoi cette décision change")
    name = st.text_input("Relecteur", key="align.reviewer", persist_state="session", placeholder="Votre nom")
    with st.container(horizontal=True, gap="small"):
        if st.button("Réviser", type="primary", key="align.revise", disabled=row.is_absence):
            _replace(found, row, Review(decision, name or "", date.today(), relation, reason or ""))
        if st.button("Garder comme second avis", key="align.second", disabled=row.is_absence):
            _read_again(found, row, Review(decision, name or "", date.today(), relation, reason or ""))
        if st.button("Retirer", key="align.withdraw"):
            _replace(found, row, None)


def _replace(found: Correspondences, row: MappingRow, review: Review | None) -> None:
    """Put the decision of ``review`` in place of ``row``, or none."""

    def replaced() -> MappingRow | None:
        if review is None:
            found.register.restore(row, None)
            return None
        after = _revised(found, row, review)
        found.register.record([after], found.decisions)
        return after

    _do(row, replaced)


def _read_again(found: Correspondences, row: MappingRow, review: Review) -> None:
    """Keep ``review`` as the second reading of ``row``."""
    _do(row, lambda: found.register.read_again(_revised(found, row, review)))


def _do(row: MappingRow, deed: Callable[[], MappingRow | None]) -> None:
    """Do ``deed`` to the decision ``row``, and remember it; what cannot be done is told."""
    try:
        after = deed()
    except RefgraphError as problem:
        components.error(problem)
        return
    note(after, row)
    st.rerun()


def _revised(found: Correspondences, row: MappingRow, review: Review) -> MappingRow:
    subject, other = (found.statements[row[f"{end}_id"]] for end in ("subject", "object"))
    return found.decide(subject, other, review.decision, review.reviewer, review.day, review.predicate, review.comment)


def _told(row: MappingRow) -> str:
    decision = decision_of(row)
    return f"{_named(row)} ({WORDS[decision] if decision else 'proposée'}, {row.reviewer})"


def _named(row: MappingRow) -> str:
    one, other = (f"«{NBSP}{shorten(row[f'{end}_label'], 60)}{NBSP}»" for end in ("subject", "object"))
    return f"{one} / {other}"
