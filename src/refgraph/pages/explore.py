"""« Explorer »: one entity with its passage and its surroundings, or everything there is, counted."""

from __future__ import annotations

from functools import partial

import streamlit as st

from refgraph import entities, french
from refgraph.html import expand, shorten
from refgraph.kinds import KINDS
from refgraph.pages import components, drawing, resources, state

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
    entity = entities.describe(resources.store(), iri)
    st.set_page_config(page_title=f"{entity.ref.code or entity.ref.label} – refgraph")
    left, right = st.columns([5, 6], gap="large")
    with left:
        contexts = [resources.context(source) for source in entity.sources]
        components.markup(
            components.renderer().page(
                "fiche.html.j2",
                entity=entity,
                contexts=contexts,
            )
        )
    with right:
        _around(iri)
        components.markup(components.renderer().page("identifier.html.j2", iri=iri))
        store = resources.store()
        components.files(
            shorten(iri).replace("/", "-"),
            [
                (form, label, suffix, media_type, partial(entities.serialise, store, iri, form))
                for form, label, suffix, media_type in _FORMATS
            ],
        )


def _around(iri: str) -> None:
    """The drawing, what is shown in it, and the list that says the same."""
    components.section("Autour de cette fiche")
    depth = int(state.pick("profondeur", ("1", "2", "3"), "1"))
    kinds = [key for key in state.values("types") if key in {kind.key for kind in KINDS}]
    everything = entities.neighbourhood(resources.store(), iri, depth)
    around = entities.neighbourhood(resources.store(), iri, depth, kinds) if kinds else everything
    _controls(depth, kinds, everything)
    if len(around.nodes) == 1:
        components.empty("Aucune fiche n’est liée à celle-ci dans ce réglage.", "Affichez d’autres types de fiches.")
        return
    if around.total > len(around.nodes):
        components.notice(
            f"{len(around.nodes)} fiches affichées sur {french.number(around.total)}.",
            "Les plus proches d’abord\u00a0; masquez des types ou réduisez la profondeur.",
        )
    key = "graph." + "|".join([iri, str(depth), *kinds])
    order = [node.ref.iri for node in around.nodes]
    st.echarts_chart(
        drawing.options(around),
        height=drawing.height(around),
        on_select=lambda: _open(key, order),
        key=key,
        alt=drawing.alternative(around),
    )
    refs = {node.ref.iri: node.ref for node in around.nodes}
    components.markup(components.renderer().page("links.html.j2", around=around, refs=refs, opened=False))


def _controls(depth: int, kinds: list[str], everything: entities.Neighbourhood) -> None:
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
    catalogue = resources.catalogue()
    filters = {
        "type": state.value("type"),
        "certification": state.value("certification"),
        "niveau": state.value("niveau"),
    }
    wanted = expand(filters["certification"]) if filters["certification"] else ""
    listing = catalogue.select(filters["type"], wanted, filters["niveau"])
    components.facet("Type", [(one.key, one.name, one.count) for one in listing.kinds], "type", page=None)
    components.facet(
        "Certification",
        [(shorten(one.key), one.name, one.count) for one in listing.certifications],
        "certification",
        page=None,
    )
    components.facet("Niveau", [(one.key, one.name, one.count) for one in listing.levels], "niveau", page=None)
    page, pages = state.page_of("page", len(listing.entries), _PAGE_SIZE)
    start = (page - 1) * _PAGE_SIZE
    components.markup(
        components.renderer().page(
            "listing.html.j2",
            listed=listing.entries[start : start + _PAGE_SIZE],
            filtered=bool(wanted),
            total=len(listing.entries),
            start=start + 1,
            page=page,
            pages=pages,
            previous=state.here(page=page - 1) if page > 1 else None,
            next=state.here(page=page + 1) if page < pages else None,
        )
    )
