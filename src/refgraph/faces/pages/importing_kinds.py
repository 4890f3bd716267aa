"""In a preview: an item that is of another kind than it was read as, and one that was not read at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from refgraph.core.errors import RefgraphError
from refgraph.faces.pages import components, correcting
from refgraph.reading.corrections import QuoteSelector
from refgraph.reading.corrections.desk import RECAST, Desk
from refgraph.reading.corrections.kinds import KINDS
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.settling import Edit

Keep = Callable[[Sequence[Edit]], None]
"""Takes what a person has signed."""
_NO_BLOC = "Aucun bloc"


def recast(desk: Desk, node: ItemNode, key: str, keep: Keep) -> None:
    """The form that makes an item one of another kind; nothing for kinds that do not change."""
    kinds = [kind for kind in RECAST if kind != node.kind.key]
    if node.kind.key not in RECAST or node.added_by is not None:
        return
    with st.expander("C’est une autre sorte d’élément"), st.form(key=f"{key}.recast", border=False):
        kind = st.selectbox("Ce que c’est", kinds, format_func=lambda one: KINDS[one].noun)
        signed = correcting.signed(*correcting.signature(), st.form_submit_button("Changer de sorte"))
    if signed:
        _kept(lambda: keep(desk.recast(node, kind, signed)))


def add(desk: Desk, key: str, keep: Keep) -> None:
    """The form that adds an item that the reader did not see, on words that the document prints."""
    blocs = [node.record for node in desk.nodes() if node.kind.key == "bloc"]
    names = {each.id: f"{each.source_code or each.code} – {each.text}" for each in blocs} | {"": _NO_BLOC}
    with st.expander("Un élément n’est pas lu"), st.form(key=f"{key}.add", border=False):
        kind = st.selectbox("Ce que c’est", RECAST[::-1], format_func=lambda one: KINDS[one].noun)
        words = st.text_area("Les mots du document, tels qu’il les imprime")
        bloc = st.selectbox("Son bloc", list(names), format_func=lambda one: names[one])
        signed = correcting.signed(*correcting.signature(), st.form_submit_button("Ajouter cet élément"))
    if signed and words.strip():
        told = {KINDS[kind].main: " ".join(words.split())} | ({"bloc": bloc} if bloc else {})
        _kept(lambda: keep([desk.new(kind, QuoteSelector(words.strip()), told, signed)]))


def _kept(write: Callable[[], None]) -> None:
    try:
        write()
    except RefgraphError as error:
        components.error(error)
