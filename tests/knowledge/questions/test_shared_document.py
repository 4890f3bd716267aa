"""Several certifications in one document: what one of them says is never said of another."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import certification_iri, document_iri, expand, graph_iri
from refgraph.core.table import Resource
from refgraph.graph.store import EmbeddedStore, Store
from refgraph.knowledge import questions
from refgraph.knowledge.questions import Question
from refgraph.pipeline import Build
from tests.knowledge.questions.test_answers import CATALOGUE

NEIGHBOUR = certification_iri("voisine")
FILE = document_iri("002_680993158fc6d417")
FOREIGN_VALUES = {
    "authority": "Autorité des marchés financiers", "method": "mise-en-situation", "regulation": "amf",
    "segment": "particuliers", "word": "risque",
}  # fmt: skip
OF_ALL = {"activites-reglementees", "informations-non-documentees"}
"""The questions that say of every certification what its document keeps silent."""


@pytest.fixture(scope="module")
def shared(built: Build) -> Store:
    """The five, and beside them a certification without any item in the document of 002."""
    me = NamedNode(NEIGHBOUR)
    said = (
        ("rdf:type", NamedNode(expand("rg:Certification"))),
        ("rdfs:label", Literal("Voisine", language="fr")),
        ("dcterms:title", Literal("Voisine", language="fr")),
        ("rg:describedIn", NamedNode(FILE)),
    )
    neighbour = [Triple(me, NamedNode(expand(name)), value) for name, value in said]
    graphs = {**built.graphs, "certification/voisine": neighbour}
    return EmbeddedStore.of({graph_iri(name): triples for name, triples in graphs.items()})


def of_all() -> list[Question]:
    """The questions about all certifications, which a tie through the document would mix up."""
    return [one for one in CATALOGUE.questions if {"certification", "item"} & set(one.columns)]


def test_the_questions_about_all_certifications_are_found() -> None:
    """The comparison below would prove nothing over none of them."""
    assert len(of_all()) == 51


@pytest.mark.parametrize("question", of_all(), ids=lambda question: question.name)
def test_a_certification_in_the_same_document_takes_no_line(question: Question, store: Store, shared: Store) -> None:
    """An item proves its own certification: a neighbour in the file multiplied nine answers."""
    values = {one.name: _value(one.name, one.kind, store) for one in question.parameters if one.required}
    before, after = (questions.run(one, question, values) for one in (store, shared))
    added = Counter(after.rows) - Counter(before.rows)
    assert Counter(before.rows) - Counter(after.rows) == Counter()
    assert not added or question.name in OF_ALL
    assert all(any(isinstance(cell, Resource) and cell.iri == NEIGHBOUR for cell in row) for row in added)


def _value(name: str, kind: str, store: Store) -> str:
    return FOREIGN_VALUES.get(name) or questions.choices(store, kind)[0].iri
