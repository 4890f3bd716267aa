"""Search as you type, over everything, on every page."""

from __future__ import annotations

import streamlit as st

from refgraph.pages import components, resources

_SHOWN = {True: 12, False: 8}


def render(*, large: bool) -> None:
    """The box and, while something is typed, what it finds; ``large`` on the home page.

    A full run means that the reader went somewhere: the box is emptied. Typing runs the fragment alone.
    """
    key = "search.large" if large else "search.small"
    st.session_state[key] = ""
    _box(key, large)


@st.fragment
def _box(key: str, large: bool) -> None:
    words = st.text_input(
        "Rechercher un code, un énoncé ou un titre",
        key=key,
        type="search",
        live="20ms",
        label_visibility="visible" if large else "collapsed",
        placeholder="Rechercher : code, énoncé, titre…",
        icon=None,
    )
    if not (words or "").strip():
        return
    found = resources.search_index().find(str(words), limit=_SHOWN[large])
    components.markup(components.part("hits", found))
