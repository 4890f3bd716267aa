"""Every term is explained in both languages, in French that a French reader accepts."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core import assets
from refgraph.core.namespaces import RG, expand
from refgraph.graph.closure.axioms import compact
from refgraph.graph.ontology import (
    FOREIGN_FILES,
    SCHEMA_FILES,
    VOCABULARY_FILES,
    read_ontology,
    read_published,
    read_turtle,
    read_vocabularies,
)

FILES = (*SCHEMA_FILES, *FOREIGN_FILES, *VOCABULARY_FILES, "regulations.ttl")
STATEMENTS = {
    "refgraph.ttl": 1899,
    "alignments.ttl": 41,
    "foreign.ttl": 65,
    "vocabularies.ttl": 1163,
    "regulations.ttl": 6861,
}
ONTOLOGY = read_ontology()
TERMS = sorted(
    {
        each.subject.value
        for each in ONTOLOGY
        if each.predicate.value == expand("rdf:type") and isinstance(each.subject, NamedNode)
        if each.subject.value.startswith(RG)
    }
)


def texts(graph: list[Triple], subject: str, predicate: str) -> list[Literal]:
    return [
        each.object
        for each in graph
        if isinstance(each.subject, NamedNode) and each.subject.value == subject
        if each.predicate.value == expand(predicate) and isinstance(each.object, Literal)
    ]


def test_the_terms_are_found() -> None:
    """The checks below are about the whole ontology."""
    assert len(TERMS) == 216


@pytest.mark.parametrize("term", TERMS)
def test_a_term_has_one_label_and_one_definition_in_each_language(term: str) -> None:
    """Pages show them, and a term without a definition means what anyone likes."""
    for predicate in ("rdfs:label", "skos:definition"):
        found = texts(ONTOLOGY, term, predicate)
        assert Counter(text.language for text in found) == {"fr": 1, "en": 1}
        assert all(text.value.strip() == text.value != "" for text in found)


def test_labels_are_unambiguous_per_kind() -> None:
    """Two classes with one French label could not be told apart on a page."""
    classes = [term for term in TERMS if term.removeprefix(RG)[0].isupper()]
    labels = Counter(
        text.value for term in classes for text in texts(ONTOLOGY, term, "rdfs:label") if text.language == "fr"
    )
    assert [label for label, times in labels.items() if times > 1] == []


@pytest.mark.parametrize("name", [*SCHEMA_FILES, *VOCABULARY_FILES])
def test_french_is_typeset_as_french(name: str) -> None:
    """Typographic apostrophes, unbreakable spaces before : ; ? ! and inside « »."""
    wrong = [
        each.object.value
        for each in read_turtle(assets.ontology() / name)
        if isinstance(each.object, Literal) and each.object.language == "fr"
        if re.search(r"'|[^\s\u00a0\u202f:/] [:;?!»]|« |[a-zéè][;?!](?:\s|$)", each.object.value)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_rdflib_and_oxigraph_read_the_same_file(name: str) -> None:
    """Users load the files with other tools."""
    path = assets.ontology() / name
    assert len(rdflib.Graph().parse(path)) == len(set(read_turtle(path))) == STATEMENTS[name]


def test_two_readings_of_a_file_are_equal() -> None:
    """Blank nodes have stable names, so that checksums and diffs mean something."""
    assert read_ontology() == read_ontology()


def test_the_ontology_says_what_it_is() -> None:
    """Title, licence, version, prefix: what catalogues and documentation tools read."""
    about = {each.predicate.value for each in ONTOLOGY if each.subject == NamedNode(RG[:-1])}
    expected = "dcterms:title dcterms:description dcterms:creator dcterms:created dcterms:issued dcterms:license"
    expected += " owl:versionIRI owl:versionInfo vann:preferredNamespacePrefix vann:preferredNamespaceUri"
    assert {expand(name) for name in expected.split()} <= about


@pytest.mark.parametrize("name", FILES)
def test_our_terms_are_declared_where_they_are_used(name: str) -> None:
    """An alignment, vocabulary or register that misspells a term would say nothing."""
    used = {
        term.value
        for each in read_turtle(assets.ontology() / name)
        for term in (each.subject, each.predicate, each.object)
        if isinstance(term, NamedNode) and term.value.startswith(RG) and term.value != RG
    }
    assert used - set(TERMS) == set()


def test_vocabularies_are_read_with_their_concepts() -> None:
    """The schemes are a file of their own, apart from classes and properties."""
    assert {each.subject for each in read_vocabularies()}.isdisjoint(map(NamedNode, TERMS))


def test_every_foreign_term_is_declared() -> None:
    """An OWL tool refuses a term whose kind nobody says, and a declaration that nothing names misleads."""
    ours = (RG.rpartition("ns#")[0], *(expand(f"{prefix}:") for prefix in ("rdf", "rdfs", "owl", "xsd")))
    named = {
        term.value
        for each in ONTOLOGY
        for term in (each.predicate, each.object)
        if isinstance(term, NamedNode) and not term.value.startswith(ours)
    }
    declared = {
        each.subject.value
        for each in read_published()
        if isinstance(each.subject, NamedNode) and each.predicate.value == expand("rdf:type")
    }
    assert {term for term in declared if not term.startswith(ours)} == named - {LICENSE}


LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def test_no_alignment_says_too_much() -> None:
    """ELM's hasPart is symmetric, SKOS relates concepts, a code alone is no key: each would merge what differs."""
    pairs = {(compact(each.predicate.value), _short(each.object)) for each in ONTOLOGY}
    assert ("rdfs:subPropertyOf", "elm:hasPart") not in pairs
    assert {predicate for predicate, _ in pairs if predicate.endswith("Match")} == set()
    [key] = [
        each.object for each in ONTOLOGY if each.subject == NamedNode(f"{RG}Bloc") and "hasKey" in each.predicate.value
    ]
    members = {_short(each.object) for each in ONTOLOGY if each.subject == key}
    assert "rg:isBlocOf" in members


def _short(term: object) -> str:
    return compact(term.value) if isinstance(term, NamedNode) else ""
