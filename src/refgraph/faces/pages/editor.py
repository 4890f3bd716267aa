"""A query of one's own, in the page « Requêtes »: editor, answer as table, chart and graph, files, history, saving."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import streamlit as st

from refgraph.core import french
from refgraph.core.errors import QueryError
from refgraph.faces.html import asset
from refgraph.faces.pages import components, resources, state
from refgraph.knowledge.adhoc import Outcome, ask, bars, network, save

PARAM = "sparql"
_HISTORY = "editor.history"
_OUTCOME = "editor.outcome"
_VIEWS = {"tableau": "Tableau", "graphique": "Graphique", "graphe": "Graphe"}

_editor = st.components.v2.component(
    "refgraph_sparql_editor",
    html='<div class="sparql-editor"></div>',
    css=asset("editor.css"),
    js=asset("editor.js"),
)


def render() -> None:
    """Draw the editor with the query that the address holds, and its answer."""
    components.heading(
        "Votre requête",
        "En lecture seule\u00a0: 10 secondes et 5 000 lignes au plus. Rien ne quitte cette machine.",
    )
    query = state.value(PARAM)
    outcome, error = _answered(query)
    typed = _edit(query, error)
    if error:
        components.error(error)
    elif outcome:
        _show(outcome)
    _keep(typed or query)
    links = [(one, state.link("requetes", {PARAM: one})) for one in st.session_state.get(_HISTORY, [])]
    components.markup(components.renderer().page("history.html.j2", history=links))


def _edit(query: str, error: QueryError | None) -> str:
    """The editor; what is typed in it now. Running it writes the query to the address."""
    key = "editor.sparql"

    def run() -> None:
        state.put(**{PARAM: st.session_state[key].run, "vue": None})

    line = re.search(r"ligne (\d+)", error.place or "") if error else None
    result = _editor(
        key=key,
        data={
            "query": query,
            "version": query,
            "terms": [asdict(word) for word in resources.vocabulary()],
            "error": {"line": int(line[1])} if line else None,
        },
        on_run_change=run,
        on_query_change=lambda: None,
    )
    typed = str(result.query or query)
    if st.button("Exécuter", type="primary", key="editor.run"):
        state.put(**{PARAM: typed, "vue": None})
        st.rerun()
    return typed


def _answered(query: str) -> tuple[Outcome | None, QueryError | None]:
    """The answer to ``query``, asked once for each text, build and session."""
    kept = st.session_state.get(_OUTCOME)
    asked = (query, resources.opened().key)
    if kept and kept[0] == asked:
        return kept[1], kept[2]
    try:
        with st.spinner("La requête est en cours (10 s au plus)…"):
            found: tuple[Outcome | None, QueryError | None] = (ask(resources.people(), resources.store(), query), None)
    except QueryError as error:
        found = (None, error)
    st.session_state[_OUTCOME] = (asked, *found)
    earlier = [one for one in st.session_state.get(_HISTORY, []) if one != query]
    st.session_state[_HISTORY] = [query, *earlier][:30]
    return found


def _show(outcome: Outcome) -> None:
    seconds = _duration(outcome.seconds)
    components.markup(components.renderer().page("editor.html.j2", outcome=outcome, seconds=seconds))
    if outcome.verdict is None:
        drawn = {"tableau": _as_table, "graphique": _as_bars, "graphe": _as_network}
        drawn[components.tabs("Vues de la réponse", _VIEWS)](outcome)
    _files(outcome)


def _duration(seconds: float) -> str:
    return french.number(seconds, 3) if seconds >= 0.001 else "moins de 0,001"


def _as_table(outcome: Outcome) -> None:
    components.table(outcome.table, outcome.table.title)


def _as_bars(outcome: Outcome) -> None:
    found = bars(outcome.table)
    if found:
        components.markup(components.renderer().page("bars.html.j2", bars=found, caption="Valeurs de la réponse"))
    else:
        components.empty(
            "Cette réponse n’a pas de nombres à comparer.", "Comptez avec COUNT et GROUP BY pour avoir un graphique."
        )


def _as_network(outcome: Outcome) -> None:
    found = network(outcome.table)
    if found is None or not found.links:
        components.empty(
            "Cette réponse ne relie pas deux fiches.", "Demandez deux variables qui sont des fiches, ou un CONSTRUCT."
        )
        return
    position = {node.iri: index for index, node in enumerate(found.nodes)}
    links = [{"source": position[one], "target": position[other]} for one, other in found.links]
    option: dict[str, Any] = {
        "animation": False,
        "tooltip": {"confine": True, "formatter": "{b}"},
        "series": [
            {
                "type": "graph",
                "layout": "circular",
                "roam": "move",
                "left": 160,
                "right": 160,
                "top": 150,
                "bottom": 150,
                "label": {"show": True, "position": "right", "width": 150, "overflow": "truncate", "color": "#0b0d12"},
                "circular": {"rotateLabel": True},
                "lineStyle": {"color": "#8a94a6", "curveness": 0.1},
                "itemStyle": {"color": "#1f4e9c"},
                "edgeSymbol": ["none", "arrow"],
                "edgeSymbolSize": 6,
                "data": [{"name": node.label, "symbolSize": 12} for node in found.nodes],
                "links": links,
            }
        ],
    }
    words = f"{french.count(len(found.nodes), 'fiche')} et {french.count(len(found.links), 'lien')}"
    st.echarts_chart(option, height=760, alt=f"{words}. Le tableau de la réponse dit la même chose.")
    if found.left_out:
        components.notice(f"{found.left_out} fiches ne sont pas dessinées.", "Le tableau les montre toutes.")


def _files(outcome: Outcome) -> None:
    if outcome.triples:
        formats: list[tuple[str, str, str, str, Callable[[], bytes]]] = [
            ("ttl", "Turtle", ".ttl", "text/turtle", lambda: outcome.rdf("ttl")),
            ("jsonld", "JSON-LD", ".jsonld", "application/ld+json", lambda: outcome.rdf("jsonld")),
        ]
        components.downloads("reponse", outcome.table, ("csv", "xlsx"))
        components.files("reponse-rdf", formats)
    elif outcome.table.rows:
        components.downloads("reponse", outcome.table, ("csv", "xlsx"))
        media = "application/sparql-results+json"
        components.files("reponse-sparql", [("srj", "JSON (SPARQL)", ".srj", media, outcome.results_json)])


def _keep(query: str) -> None:
    """The form that keeps the query as a question of one's own."""
    with st.expander("Enregistrer cette requête"), st.form("editor.save", border=False):
        title = st.text_input("La question, en français", placeholder="Quelles compétences… ?")
        subject = st.text_input("Thème", value="mes-questions")
        if st.form_submit_button("Enregistrer"):
            question = save(resources.workspace().own_queries, subject, title, query)
            components.notice("La question est enregistrée.", f"« {question.title} » est dans la liste.", tone="good")
