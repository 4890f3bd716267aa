"""A matrix as a picture of its own (SVG): what goes into a report, readable in print and in grey."""

from __future__ import annotations

from textwrap import wrap

from refgraph.faces.html.matrix import MatrixView
from refgraph.faces.html.rendering import Renderer

_TINTS = {"heat1": "#dcebf7", "heat2": "#b3d3ea", "heat3": "#7fb3d9", "heat4": "#4a90c4"}
"""As in the style sheet: lighter to darker, so that grey says the same."""
_HEAD, _WIDTH, _HEIGHT, _LINE = 230, 150, 74, 15
"""In pixels: the row headings, a cell, and the step from one line of text to the next."""
_LETTERS = {_HEAD: 32, _WIDTH: 20}
"""How many letters fit."""
_MOST_LINES = 4


def matrix_svg(view: MatrixView, renderer: Renderer) -> bytes:
    """``view`` as an SVG document, its symbols explained below; the words for each cell are its title."""
    columns = [_lines(axis.text, _WIDTH) for axis in view.columns]
    top = 60 + _LINE * max(map(len, columns), default=1)
    rows = [(_lines(axis.text, _HEAD), cells) for axis, cells in view.rows]
    markup = renderer.page(
        "matrix.svg.j2",
        view=view,
        columns=columns,
        rows=rows,
        top=top,
        head=_HEAD,
        width=_WIDTH,
        height=_HEIGHT,
        line=_LINE,
        tints=_TINTS,
        full_width=_HEAD + _WIDTH * len(columns) + 20,
        full_height=top + _HEIGHT * len(rows) + 30 + 20 * len(view.legend),
    )
    return markup.encode()


def _lines(text: str, width: int) -> list[str]:
    found = wrap(text, _LETTERS[width])
    return found if len(found) <= _MOST_LINES else [*found[: _MOST_LINES - 1], found[_MOST_LINES - 1] + "…"]
