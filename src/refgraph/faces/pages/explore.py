"""« Explorer »: one entity with its passage and its surroundings, or everything there is, counted."""

from __future__ import annotations

from functools import partial

import streamlit as st

from refgraph.core import french
from refgraph.core.namespaces import certification_of
from refgraph.faces.html import expand, shorten
from refgraph.faces.pages import components, correcting, drawing, ended, resources, state
from refgraph.knowledge import things
from refgraph.knowledge.timeline import timeline_table
from refgraph.model.kinds import KINDS

TITLE = "Explorer"
URL = "explorer"

_PAGE_SIZE = 50
_FORMATS = (
    ("turtle", "Turtle", ".ttl", "text/turtle"),
    ("jsonld", "JSON-LD", ".jsonld", "application/ld+json"),
)


def render() -> None:
    """Draw the page of the entity that the address names, or the list of all."""
    chosen = state.value("fiche")
    if chosen:
        _entity(expand(chosen))
    else:
        _everything()


def _entity(iri: str) -> None:
    entity = things.describe(resources.store(), iri)
    st.set_page_config(page_title=f"{entity.ref.code or entity.ref.label} – refgraph")
    depth = int(state.pick("profondeur", ("1", "2", "3"), "1"))
    kinds = [key for key in state.values("types") if key in {kind.key for kind in KINDS}]
    everything = things.neighbourhood(resources.store(), iri, depth)
    around = things.neighbourhood(resources.store(), iri, depth, kinds) if kinds else everything
    left, right = st.columns([5, 6], gap="large")
    # A large drawing has the whole width, below; then what it would stand beside goes beside the passage.
    surroundings = st.container() if drawing.is_wide(around) else right
    with left:
        _template("fiche_head.html.j2", entity=entity, contexts=resources.passages(iri))
        ended.tell([certification_of(iri)])
        if entity.ref.kind.key == "certification":
            _history(iri)
        correcting.offer(iri)
    with right if drawing.is_wide(around) else left:
        _template("relations.html.j2", entity=entity)
    with surroundings:
        components.section("Autour de cette fiche")
        _controls(depth, kinds, everything)
        _around(around, "graph." + "|".join([iri, str(depth), *kinds]))
    with right:
        _taken_away(iri)


def _history(iri: str) -> None:
    """What happened to a certification, as its documents say it."""
    components.section("Chronologie")
    components.table(timeline_table(resources.store(), iri), "Chronologie, d’après les documents")


def _template(name: str, **values: object) -> None:
    components.markup(components.renderer().page(name, **values))


def _taken_away(iri: str) -> None:
    """The identifier to copy, the data to download."""
    _template("identifier.html.j2", iri=iri)
    components.files(
        shorten(iri).replace("/", "-"),
        [
            (form, label, suffix, media_type, partial(things.serialise, resources.store(), iri, form))
            for form, label, suffix, media_type in _FORMATS
        ],
    )


def _around(around: things.Neighbourhood, key: str) -> None:
    """The drawing, and the list that says the same."""
    if len(around.nodes) == 1:
        components.empty("Aucune fiche n’est liée à celle-ci dans ce réglage.", "Affichez d’autres types de fiches.")
        return
    if around.total > len(around.nodes):
        components.notice(
            f"{len(around.nodes)} fiches affichées sur {french.number(around.total)}.",
            "Les plus proches d’abord\u00a0; masquez des types ou réduisez la profondeur.",
        )
    order = [node.ref.iri for node in around.nodes]
    st.echarts_chart(
        drawing.options(around),
        height=drawing.height(around),
        on_select=lambda: _open(key, order),
        key=key,
        alt=drawing.alternative(around),
    )
    _template("links.html.j2", around=around, refs={node.ref.iri: node.ref for node in around.nodes})


def _controls(depth: int, kinds: list[str], everything: things.Neighbourhood) -> None:
    present = {node.ref.kind for node in everything.nodes[1:]}
    shown = [kind for kind in KINDS if kind in present]
    depths = [
        {
            "text": f"{french.count(step, 'lien')}",
            "count": None,
            "current": step == depth,
            "href": state.here(profondeur=None if step == 1 else step),
        }
        for step in (1, 2, 3)
    ]
    toggles = [
        {
            "text": f"{kind.symbol} {kind.plural}",
            "current": not kinds or kind.key in kinds,
            "count": sum(node.ref.kind == kind for node in everything.nodes),
            "href": state.here(types=_toggled(kind.key, kinds, [one.key for one in shown])),
        }
        for kind in shown
    ]
    components.markup(
        components.part("facets", "Jusqu’à", depths), components.part("facets", "Types affichés", toggles)
    )


def _toggled(key: str, kinds: list[str], shown: list[str]) -> list[str] | None:
    """The kinds to show once ``key`` is switched; None means all."""
    present = kinds or shown
    switched = [one for one in shown if (one in present) != (one == key)]
    return None if not switched or len(switched) == len(shown) else switched


def _open(key: str, order: list[str]) -> None:
    for selected in st.session_state[key].selection["selected"]:
        if selected["data_type"] == "node" and selected["data_indices"]:
            state.put(fiche=shorten(order[selected["data_indices"][0]]))


def _everything() -> None:
    """Without a selection: facets with counts, and the list that they leave."""
    components.heading("Explorer", "Tout ce que disent les référentiels, par type, par certification, par niveau.")
    kind, level = state.value("type"), state.value("niveau")
    wanted = expand(state.value("certification")) if state.value("certification") else ""
    first = (state.page_of("page") - 1) * _PAGE_SIZE
    listing = resources.search_index().browse(kind, wanted, level, first, _PAGE_SIZE)
    components.facet("Type", [(one.key, one.name, one.count) for one in listing.kinds], "type", tells=False, page=None)
    components.facet(
        "Certification",
        [(shorten(one.key), one.name, one.count) for one in listing.certifications],
        "certification",
        tells=False,
        page=None,
    )
    components.facet(
        "Niveau", [(one.key, one.name, one.count) for one in listing.levels], "niveau", tells=False, page=None
    )
    _template(
        "listing.html.j2",
        listed=listing.entries,
        filtered=bool(wanted),
        total=listing.total,
        start=listing.start + 1,
        pager=state.pager("page", listing.total, _PAGE_SIZE),
    )
