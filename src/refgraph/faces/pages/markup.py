"""How words get on a page: as HTML of the templates, where everything is escaped, or as the words of a widget.

Streamlit reads Markdown wherever it shows words, in warnings and in labels: a link or an image in an address or in a
document would become one of ours.
"""

from __future__ import annotations

import re
from typing import Any

import streamlit as st
from markupsafe import Markup

from refgraph.faces.html import AppLinks, Renderer

HEADED = "page.headed"
"""The place in the session that says whether the page has its title."""

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#$~!|])|:(?=\S)")


@st.cache_resource(show_spinner=False)
def renderer() -> Renderer:
    """The templates, with the addresses of the explorer."""
    return Renderer(AppLinks())


def part(name: str, /, *values: Any, **named: Any) -> Markup:
    """A component of ``components.html.j2`` as markup, to be put inside a larger one."""
    return renderer().part(name, *values, **named)


def markup(*parts: Markup | str) -> None:
    """Put HTML that the templates made on the page; several parts stand one below the other."""
    body = "".join(str(part) for part in parts)
    if "<h1" in body:
        st.session_state[HEADED] = True
    st.html(f'<div class="rg">{body}</div>')


def notice(title: str, *sentences: str, tone: str = "info") -> None:
    """Something the reader should know; ``tone`` is good, warn, bad or info."""
    symbol = {"good": "✓", "warn": "▲", "bad": "✕", "info": "●"}[tone]
    markup(part("note", title, sentences, tone, symbol))


def literal(words: str) -> str:
    """``words`` for the label of a widget, which shows them as they are.

    >>> print(literal("[ici](https://exemple.fr) :"))
    \\[ici\\]\\(https\\://exemple.fr\\) :
    """
    return _SIGNS.sub(lambda found: "\\" + found[0], words)
