"""The menu: the pages in their order, and which of them there are."""

from __future__ import annotations

from importlib.util import find_spec

PAGES = (
    "home", "overview", "explore", "compare", "align", "queries", "regulations", "quality", "importing", "manuscript",
    "help",
)  # fmt: skip
"""Modules of this package. A page whose module has not been written is not in the menu."""
WRITING = "manuscript"
"""The page of who writes a référentiel: not in the bar, for « Accueil » and « Ajouter un référentiel » lead there."""


def present() -> list[str]:
    """The pages that there are."""
    return [name for name in PAGES if find_spec(f"refgraph.faces.pages.{name}")]
