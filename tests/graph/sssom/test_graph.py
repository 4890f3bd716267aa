"""Only what a named person accepted becomes a triple."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.graph.sssom import CURIE_MAP, MappingRow, MappingSet, to_graph

ACCEPTED = {
    "subject_id": "rgid:A/c1", "predicate_id": "skos:broadMatch", "object_id": "rgid:B/c2",
    "mapping_justification": "semapv:MappingReview", "reviewer_label": "Ana", "reviewer_agreement": "1.0",
    "subject_source_version": "sha256:1", "object_source_version": "sha256:2",
}  # fmt: skip


def graph(versions: Mapping[str, str] | None = None, **slots: str) -> list[Triple]:
    row = MappingRow(ACCEPTED).with_slots(**slots)
    return to_graph([MappingSet({"curie_map": CURIE_MAP}, (row,))], versions)


def test_an_accepted_row_is_said_both_ways() -> None:
    """A is broader than B means that B is narrower than A."""
    base = "https://w3id.org/refgraph/id/certification/"
    skos = "http://www.w3.org/2004/02/skos/core#"
    one, other = NamedNode(f"{base}A/c1"), NamedNode(f"{base}B/c2")
    assert [each for each in graph() if each.predicate.value.startswith(skos)] == [
        Triple(one, NamedNode(f"{skos}broadMatch"), other),
        Triple(other, NamedNode(f"{skos}narrowMatch"), one),
    ]


def evidence(**slots: str) -> dict[str, str]:
    """What the one decision of the graph says, by the local name of its properties."""
    decisions = [each for each in graph(None, **slots) if "/id/decision/" in str(each.subject)]
    assert len({each.subject for each in decisions}) == 1
    said = ((each.predicate.value, each.object) for each in decisions)
    return {
        re.split("[/#]", name)[-1]: value.value for name, value in said if isinstance(value, NamedNode | Literal)
    } | {"iri": str(decisions[0].subject).strip("<>")}


def test_a_mapping_says_who_decided_it_when_and_why() -> None:
    """A correspondence without its author, day and reason is a rumour; its versions tell what was compared."""
    base = "https://w3id.org/refgraph/"
    assert evidence(review_date="2026-10-05", comment="Même geste") == {
        "iri": f"{base}id/decision/A/c1/broadMatch/B/c2",
        "type": f"{base}ns#Assertion",
        "linkSubject": f"{base}id/certification/A/c1",
        "linkProperty": "http://www.w3.org/2004/02/skos/core#broadMatch",
        "linkObject": f"{base}id/certification/B/c2",
        "basis": f"{base}voc/basis/saisi",
        "decidedBy": "Ana",
        "decidedOn": "2026-10-05",
        "reason": "Même geste",
        "subjectVersion": "sha256:1",
        "objectVersion": "sha256:2",
    }
    assert "decidedOn" not in evidence(review_date="automne 2026")
    assert "reason" not in evidence()


def test_an_absence_says_who_looked() -> None:
    """That nothing corresponds is a decision too: its evidence names the competence and where one looked."""
    told = evidence(
        subject_id="rgid:A/c1",
        object_id="sssom:NoTermFound",
        predicate_id="skos:exactMatch",
        object_source="rgid:B",
        review_date="2026-10-05",
    )
    assert told["iri"] == "https://w3id.org/refgraph/id/decision/A/c1/hasNoCounterpartIn/B"
    assert (told["decidedBy"], told["decidedOn"]) == ("Ana", "2026-10-05")


@pytest.mark.parametrize(
    "slots",
    [
        {"reviewer_agreement": "-1.0"},
        {"reviewer_agreement": "0.0"},
        {"reviewer_agreement": ""},
        {"reviewer_label": ""},
        {"predicate_modifier": "Not"},
    ],
)
def test_anything_else_stays_out(slots: dict[str, str]) -> None:
    """Rejected, unsure, unsigned, negated or merely proposed rows say nothing in the graph."""
    assert graph(None, **slots) == []


def test_a_statement_that_changed_takes_its_mapping_out() -> None:
    """The decision was on other words: it waits for a person to confirm it."""
    assert graph({"rgid:A/c1": "sha256:1", "rgid:B/c2": "sha256:2"}) != []
    assert graph({"rgid:A/c1": "sha256:1", "rgid:B/c2": "sha256:9"}) == []
    assert graph({"rgid:A/c1": "sha256:1"}) == []
