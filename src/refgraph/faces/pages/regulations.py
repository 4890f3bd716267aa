"""« Réglementation »: which texts are cited and where, what has become of them at a date, what documents leave out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import streamlit as st

from refgraph.core.table import Resource, Table
from refgraph.faces.pages import components, regulation_coverage, resources, state
from refgraph.knowledge.regulations import (
    Alert,
    Evidence,
    activities_table,
    evidence_of,
    regulated_activities,
    watch,
    watch_table,
)

TITLE = "Réglementation"
URL = "reglementation"

_PAGE_SIZE = 50
_VIEWS = {"couverture": "Couverture", "veille": "Veille", "activites": "Activités réglementées"}


def render() -> None:
    """Draw the view that the address names, at the day that it names (today without one)."""
    components.heading(
        TITLE, "Les textes que les référentiels citent, ce qu’ils sont devenus, et ce que les documents ne disent pas."
    )
    view = components.tabs("Vues de la réglementation", _VIEWS)
    with st.columns([1, 3])[0]:
        day = state.moment("Répondre à la date du", "date", date.today()) or date.today()
    evidence = _evidence(day)
    if evidence.old:
        components.notice(
            f"{len(evidence.old)} vérification(s) du registre ont plus d’un an à cette date.",
            "La question « Quels faits du registre ont été vérifiés il y a plus d’un an\u00a0? » les liste.",
            tone="warn",
        )
    {"couverture": _coverage, "veille": _watch, "activites": _activities}[view](evidence)


@resources.of_build(most=20)
def _evidence(day: date) -> Evidence:
    return evidence_of(resources.store(), day)


def _coverage(evidence: Evidence) -> None:
    components.downloads("couverture", regulation_coverage.render(evidence), word=True)


def _watch(evidence: Evidence) -> None:
    alerts = watch(evidence)
    numbers = Counter(alert.change for alert in alerts)
    counts = [(kind.name.lower(), kind.word, number) for kind, number in numbers.items()]
    chosen = components.facet("État", counts, "etat", page=None)
    kept = [alert for alert in alerts if not chosen or alert.change.name.lower() == chosen]
    pager = state.pager("page", len(kept), _PAGE_SIZE)
    shown = kept[(pager.page - 1) * _PAGE_SIZE : pager.page * _PAGE_SIZE]
    components.table(_shown(shown), f"Textes à revoir au {evidence.day:%d/%m/%Y}, le plus urgent d’abord")
    components.markup(components.part("pager", pager, "Pages de la veille"))
    whole = evidence.once(("watch table", chosen), lambda: watch_table(kept, evidence))
    components.downloads("veille", whole, word=True)


def _shown(alerts: list[Alert]) -> Table:
    """The watch for reading: each mention is a link to its passage."""
    return Table(
        columns=("État", "Mots du document", "Certification", "Ce qui a changé", "Écrire plutôt", "Confiance"),
        rows=tuple(
            (
                alert.change.word,
                Resource(alert.cited[0].iri, alert.cited[0].words),
                alert.certification,
                alert.happened,
                alert.instead,
                "établi" if alert.is_sure else "à vérifier",
            )
            for alert in alerts
        ),
        empty="Aucun des textes cités n’appelle de remarque à cette date, d’après le registre.",
    )


def _activities(evidence: Evidence) -> None:
    found = evidence.once("activities", lambda: activities_table(regulated_activities(evidence), evidence.register))
    pager = state.pager("page", len(found), _PAGE_SIZE)
    shown = replace(found, rows=found.rows[(pager.page - 1) * _PAGE_SIZE : pager.page * _PAGE_SIZE])
    components.table(shown, "Ce que les documents disent, et les questions à poser au certificateur")
    components.markup(components.part("pager", pager, "Pages des activités réglementées"))
    components.downloads("activites-reglementees", found, word=True)
