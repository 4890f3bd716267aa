"""Correcting what was read, on the fiche of an item: which field, what it should say, who says so, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from refgraph.core.errors import RefgraphError
from refgraph.core.namespaces import certification_iri
from refgraph.core.table import UNDOCUMENTED
from refgraph.faces.html import shorten
from refgraph.faces.pages import components, resources, state
from refgraph.pipeline import desk_of, ensure, write_edit
from refgraph.reading.corrections import ITEM
from refgraph.reading.corrections.desk import Desk, FieldValues
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.settling import Edit, Signed

_PARAM = "corriger"
_ADD = "Ajouter une valeur"
_AUTHOR = "correcting.author"
_WORDS, _PASSAGE = ("statement", "text"), "source"
"""The fields that are offered first, since they are what people correct, and the one that is offered last."""


def offer(iri: str) -> None:
    """A link to the form for the item of a certification at ``iri``, or the form; nothing for what none says."""
    certification, _, item = iri.removeprefix(certification_iri("")).partition("/")
    if not iri.startswith(certification_iri("")) or resources.workspace().endpoint:
        return
    if not state.value(_PARAM):
        told = {"text": "Corriger ce qui est lu", "count": None, "current": False, "href": state.here(corriger=1)}
        components.markup(components.part("facets", "Une erreur de lecture\u202f?", [told]))
        return
    components.section("Corriger ce qui est lu")
    desk = desk_of(resources.workspace(), certification)
    nodes = _nodes(desk, item) if desk else []
    if desk is None or not nodes:
        components.empty("Rien ne se corrige ici.", "Ouvrez la fiche d’un bloc, d’une compétence ou d’un critère.")
        return
    try:
        form(desk, nodes, iri, partial(_keep, desk, iri))
    except RefgraphError as error:
        components.error(error)


def _nodes(desk: Desk, item: str) -> list[ItemNode]:
    """The item with this id, or what is said of the certification as a whole."""
    if not item:
        return desk.facts()
    node = desk.by_id(item)
    return [node] if node else []


def form(desk: Desk, nodes: list[ItemNode], iri: str, keep: Callable[[Edit], None]) -> None:
    """The form that corrects one of ``nodes``; its widgets are named by ``iri``, and ``keep`` takes what is signed.

    Raises:
        RecordError: what is written does not fit.
    """
    node = nodes[0] if len(nodes) == 1 else st.selectbox("Élément", nodes, format_func=_named, key=f"{iri}.node")
    values = sorted(desk.values(node), key=lambda one: (one.field.name not in _WORDS, one.field.name == _PASSAGE))
    value = st.selectbox("Champ", values, format_func=_field_named, key=f"{iri}.field")
    before = _replaced(value, iri)
    with st.form(key=f"{iri}.{value.field.name}"):
        said = before if value.field.has_many else ", ".join(value.now)
        after = st.text_area("Ce que dit le document (vide\u00a0: non documenté)", value=said)
        author, reason = signature()
        corrects = st.form_submit_button("Corriger", type="primary")
        removes = st.form_submit_button("Retirer cet élément", help="Ce n’est pas un élément du document.")
    if sign := signed(author, reason, corrects or removes):
        keep(desk.remove(node, sign) if removes else desk.change(node, value.field.name, after, before, sign))


def signature() -> tuple[str, str]:
    """The fields in which a person signs: name, which is remembered, and reason."""
    author = st.text_input("Votre nom", value=st.session_state.get(_AUTHOR, ""), placeholder="Qui corrige")
    return author, st.text_input("Raison", placeholder="D’après quoi")


def signed(author: str, reason: str, is_sent: bool) -> Signed | None:
    """Who corrects, today, and why; None where nothing ``is_sent``, or nobody signs, which is told."""
    if not is_sent:
        return None
    if not author.strip() or not reason.strip():
        components.notice("Donnez votre nom et la raison\u00a0: une correction se signe.", tone="warn")
        return None
    st.session_state[_AUTHOR] = author.strip()
    return Signed(author.strip(), date.today(), reason.strip())


def _replaced(value: FieldValues, iri: str) -> str:
    """The value of a field of many that another takes the place of; empty where one is added."""
    if not value.field.has_many or not value.now:
        return ""
    chosen = st.selectbox("Valeur à remplacer", [*value.now, _ADD], key=f"{iri}.{value.field.name}.before")
    return "" if chosen == _ADD else chosen


def _named(node: ItemNode) -> str:
    return f"{node.kind.noun} «\u00a0{' '.join(node.quote.split())[:60]}\u00a0»"


def _field_named(value: FieldValues) -> str:
    now = ", ".join(value.now) or UNDOCUMENTED
    return f"{value.field.label}\u00a0: {now[:60]}" + ("…" if len(now) > 60 else "")


def _keep(desk: Desk, iri: str, edit: Edit) -> None:
    """Write what counts, have the graph built with it, and go to the fiche ``iri``, or that of what is left."""
    is_gone = edit.correction.field == ITEM and not edit.correction.after
    then = certification_iri(edit.correction.certification) if is_gone else iri
    workspace = resources.workspace()
    write_edit(workspace, desk, edit)
    with st.spinner("Le graphe est reconstruit avec cette correction…"):
        ensure(workspace)
    state.put(corriger=None, fiche=shorten(then))
    st.rerun()
