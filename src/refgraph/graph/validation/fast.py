"""The fast engine: shifty (Rust), for the rules on which a test holds that it reports what the reference reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from refgraph.graph.validation.report import Result
from refgraph.graph.validation.results import read_results
from refgraph.graph.validation.shapes import Shapes


def run(data: Iterable[Triple], shapes: Shapes, rules: Sequence[NamedNode]) -> list[Result]:
    """The results of ``rules`` on ``data``."""
    return engine(shapes, rules)(_bytes(data)) if rules else []


def engine(shapes: Shapes, rules: Sequence[NamedNode]) -> Callable[[bytes], list[Result]]:
    """What gives the results of ``rules`` on data in N-Triples, as often as it is asked, from any thread."""
    import shifty

    validator = shifty.PreparedValidator(_bytes(shapes.ours))
    names = [rule.value for rule in rules]

    def check(data: bytes) -> list[Result]:
        _, report, _ = validator.validate(data, graph_mode="data", shape_names=names, infer=False, sort_results=False)
        return read_results(report, shapes)

    return check


def _bytes(triples: Iterable[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""
