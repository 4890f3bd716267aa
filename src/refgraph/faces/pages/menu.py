"""The menu: the pages in their order, and which of them there are."""

from __future__ import annotations

from importlib.util import find_spec

PAGES = ("home", "overview", "explore", "compare", "align", "queries", "regulations", "quality", "importing", "help")
"""Modules of this package. A page whose module has not been written is not in the menu."""


def present() -> list[str]:
    """The pages that there are."""
    return [name for name in PAGES if find_spec(f"refgraph.faces.pages.{name}")]
