"""What the compiler does not know it refuses, by name."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from refgraph.core.errors import OntologyError
from refgraph.core.namespaces import expand
from refgraph.graph.closure import DeclaredTerms, infer, refuse_undeclared
from refgraph.graph.closure.axioms import read_axioms
from refgraph.graph.ontology import read_ontology

PREFIXES = """
@prefix rg: <https://w3id.org/refgraph/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse((PREFIXES + text).encode(), RdfFormat.TURTLE)]


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("rg:A owl:equivalentClass rg:B .", "owl:equivalentClass", "rg:A"),
        ("rg:p owl:equivalentProperty rg:q .", "owl:equivalentProperty", "rg:p"),
        ("rg:p a owl:ReflexiveProperty .", "owl:ReflexiveProperty", "rg:p"),
        ("rg:A a rdfs:Datatype .", "rdfs:Datatype", "rg:A"),
        ("rg:p owl:propertyDisjointWith rg:q .", "owl:propertyDisjointWith", "rg:p"),
        ("rg:A owl:unionOf ( rg:B rg:C ) .", "owl:unionOf", "rg:A"),
        ("rg:a owl:sameAs rg:b .", "owl:sameAs", "rg:a"),
        ("<https://w3id.org/refgraph/ns> owl:imports <http://example.org/o> .", "owl:imports", "refgraph/ns"),
        ("rg:A rdfs:subClassOf [ owl:onProperty rg:p ; owl:someValuesFrom rg:B ] .", "rdfs:subClassOf", "rg:A"),
        ("rg:p rdfs:domain [ owl:complementOf rg:B ] .", "rdfs:domain", "rg:p"),
        ("rg:p owl:inverseOf [ owl:inverseOf rg:q ] .", "owl:inverseOf", "rg:p"),
        ("rg:p owl:propertyChainAxiom ( rg:q [ owl:inverseOf rg:r ] ) .", "owl:propertyChainAxiom", "rg:p"),
        ("rg:p owl:propertyChainAxiom rg:q .", "owl:propertyChainAxiom", "rg:p"),
    ],
)
def test_an_unknown_axiom_is_refused_by_name(text: str, kind: str, subject: str) -> None:
    """An axiom that no rule covers is never skipped in silence: the error names its kind and its term."""
    with pytest.raises(OntologyError) as refused:
        infer(turtle(text), [])
    assert kind in str(refused.value)
    assert subject in str(refused.value)


def test_a_circular_list_is_refused() -> None:
    """A broken file must not hang the build."""
    circle = "rg:p owl:propertyChainAxiom _:a . _:a rdf:first rg:q ; rdf:rest _:a ."
    with pytest.raises(OntologyError, match="liste"):
        read_axioms(turtle(circle))


def test_annotations_of_any_vocabulary_are_no_axioms() -> None:
    """Labels, definitions and foreign annotations do not stop the compiler."""
    axioms = read_axioms(turtle('rg:A rdfs:label "A"@fr ; <http://purl.org/dc/terms/created> "2026" .'))
    assert axioms.pairs == {}


def test_undeclared_terms_are_named() -> None:
    """A misspelt class or property of ours is an error that names it; foreign names pass."""
    me = NamedNode("http://example.org/x")
    data = [
        Triple(me, NamedNode(expand("rdf:type")), NamedNode(expand("rg:Competense"))),
        Triple(me, NamedNode(expand("rg:statment")), Literal("Vendre", language="fr")),
        Triple(me, NamedNode(expand("rg:statement")), Literal("Vendre", language="fr")),
        Triple(me, NamedNode("http://example.org/p"), Literal("Vendre")),
    ]
    undeclared = DeclaredTerms(read_ontology()).undeclared(data)
    assert undeclared == ["rg:Competense", "rg:statment"]
    with pytest.raises(OntologyError, match="rg:Competense, rg:statment"):
        refuse_undeclared(undeclared)
