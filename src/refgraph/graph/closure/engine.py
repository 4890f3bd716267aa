"""The closure, computed: rules compiled from the ontology, run on Oxigraph in one pass."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Store, Triple

from refgraph.graph.closure.axioms import read_axioms
from refgraph.graph.closure.rules import Group, compile_rules


def infer(ontology: Iterable[Triple], asserted: Iterable[Triple]) -> list[Triple]:
    """What follows from ``asserted`` by the axioms of ``ontology`` and is not in it, sorted.

    All graphs that take part (certifications, vocabularies, regulations, mentions) are given together as ``asserted``;
    what follows about the terms of the ontology itself is left out. Whether the result contradicts itself is the
    question of `refuse_inconsistent`. Raises OntologyError for an axiom of an unknown kind.
    """
    store = Store()
    store.extend(Quad(each.subject, each.predicate, each.object) for each in asserted)
    before = set(store)
    for group in compile_rules(read_axioms(ontology)):
        _run(store, group)
    return sorted((quad.triple for quad in store if quad not in before), key=str)


def _run(store: Store, group: Group) -> None:
    update = group.update()
    size = len(store)
    store.update(update)
    while group.is_recursive and len(store) > size:
        size = len(store)
        store.update(update)
