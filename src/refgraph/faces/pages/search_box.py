"""Search as you type, over everything, on every page."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from refgraph.faces.pages import components, resources, search_address

_LABEL = "Rechercher un code, un énoncé ou un titre"
_HINT = "Rechercher\u00a0: code, énoncé, titre…"
_SHOWN = {True: 12, False: 8}
_LONGEST = 200
"""Characters of a search that are read."""


def render(*, large: bool) -> None:
    """The box and, while something is typed, what it finds; ``large`` on the home page."""
    if search_address.SERVED.is_set():
        components.markup(components.part("search_box", search_address.ADDRESS, _LABEL, _HINT, large))
        return
    # A full run means that the reader went somewhere: the box is emptied. Typing runs the fragment alone.
    key = "search.large" if large else "search.small"
    st.session_state[key] = ""
    _box(key, large)


def found(words: str, *, large: bool) -> Markup:
    """What is found for ``words``, escaped; nothing for nothing."""
    if not words.strip():
        return Markup("")
    return components.part("hits", resources.search_index().find(words[:_LONGEST], limit=_SHOWN[large]))


@st.fragment
def _box(key: str, large: bool) -> None:
    words = st.text_input(
        _LABEL,
        key=key,
        type="search",
        live="20ms",
        label_visibility="visible" if large else "collapsed",
        placeholder=_HINT,
        icon=None,
    )
    if hits := found(str(words or ""), large=large):
        components.markup(hits)
