"""« Brouillon »: a référentiel being written, as it was last saved, and what stands beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from refgraph.core.errors import RefgraphError
from refgraph.core.exports import FORMATS
from refgraph.faces.pages import components, resources, state
from refgraph.knowledge.manuscripts import Beside, beside_tables, notes, progress
from refgraph.knowledge.templates import to_word, to_workbook
from refgraph.pipeline.manuscripts import keep, look, read_again, saved
from refgraph.workspace import Manuscript

TITLE = "Brouillon"
URL = "brouillon"

_INTRO = (
    "Ce qui est proche de ce que vous écrivez, ce qui est reproduit, ce qui manque, à chaque enregistrement. "
    "Un brouillon ne compte pas parmi les certifications."
)
_VIEWS = ("reproductions", "constats", "manques", "textes", "proches", "dossier")
_XLSX = FORMATS["xlsx"].media_type
_EVERY = 2.0
"""Seconds between two looks at the file of the author."""


def render() -> None:
    """Draw the manuscript that the address names, or the only one."""
    components.heading(TITLE, _INTRO)
    held = {one.id: one for one in resources.drafts()}
    if not held:
        components.empty(
            "Aucun brouillon.",
            "La page « Ajouter un référentiel » en ajoute : « C’est un brouillon ».",
        )
        return
    names = {id: id for id in held}
    chosen = next(iter(held))
    if len(held) > 1 or state.value("brouillon"):
        chosen = state.choice("Brouillon", names, "brouillon", chosen) or chosen
    _follow(held[chosen])
    found = look(resources.workspace(), chosen, date.today())
    _head(held[chosen], found)
    _beside(found)
    _take_away(held[chosen], found)
    _receive(held[chosen])


def offer() -> None:
    """The ways to what is being written, apart from all that counts; nothing where nothing is."""
    items = [
        {"text": f"{one.id} (brouillon)", "count": None, "current": False, "href": state.link(URL, {URL: one.id})}
        for one in resources.drafts()
    ]
    if items:
        components.markup(components.part("facets", "En cours d’écriture", items))


def _head(one: Manuscript, found: Beside) -> None:
    title = found.record.certification.title
    whence = f"relu à chaque enregistrement de {Path(one.path).name}" if one.path else "déposé ici"
    components.section(f"{title.text if title else one.id} (brouillon)", f"{one.file}, {whence}.")
    components.figures([(each.label, None if each.done is None else str(each)) for each in progress(found)])
    own = [("Lire sa fiche", state.link("explorer", {"fiche": f"certification/{one.id}"}))]
    others = list(dict.fromkeys(each.certification.iri.rpartition("/")[2] for each in found.nearest))[:1]
    own += [("Le comparer", state.link("comparer", {"cote": [one.id, *others]}))]
    items = [{"text": words, "count": None, "current": False, "href": href} for words, href in own]
    components.markup(components.part("facets", "Aller plus loin", items))


def _beside(found: Beside) -> None:
    """What stands beside it, one kind at a time: the first that has something to say, unless the address names one."""
    tables = dict(zip(_VIEWS, beside_tables(found)[1:], strict=True))
    first = next((name for name in _VIEWS if tables[name].rows), _VIEWS[0])
    choices = [(name, table.title, len(table)) for name, table in tables.items()]
    view = components.facet("À côté", choices, "vue", first)
    components.table(tables[view], tables[view].title)
    components.downloads(f"brouillon-{view}", tables[view], word=True)


def _take_away(one: Manuscript, found: Beside) -> None:
    """The référentiel itself, with the remarks in its margins."""
    why = "En quatre colonnes, chaque remarque en commentaire ; les passages des autres sont nommés, jamais recopiés."
    components.section("Emporter le brouillon", why)
    components.files(
        one.id,
        [
            ("docx", "Word, avec les remarques", ".docx", components.WORD, lambda: to_word(found.record, notes(found))),
            ("xlsx", "Excel, avec les remarques", ".xlsx", _XLSX, lambda: to_workbook(found.record, notes(found))),
        ],
    )


def _receive(one: Manuscript) -> None:
    """Take the file in again: from where its author saves it, or as it is dropped here."""
    components.section("Relire le fichier")
    if one.path and st.button("Relire le fichier", key="manuscript.again"):
        try:
            read_again(resources.workspace(), one)
            st.rerun()
        except RefgraphError as problem:
            components.error(problem)
    saved = st.file_uploader("Ou déposer ce que vous avez enregistré", key="manuscript.saved")
    if saved is None or st.session_state.get("manuscript.kept") == saved.file_id:
        return
    st.session_state["manuscript.kept"] = saved.file_id
    try:
        keep(resources.workspace(), saved.name, saved.getvalue(), one.id)
        st.rerun()
    except RefgraphError as problem:
        components.error(problem)


@st.fragment(run_every=_EVERY)
def _follow(one: Manuscript) -> None:
    """Look whether its author has saved it; then the page is drawn anew. A file half written is read at the next."""
    state_of = saved(one)
    key = f"manuscript.state.{one.id}"
    if state_of is None or st.session_state.get(key) == state_of:
        return
    st.session_state[key] = state_of
    try:
        changed = read_again(resources.workspace(), one)
    except RefgraphError as problem:
        components.notice("Le fichier n’est pas encore lisible.", "Ce qui était lu reste.", str(problem), tone="warn")
        return
    if changed:
        st.rerun()
