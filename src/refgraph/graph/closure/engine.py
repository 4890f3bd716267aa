"""The closure, computed: rules compiled from the ontology, run on Oxigraph in one pass."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Store, Triple

from refgraph.graph.closure.axioms import read_axioms
from refgraph.graph.closure.joins import Joins
from refgraph.graph.closure.rules import chains_of, compile_rules, single_steps
from refgraph.graph.ntriples import dump, loaded


class Program:
    """The rules that an ontology makes, compiled once, to be run on any number of graphs.

    ``joins`` tells where statements of two graphs may meet in a rule. Raises OntologyError for an axiom of an unknown
    kind.
    """

    def __init__(self, ontology: Iterable[Triple]) -> None:
        axioms = read_axioms(ontology)
        self.joins = Joins(chains_of(axioms), single_steps(axioms))
        self._updates = [(group.update(), group.is_recursive) for group in compile_rules(axioms) if group.rules]

    def run(self, store: Store) -> None:
        """Add to the default graph of ``store`` what follows from it."""
        for update, is_recursive in self._updates:
            size = len(store)
            store.update(update)
            while is_recursive and len(store) > size:
                size = len(store)
                store.update(update)

    def close(self, said: Iterable[bytes]) -> tuple[Store, list[bytes]]:
        """A store of ``said`` (lines of N-Triples) with what follows from it, and the lines that follow, sorted."""
        store = loaded(said)
        before = frozenset(dump(store))
        self.run(store)
        return store, sorted(line for line in dump(store) if line not in before)


def infer(ontology: Iterable[Triple], asserted: Iterable[Triple]) -> list[Triple]:
    """What follows from ``asserted`` by the axioms of ``ontology`` and is not in it, sorted.

    All graphs that take part (certifications, vocabularies, regulations, mentions) are given together as ``asserted``;
    what follows about the terms of the ontology itself is left out. Whether the result contradicts itself is the
    question of `refuse_inconsistent`. Raises OntologyError for an axiom of an unknown kind.
    """
    store = Store()
    store.extend(Quad(each.subject, each.predicate, each.object) for each in asserted)
    before = set(store)
    Program(ontology).run(store)
    return sorted((quad.triple for quad in store if quad not in before), key=str)
