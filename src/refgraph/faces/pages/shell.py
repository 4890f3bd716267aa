"""The frame around every page: menu, search, style, behaviour, footer, and the last place where an error can stop."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module
from typing import Literal

import streamlit as st

from refgraph import __version__
from refgraph.core.errors import RefgraphError
from refgraph.faces.html import asset
from refgraph.faces.html.rendering import asset_path
from refgraph.faces.pages import components, home, importing, menu, news, resources, search_box

_OF_NAMED = ("explorer", "comparer", "requetes")
"""The pages that answer about what the address names, and may name a draft; the others tell of all that counts."""
_LOG = logging.getLogger(__name__)


def run() -> None:
    """Draw the page that the address names, from one build; where there is no document yet, the one that adds one."""
    workspace = resources.workspace()
    if not workspace.endpoint and not workspace.received():
        _draw_first()
        return
    with resources.showing(resources.current(resources.workspace()).opened()):
        _draw()


def _draw() -> None:
    icon = str(asset_path("favicon.svg"))
    page = st.navigation(_menu(), position="top")
    st.set_page_config(page_title=f"{page.title} – refgraph", page_icon=icon, layout="wide")
    st.logo(icon, size="medium")
    _dress()
    if page.url_path:
        with st.container(key="rg-search"):
            search_box.render(large=False)
    news.render(page.url_path)
    with resources.showing(resources.opened_for(_named()) if page.url_path in _OF_NAMED else resources.opened()):
        page.run()
    components.markup(_footer())


def _named() -> list[str]:
    """All that the address names."""
    return [name for param in st.query_params for name in st.query_params.get_all(param)]


def _draw_first() -> None:
    icon = str(asset_path("favicon.svg"))
    first = st.Page(guarded(importing.TITLE, importing.render), title=home.TITLE, default=True)
    page = st.navigation([first, _page("importing"), _page("help")], position="top")
    st.set_page_config(page_title=f"{page.title} – refgraph", page_icon=icon, layout="wide")
    st.logo(icon, size="medium")
    _dress()
    page.run()


def guarded(title: str, draw: Callable[[], None]) -> Callable[[], None]:
    """``draw``, with errors told to the reader: what happened, what was kept, what to do. Details go to the log."""

    def page() -> None:
        components.begin()
        try:
            draw()
        except Exception as problem:  # noqa: BLE001 - the last place where an error can stop
            if not isinstance(problem, RefgraphError):
                _LOG.exception("the page %s failed", title)
            components.stopped(title, problem)

    return page


def _menu() -> list[st.Page]:
    return [_page(name) for name in menu.present()]


def _page(name: str) -> st.Page:
    module = import_module(f"refgraph.faces.pages.{name}")
    draw = guarded(module.TITLE, module.render)
    shown: Literal["visible", "hidden"] = "hidden" if name == menu.WRITING else "visible"
    return st.Page(draw, title=module.TITLE, url_path=module.URL, default=not module.URL, visibility=shown)


def _dress() -> None:
    st.html(f"<style>{asset('refgraph.css')}{asset('streamlit.css')}</style>")
    st.html(f"<script>{script()}</script>", unsafe_allow_javascript=True)


def script() -> str:
    """The text of the one script that stands in every page."""
    return f"\n{asset('behaviour.js')}{asset('explorer.js')}\n"


def _footer() -> str:
    return components.renderer().part("footer", __version__, resources.dataset(), resources.opened().published)
