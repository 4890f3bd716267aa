"""What a build has inferred, held against owlrl: the reasoner of reference, hundreds of times slower than our rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Triple

from refgraph.core.namespaces import GRAPH, graph_iri, is_inferred
from refgraph.graph.closure import infer, is_kept
from refgraph.graph.ntriples import lines_of
from refgraph.graph.store import Store

_AXIOMS = "ontology"
_DESCRIBING = frozenset({"queries", "provenance"})
"""Graphs that describe the dataset once it is closed: nothing is inferred from them."""


@dataclass(frozen=True)
class Comparison:
    """How many statements both infer, and what only one of them does, sorted.

    ``contradictions`` are those that owlrl reports, in its own words (English).
    """

    same: int
    missing: tuple[Triple, ...]
    surplus: tuple[Triple, ...]
    contradictions: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether owlrl infers the same, and finds no contradiction."""
        return not (self.missing or self.surplus or self.contradictions)


def compare_with_owlrl(store: Store) -> Comparison:
    """What follows from the graphs of ``store`` by our rules, against what owlrl infers from them (OWL 2 RL).

    The graphs ``inferred`` hold the part of it that a store keeps: what is in them counts as they hold it, whatever the
    rules say now; what they leave out is worked out here.
    """
    from refgraph.graph.closure.oracle import reason_with_owlrl

    asserted, ontology = set(_triples(store, closed=False)), store.export(graph_iri(_AXIOMS))
    left_out = {each for each in infer(ontology, asserted) if not is_kept(lines_of([each])[0])}
    inferred = left_out.union(_triples(store, closed=True))
    reasoning = reason_with_owlrl(ontology, asserted)
    expected = set(reasoning.inferred)
    return Comparison(
        same=len(inferred & expected),
        missing=tuple(sorted(expected - inferred, key=str)),
        surplus=tuple(sorted(inferred - expected, key=str)),
        contradictions=tuple(reasoning.errors),
    )


def _triples(store: Store, *, closed: bool) -> Iterator[Triple]:
    for iri in store.graphs():
        kind = iri.removeprefix(GRAPH).split("/")[0]
        if kind not in (_AXIOMS, *_DESCRIBING) and is_inferred(iri) is closed:
            yield from store.export(iri)
