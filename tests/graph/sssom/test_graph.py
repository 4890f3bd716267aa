"""Only what a named person accepted becomes a triple."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pyoxigraph import NamedNode, Triple

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
    assert graph() == [
        Triple(one, NamedNode(f"{skos}broadMatch"), other),
        Triple(other, NamedNode(f"{skos}narrowMatch"), one),
    ]


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
