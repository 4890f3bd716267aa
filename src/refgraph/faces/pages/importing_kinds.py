"""In a preview: an item of another kind than it was read as, two that are one, one that is two, one not read at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from refgraph.core import french
from refgraph.core.errors import RefgraphError
from refgraph.faces.pages import components, correcting
from refgraph.reading.corrections import QuoteSelector, reshaping
from refgraph.reading.corrections.desk import RECAST, Desk
from refgraph.reading.corrections.kinds import KINDS
from refgraph.reading.corrections.nodes import ItemNode
from refgraph.reading.corrections.settling import Edit
from refgraph.reading.document import Document

Keep = Callable[[Sequence[Edit]], None]
"""Takes what a person has signed."""
_NO_BLOC = "Aucun bloc"
_LONGEST = 120


def reshape(document: Document, desk: Desk, node: ItemNode, key: str, keep: Keep) -> None:
    """The forms that make an item one of another kind, with its whole column where that was taken for another, that
    merge it with another one, and that split it; nothing for kinds and items that do not change so."""
    if node.added_by is not None:
        return
    _recast(document, desk, node, key, keep)
    if node.kind.key in reshaping.RESHAPED:
        _merge(desk, node, key, keep)
        _split(desk, node, key, keep)


def _merge(desk: Desk, node: ItemNode, key: str, keep: Keep) -> None:
    others = reshaping.followers(desk, node)
    if not others:
        return
    with st.expander("Il ne fait qu’un avec un autre"), st.form(key=f"{key}.merge", border=False):
        other = st.selectbox("L’autre élément", others, format_func=lambda one: _words(one)[:_LONGEST])
        signed = correcting.signed(*correcting.signature(), st.form_submit_button("Fusionner les deux"))
    if signed:
        _kept(lambda: keep(reshaping.merged(desk, node, other, signed)))


def _split(desk: Desk, node: ItemNode, key: str, keep: Keep) -> None:
    with st.expander("Il en contient deux"), st.form(key=f"{key}.split", border=False):
        text = st.text_area("Passez à la ligne là où il se coupe", value=_words(node))
        signed = correcting.signed(*correcting.signature(), st.form_submit_button("Scinder en deux"))
    if signed:
        first, _, second = text.strip().partition("\n")
        _kept(lambda: keep(reshaping.parted(desk, node, first, second, signed)))


def _words(node: ItemNode) -> str:
    return " ".join(str(getattr(node.record, node.kind.main) or "").split())


def _recast(document: Document, desk: Desk, node: ItemNode, key: str, keep: Keep) -> None:
    kinds = [kind for kind in RECAST if kind != node.kind.key]
    if node.kind.key not in RECAST:
        return
    alike = reshaping.column(document, desk, node)
    with st.expander("C’est une autre sorte d’élément"), st.form(key=f"{key}.recast", border=False):
        kind = st.selectbox("Ce que c’est", kinds, format_func=lambda one: KINDS[one].noun)
        whole = f"Toute sa colonne est à lire ainsi ({french.count(len(alike), 'élément')})"
        is_column = len(alike) > 1 and st.checkbox(whole)
        signed = correcting.signed(*correcting.signature(), st.form_submit_button("Changer de sorte"))
    if signed:
        chosen = alike if is_column else [node]
        _kept(lambda: keep([edit for each in chosen for edit in desk.recast(each, kind, signed)]))


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
