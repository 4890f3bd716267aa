"""The closure of the five référentiels, proved against owlrl."""

from __future__ import annotations

import tomllib

import pytest
from pyoxigraph import NamedNode, Triple

from refgraph.core import assets
from refgraph.core.namespaces import VOC, expand, graph_iri
from refgraph.graph.closure import DeclaredTerms, infer, refuse_inconsistent
from refgraph.graph.closure.oracle import reason_with_owlrl
from refgraph.graph.ontology import read_ontology, read_turtle, read_vocabularies
from refgraph.graph.triples import mention_graph, to_graph
from refgraph.graph.triples.mentions import Meaning
from refgraph.reading import registry

SOURCES = sorted((assets.data() / "sources").glob("*.txt"))


@pytest.fixture(scope="module")
def asserted() -> list[Triple]:
    """All graphs that take part in the closure, with a meaning for each mention so that every chain is used."""
    catalogue = tomllib.loads((assets.data() / "catalogue.toml").read_text("utf-8"))
    ids = {row["file"]: row["id"] for row in catalogue["document"]}
    readings = [registry.read(path, ids) for path in SOURCES]
    meant = Meaning(("code-assurances/R512-8", "rgpd"), "ambiguë")
    return [
        *(triple for reading in readings for triple in to_graph(reading)),
        *(
            triple
            for reading in readings
            for triple in mention_graph(reading.certification.id, {each.id: meant for each in reading.mentions})
        ),
        *read_vocabularies(),
        *read_turtle(assets.ontology() / "regulations.ttl"),
    ]


@pytest.fixture(scope="module")
def inferred(asserted: list[Triple]) -> list[Triple]:
    return infer(read_ontology(), asserted)


def count(graph: list[Triple], predicate: str, subject: str = "") -> int:
    return sum(each.predicate.value == expand(predicate) and subject in str(each.subject) for each in graph)


def test_the_five_documents_are_found() -> None:
    """The proof below is about all five."""
    assert [path.name[:3] for path in SOURCES] == ["000", "001", "002", "003", "004"]


def test_owlrl_says_the_same(asserted: list[Triple], inferred: list[Triple]) -> None:
    """Triple for triple about our data, on the five référentiels, their vocabularies and the register together."""
    reasoning = reason_with_owlrl(read_ontology(), asserted)
    assert reasoning.inferred == inferred
    assert reasoning.errors == []


def test_the_five_contradict_nothing(asserted: list[Triple], inferred: list[Triple]) -> None:
    """The five documents, as read, contradict neither themselves nor the ontology."""
    refuse_inconsistent(read_ontology(), asserted, inferred)


def test_nothing_is_called_the_same_as_anything(inferred: list[Triple]) -> None:
    """No owl:sameAs between two things: keys and functional links never merge what documents keep apart."""
    assert count(inferred, "owl:sameAs") == 0


def test_counts_do_not_explode(inferred: list[Triple]) -> None:
    """Each certification attests the competences of its own document only, as counted by hand."""
    counts = {
        name: count(inferred, "rg:certifiesCompetence", f"/{name}")
        for name in (
            "cqp-charge-affaires-entreprises",
            "RNCP31919",
            "charge-clientele-particuliers-n6",
            "conseiller-clientele-professionnelle-n6",
            "charge-clientele-particuliers-banque-assurance-n6",
        )
    }
    assert list(counts.values()) == [20, 25, 22, 23, 46]


def test_every_term_used_is_declared(asserted: list[Triple], inferred: list[Triple]) -> None:
    """No statement about the five rests on a misspelt or forgotten term of ours."""
    assert DeclaredTerms(read_ontology()).undeclared([*asserted, *inferred]) == []


def test_every_concept_used_is_described(asserted: list[Triple]) -> None:
    """A method, level or state that no scheme explains would be shown as an IRI."""
    described = {each.subject for each in asserted if each.predicate.value == expand("skos:prefLabel")}
    used = {each.object for each in asserted if isinstance(each.object, NamedNode) and is_concept(each.object.value)}
    assert len(used) == 63
    assert used - described == set()


def is_concept(iri: str) -> bool:
    return iri.startswith(VOC) and "/" in iri.removeprefix(VOC)


def test_what_is_inferred_was_not_asserted(asserted: list[Triple], inferred: list[Triple]) -> None:
    """An inferred fact never passes for an asserted one, and none speaks of the ontology itself."""
    assert not set(asserted) & set(inferred)
    terms = {each.subject for each in read_ontology()} - {NamedNode(graph_iri("ontology"))}
    assert not {each.subject for each in inferred} & terms
