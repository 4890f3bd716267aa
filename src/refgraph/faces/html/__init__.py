"""The look of refgraph as HTML: one set of components, one style, for the explorer and for the static site."""

from __future__ import annotations

from refgraph.faces.html.links import AppLinks, TemplateLinks, expand, shorten
from refgraph.faces.html.matrix import Axis, MatrixCell, MatrixView
from refgraph.faces.html.rendering import Renderer, asset

__all__ = ["AppLinks", "Axis", "MatrixCell", "MatrixView", "Renderer", "TemplateLinks", "asset", "expand", "shorten"]
