"""The neighbourhood of an entity as an ECharts drawing in columns: same entity, same drawing."""

from __future__ import annotations

from typing import Any

from refgraph.core import french
from refgraph.knowledge.things import Neighbourhood, Node
from refgraph.model.kinds import Kind

ROW = 40
"""Pixels per entity in the fullest column."""

_WIDTHS = {False: 460, True: 1070}
"""Pixels between the first and the last column, in half the page and in the whole of it."""

_MARGIN = 40
_MOST_BESIDE = 4


def height(around: Neighbourhood) -> int:
    """The height in pixels that lets every label be read."""
    return max(200, ROW * max(len(column) for column in _columns(around)) + _MARGIN)


def is_wide(around: Neighbourhood) -> bool:
    """Whether the drawing has more columns than stand beside the text."""
    return len(_columns(around)) > _MOST_BESIDE


def options(around: Neighbourhood) -> dict[str, Any]:
    """The drawing. Its nodes are in the order of ``around.nodes``."""
    kinds = _kinds(around)
    places = _places(around)
    return {
        "tooltip": {"confine": True, "formatter": "{b}"},
        "aria": {"enabled": False},
        "animation": False,
        "series": [_series(around, kinds, places)],
    }


def alternative(around: Neighbourhood) -> str:
    """What the drawing shows, for those who don't see it."""
    centre = around.nodes[0].ref
    shown = french.count(len(around.nodes), "fiche")
    return f"Voisinage de {centre.code or centre.label}\u00a0: {shown}. La liste qui suit dit la même chose."


def _series(around: Neighbourhood, kinds: list[Kind], places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    width = min(190, _step(around) - 26) if len(_columns(around)) > 1 else 190
    return {
        "type": "graph",
        "layout": "none",
        "preserveAspect": "contain",
        "roam": "move",
        "selectedMode": "single",
        "left": 20,
        "right": width + 14,
        "top": 20,
        "bottom": 20,
        "categories": [
            {"name": kind.plural, "symbol": kind.shape, "itemStyle": {"color": kind.colour}} for kind in kinds
        ],
        "edgeSymbol": ["none", "arrow"],
        "edgeSymbolSize": 6,
        "lineStyle": {"color": "#8a94a6", "curveness": 0.06},
        "label": {
            "show": True,
            "position": "right",
            "width": width,
            "overflow": "truncate",
            "color": "#0b0d12",
            "textBorderColor": "#fff",  # edges pass behind the words
            "textBorderWidth": 3,
        },
        "emphasis": {"focus": "adjacency"},
        "data": [_drawn(node, kinds, places) for node in around.nodes],
        "links": [{"source": edge.source, "target": edge.target, "value": edge.name} for edge in around.edges],
    }


def _drawn(node: Node, kinds: list[Kind], places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    x, y = places[node.ref.iri]
    name = " ".join(f"{node.ref.code} {node.ref.label}".split())  # on one line: a label never covers the next
    return {
        "id": node.ref.iri,
        "name": name,
        "x": x,
        "y": y,
        "category": kinds.index(node.ref.kind),
        "symbolSize": 24 if node.distance == 0 else 13,
        "symbolRotate": -90 if node.ref.kind.shape.lower().endswith("arrow") else 0,
        "label": {"fontWeight": "bold", "position": [0, 28]} if node.distance == 0 else {},
    }


def _step(around: Neighbourhood) -> float:
    return _WIDTHS[is_wide(around)] / max(1, len(_columns(around)) - 1)


def _kinds(around: Neighbourhood) -> list[Kind]:
    return sorted({node.ref.kind for node in around.nodes}, key=lambda kind: (kind.column, kind.key))


def _columns(around: Neighbourhood) -> list[list[Node]]:
    """The nodes by column of their kind, from certification to regulation; columns without nodes are closed up."""
    columns: dict[int, list[Node]] = {}
    for node in around.nodes:
        columns.setdefault(node.ref.kind.column, []).append(node)
    return [columns[column] for column in sorted(columns)]


def _places(around: Neighbourhood) -> dict[str, tuple[float, float]]:
    columns = _columns(around)
    tall = height(around) - _MARGIN
    step = _step(around)
    return {
        node.ref.iri: (column * step, (row + 0.5) / len(nodes) * tall)
        for column, nodes in enumerate(columns)
        for row, node in enumerate(sorted(nodes, key=lambda node: around.nodes.index(node)))
    }
