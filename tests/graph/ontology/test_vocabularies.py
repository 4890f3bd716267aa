"""The closed lists, and their agreement with what readers emit."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from refgraph.core.namespaces import VOC, concept_iri, expand
from refgraph.graph.ontology import read_vocabularies
from refgraph.model.records import Basis
from refgraph.reading.shared.assessment.methods import DELIVERY_MODES, EVALUATORS, METHODS
from refgraph.reading.shared.titles import KINDS

GRAPH = read_vocabularies()
SIZES = {
    "access-route": 6,
    "assessment-method": len(METHODS),
    "basis": 4,
    "certification-type": len(KINDS),
    "delivery-mode": 2,
    "evaluator": 9,
    "habilitation-status": 3,
    "habilitation-type": 3,
    "mention-status": 4,
    "niveau": 7,
    "register": 2,
    "registration-act": 3,
    "registration-type": 2,
    "segment": 3,
    "sheet-status": 4,
    "territory": 2,
    "theme": 4,
    "validation-rule": 7,
}


def values(subject: str, predicate: str, language: str | None = None) -> list[str]:
    return [
        each.object.value
        for each in GRAPH
        if each.subject == NamedNode(subject) and each.predicate.value == expand(predicate)
        if isinstance(each.object, NamedNode | Literal)
        if language is None or (isinstance(each.object, Literal) and each.object.language == language)
    ]


def notations(scheme: str) -> list[str]:
    concepts = [
        each.subject
        for each in GRAPH
        if isinstance(each.subject, NamedNode) and each.predicate.value == expand("skos:inScheme")
    ]
    ours = [node.value for node in concepts if node.value.startswith(f"{VOC}{scheme}/")]
    return [notation for concept in ours for notation in values(concept, "skos:notation")]


@pytest.mark.parametrize(("scheme", "size"), SIZES.items())
def test_a_scheme_lists_its_concepts(scheme: str, size: int) -> None:
    """Each concept is found by the IRI that its notation gives, named in both languages, once."""
    found = notations(scheme)
    assert len(found) == len(set(found)) == size
    for notation in found:
        concept = concept_iri(scheme, notation)
        for language in ("fr", "en"):
            assert len(values(concept, "skos:prefLabel", language)) == 1
        assert values(concept, "skos:inScheme") == values(concept, "skos:topConceptOf") == [f"{VOC}{scheme}"]


@pytest.mark.parametrize(
    ("scheme", "table"),
    [("assessment-method", METHODS), ("evaluator", EVALUATORS), ("delivery-mode", DELIVERY_MODES)],
)
def test_readers_and_vocabulary_agree(scheme: str, table: dict[str, str]) -> None:
    """A method that a reader recognises is a concept with the same notation and the same French label."""
    labels = {name: values(concept_iri(scheme, name), "skos:prefLabel", "fr") for name in notations(scheme)}
    assert labels == {name: [label] for name, label in table.items()}


def test_kinds_of_certification_agree() -> None:
    """A kind that a reader finds in a title is a concept."""
    assert set(notations("certification-type")) == {notation for notation, _ in KINDS}


def test_every_basis_of_the_records_is_a_concept() -> None:
    """How a statement is known is told with the words of the records."""
    assert notations("basis") == [basis.value for basis in Basis]


def test_levels_match_the_european_framework() -> None:
    """Levels 2 to 8 of the national framework have the rank of the European ones (décret 2019-14)."""
    matches = {level: values(concept_iri("niveau", level), "skos:closeMatch") for level in notations("niveau")}
    assert matches == {str(level): [f"http://data.europa.eu/snb/eqf/{level}"] for level in range(2, 9)}


def test_nomenclatures_are_open() -> None:
    """NSF, ROME and Formacode are described as documents print them: no list is invented here."""
    assert [notations(scheme) for scheme in ("nsf", "rome", "formacode")] == [[], [], []]
    assert values(f"{VOC}nsf", "rdfs:label", "en") == ["French nomenclature of training specialties (NSF)"]
