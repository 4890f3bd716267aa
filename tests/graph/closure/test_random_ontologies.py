"""Small ontologies and graphs drawn at random: however axioms combine, one pass gives what owlrl gives."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from refgraph.core.namespaces import expand
from refgraph.graph.closure import infer
from refgraph.graph.closure.oracle import infer_with_owlrl

SPACE = "http://example.org/"
PROPERTIES = [NamedNode(f"{SPACE}p{number}") for number in range(5)]
CLASSES = [NamedNode(f"{SPACE}C{number}") for number in range(4)]
THINGS = [NamedNode(f"{SPACE}x{number}") for number in range(5)]
VALUES = [*THINGS, Literal("mot", language="fr"), Literal("7", datatype=NamedNode(expand("xsd:integer")))]
TYPE = NamedNode(expand("rdf:type"))


def pair(kind: str, left: list[NamedNode], right: list[NamedNode]) -> st.SearchStrategy[list[Triple]]:
    return st.builds(
        lambda one, other: [Triple(one, NamedNode(expand(kind)), other)], st.sampled_from(left), st.sampled_from(right)
    )


@st.composite
def chain(draw: st.DrawFn) -> list[Triple]:
    links = draw(st.lists(st.sampled_from(PROPERTIES), min_size=2, max_size=3))
    cells = [BlankNode() for _ in links]
    head = Triple(draw(st.sampled_from(PROPERTIES)), NamedNode(expand("owl:propertyChainAxiom")), cells[0])
    ends: list[NamedNode | BlankNode] = [*cells[1:], NamedNode(expand("rdf:nil"))]
    firsts = [Triple(cell, NamedNode(expand("rdf:first")), link) for cell, link in zip(cells, links, strict=True)]
    rests = [Triple(cell, NamedNode(expand("rdf:rest")), end) for cell, end in zip(cells, ends, strict=True)]
    return [head, *firsts, *rests]


def mark(kind: str) -> st.SearchStrategy[list[Triple]]:
    return st.builds(lambda name: [Triple(name, TYPE, NamedNode(expand(kind)))], st.sampled_from(PROPERTIES))


AXIOM = st.one_of(
    pair("rdfs:subClassOf", CLASSES, CLASSES),
    pair("rdfs:subPropertyOf", PROPERTIES, PROPERTIES),
    pair("rdfs:domain", PROPERTIES, CLASSES),
    pair("rdfs:range", PROPERTIES, CLASSES),
    pair("owl:inverseOf", PROPERTIES, PROPERTIES),
    mark("owl:TransitiveProperty"),
    mark("owl:SymmetricProperty"),
    chain(),
)
FACT = st.one_of(
    st.builds(Triple, st.sampled_from(THINGS), st.sampled_from(PROPERTIES), st.sampled_from(VALUES)),
    st.builds(Triple, st.sampled_from(THINGS), st.just(TYPE), st.sampled_from(CLASSES)),
)


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(axioms=st.lists(AXIOM, min_size=1, max_size=6), facts=st.lists(FACT, min_size=1, max_size=10, unique=True))
def test_one_pass_is_complete_whatever_the_axioms(axioms: list[list[Triple]], facts: list[Triple]) -> None:
    """Recursive chains, inverses, hierarchies and cycles among them leave nothing for a second pass."""
    ontology = [triple for axiom in axioms for triple in axiom]
    assert infer(ontology, facts) == infer_with_owlrl(ontology, facts)
