"""What follows from a reading: the chains that users' questions rest on."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from pyoxigraph import NamedNode, Triple

from refgraph.core.namespaces import expand, item_iri, regulation_iri
from refgraph.graph.closure import infer
from refgraph.graph.ontology import read_ontology
from refgraph.graph.triples import mention_graph, to_graph
from refgraph.graph.triples.mentions import Meaning
from refgraph.model.records import Reading

READING = Path(__file__).parents[1] / "triples" / "goldens" / "complete" / "reading.json"
ID = "RNCP90001"


def named(path: str) -> NamedNode:
    return NamedNode(item_iri(ID, path) if path else item_iri(ID, "")[:-1])


def says(subject: str, predicate: str, value: NamedNode) -> Triple:
    return Triple(named(subject), NamedNode(expand(predicate)), value)


@pytest.fixture(scope="module")
def inferred() -> set[Triple]:
    part_of = Triple(
        NamedNode(regulation_iri("rgpd", "art-5")),
        NamedNode(expand("eli:is_part_of")),
        NamedNode(regulation_iri("rgpd")),
    )
    graph = to_graph(msgspec.json.decode(READING.read_bytes(), type=Reading))
    meanings = mention_graph(ID, {"mention/1": Meaning(("rgpd/art-5",), "précise")})
    return set(infer(read_ontology(), [*graph, *meanings, part_of]))


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("", "rg:certifiesCompetence", "bloc/1/competence/C1"),
        ("", "rg:targetsActivity", "bloc/1/activity/A1"),
        ("", "rg:targetsActivity", "bloc/1/activity/A1/s01"),
        ("bloc/1", "rg:usesModality", "bloc/1/modality/m01"),
        ("", "rg:usesModality", "bloc/1/modality/m02"),
        ("bloc/1/criteria/g01/02", "rg:evaluates", "bloc/1/competence/C1"),
        ("bloc/1/activity/A1/s01", "rg:isActivityOf", "bloc/1"),
    ],
)
def test_a_chain_leads_from_one_item_to_another(
    inferred: set[Triple], subject: str, predicate: str, value: str
) -> None:
    """Certification → competence, bloc → modality, criterion → competence, sub-activity → bloc."""
    assert says(subject, predicate, named(value)) in inferred


@pytest.mark.parametrize("subject", ["bloc/1/criteria/g01/01", "bloc/1/competence/C1", "bloc/1", ""])
@pytest.mark.parametrize("article", ["art-5", None])
def test_a_mention_reaches_the_regulation(inferred: set[Triple], subject: str, article: str | None) -> None:
    """A text cited in a criterion concerns its competence, bloc and certification; an article leads to its text."""
    assert says(subject, "rg:concernsRegulation", NamedNode(regulation_iri("rgpd", article))) in inferred


def test_a_component_gives_its_method_to_the_whole(inferred: set[Triple]) -> None:
    """« mise en situation + quiz » is assessed by a quiz."""
    quiz = NamedNode("https://w3id.org/refgraph/voc/assessment-method/quiz")
    assert says("bloc/1/modality/m01", "rg:assessmentMethod", quiz) in inferred


def test_a_step_is_no_competence_of_the_bloc(inferred: set[Triple]) -> None:
    """An ordered step of a competence is not counted once more."""
    assert says("", "rg:certifiesCompetence", named("bloc/1/competence/C1/1")) not in inferred
