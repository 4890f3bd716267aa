"""What a person sees of the graph, and therefore a rule that a person wrote: what is said and what follows from it.

What follows is computed here, from all axioms and alignments, whatever of it a build has stored: a rule may name any
term of ours or of the models that ours are aligned with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse
from pyoxigraph import Store as Memory

from refgraph.core import assets
from refgraph.core.namespaces import GRAPH, expand
from refgraph.graph.closure import Program
from refgraph.graph.ontology import read_ontology
from refgraph.graph.store import Store

_TYPE = NamedNode(expand("rdf:type"))
_ABOVE = {expand("rdfs:subClassOf"): "class", expand("rdfs:subPropertyOf"): "property"}
_BESIDE = frozenset({"ontology", "queries", "provenance"})
"""Graphs that speak of the graph: seen by people, and nothing follows from them."""


def seen(store: Store) -> list[Triple]:
    """Every statement of every graph of ``store``, and what follows from them, each once."""
    memory, beside = Memory(), list[Triple]()
    for name in store.graphs():
        triples = store.export(name)
        if name.removeprefix(GRAPH) in _BESIDE:
            beside += triples
        else:
            memory.extend(Quad(each.subject, each.predicate, each.object) for each in triples)
    Program(read_ontology()).run(memory)
    said, axioms = [quad.triple for quad in memory], _axioms()
    return list(dict.fromkeys([*said, *_generalised(said, axioms), *axioms, *beside]))


def _axioms() -> list[Triple]:
    """What the shipped ontology says of classes and properties above others, alignments among it."""
    files = sorted(assets.ontology().glob("*.ttl"))
    found = (quad.triple for path in files for quad in parse(path=path, format=RdfFormat.TURTLE))
    return [each for each in found if each.predicate.value in _ABOVE and isinstance(each.object, NamedNode)]


def _generalised(said: Iterable[Triple], axioms: Iterable[Triple]) -> Iterator[Triple]:
    """Each thing in the classes above its own, each statement by the properties above its own (RDFS 7 and 9)."""
    above: dict[str, dict[NamedNode, list[NamedNode]]] = {"class": {}, "property": {}}
    for axiom in axioms:
        assert isinstance(axiom.subject, NamedNode)
        assert isinstance(axiom.object, NamedNode)
        above[_ABOVE[axiom.predicate.value]].setdefault(axiom.subject, []).append(axiom.object)
    for each in said:
        if each.predicate == _TYPE and isinstance(each.object, NamedNode):
            yield from (Triple(each.subject, _TYPE, one) for one in _all_above(each.object, above["class"]))
        yield from (Triple(each.subject, one, each.object) for one in _all_above(each.predicate, above["property"]))


def _all_above(term: NamedNode, above: dict[NamedNode, list[NamedNode]]) -> list[NamedNode]:
    found: dict[NamedNode, None] = {}
    waiting = list(above.get(term, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting += above.get(one, ())
    return list(found)
