"""The fast engine: shifty (Rust), for the rules on which a test holds that it reports what the reference reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from refgraph.validation.report import Result
from refgraph.validation.results import read_results
from refgraph.validation.shapes import Shapes


def run(data: Iterable[Triple], shapes: Shapes, rules: Sequence[NamedNode]) -> list[Result]:
    """The results of ``rules`` on ``data``."""
    import shifty

    if not rules:
        return []
    _, report, _ = shifty.validate(
        _bytes(data),
        _bytes(shapes.triples),
        graph_mode="data",
        shape_names=[rule.value for rule in rules],
        infer=False,
        sort_results=False,
    )
    return read_results(report, shapes)


def _bytes(triples: Iterable[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
