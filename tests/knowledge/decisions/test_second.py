"""A decision is read again by another person: both names stay, and so does a disagreement."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from refgraph.core.errors import MappingError
from refgraph.graph import sssom
from refgraph.graph.sssom import MappingRow
from refgraph.knowledge.decisions import (
    Decision,
    DecisionRegister,
    Review,
    Statement,
    agree,
    decide,
    decide_absent,
    decisions_table,
    second_reading,
    without_today,
)

BASE = "https://w3id.org/refgraph/id/certification/"
ONE, OTHER, WHOLE = (Statement(f"{BASE}{name}", f"Énoncé {name}", f"{BASE}{name[0]}") for name in ("A/1", "B/1", "B"))


def said(reviewer: str, predicate: str = "skos:broadMatch", decision: Decision = Decision.ACCEPT) -> MappingRow:
    """What a person says of the pair."""
    return decide(ONE, OTHER, Review(decision, reviewer, date(2026, 12, 1), predicate))


@pytest.fixture
def register(tmp_path: Path) -> DecisionRegister:
    """A file in which Ana has decided that A/1 is part of B/1."""
    made = DecisionRegister(tmp_path / "c.sssom.tsv")
    made.record([said("Ana")])
    return made


def told(register: DecisionRegister) -> list[str]:
    return [f"{row.reviewer} {row['predicate_id']} | {second_reading(row)}" for row in register.load().rows]


def test_who_says_the_same_confirms(register: DecisionRegister) -> None:
    """The decision stays Ana's, Bob's name and day stand beside; the graph says what it said."""
    before = sssom.to_graph([register.load()])
    register.read_again(said("Bob"))
    assert told(register) == ["Ana skos:broadMatch | Bob, 01/12/2026\u00a0: d’accord"]
    assert sssom.to_graph([register.load()]) == before


def test_a_disagreement_stands_beside_the_decision(register: DecisionRegister) -> None:
    """Another relation, or a rejection, is no second decision: it waits for somebody to revise the first."""
    register.read_again(said("Bob", "skos:relatedMatch"))
    assert told(register) == ["Ana skos:broadMatch | Bob, 01/12/2026\u00a0: pas d’accord, même thème"]
    register.read_again(said("Eve", decision=Decision.REJECT).with_slots(comment="autre public"))
    assert told(register) == ["Ana skos:broadMatch | Eve, 01/12/2026\u00a0: pas d’accord, rejetée (autre public)"]


def test_a_pair_given_the_other_way_round_says_the_same(register: DecisionRegister) -> None:
    """B/1 comprises A/1: that is what Ana says of A/1 and B/1."""
    turned = decide(OTHER, ONE, Review(Decision.ACCEPT, "Bob", date(2026, 12, 1), "skos:narrowMatch"))
    assert agree(said("Ana"), turned)
    assert not agree(said("Ana"), said("ANA"))
    register.read_again(turned)
    assert told(register) == ["Ana skos:broadMatch | Bob, 01/12/2026\u00a0: d’accord"]


def test_an_absence_is_read_again_too(register: DecisionRegister) -> None:
    """Somebody else who looked in B and found nothing either is named."""
    register.record([decide_absent(ONE, WHOLE, Review(Decision.ABSENT, "Ana", date(2026, 11, 21)))])
    register.read_again(decide_absent(ONE, WHOLE, Review(Decision.ABSENT, "Bob", date(2026, 12, 1))))
    assert told(register)[-1] == "Ana skos:mappingRelation | Bob, 01/12/2026\u00a0: d’accord"


def test_a_new_decision_has_been_read_by_nobody(register: DecisionRegister) -> None:
    """What Bob said was of the decision that is gone."""
    register.read_again(said("Bob"))
    register.record([said("Ana", "skos:closeMatch")])
    assert told(register) == ["Ana skos:closeMatch | None"]


@pytest.mark.parametrize(
    ("word", "why"),
    [
        (said("ana"), "cette décision est déjà la vôtre \\(Ana\\)"),
        (decide(ONE, Statement(f"{BASE}B/2", "x", f"{BASE}B"), Review(Decision.REJECT, "Bob", date(2026, 12, 1))),
         "aucune décision n’est prise sur cette paire"),
    ],
)  # fmt: skip
def test_one_reads_another_s_decision_again_or_none(register: DecisionRegister, word: MappingRow, why: str) -> None:
    """Two names are two people; nothing is written otherwise."""
    before = register.path.read_bytes()
    with pytest.raises(MappingError, match=why):
        register.read_again(word)
    assert register.path.read_bytes() == before


def test_the_file_declares_the_columns(register: DecisionRegister) -> None:
    """Other tools of SSSOM learn from the header what the columns of a second reading are."""
    assert "extension_definitions" not in register.load().metadata
    register.read_again(said("Bob"))
    assert [each["slot_name"] for each in register.load().metadata["extension_definitions"]] == [
        "second_comment",
        "second_predicate_id",
        "second_review_date",
        "second_reviewer_agreement",
        "second_reviewer_label",
    ]


def test_the_table_names_the_second_reader(register: DecisionRegister) -> None:
    """In a column of its own, which is there only where somebody has read again."""
    assert "Second lecteur" not in without_today(decisions_table(register.load().rows, {})).columns
    register.read_again(said("Bob"))
    assert decisions_table(register.load().rows, {}).column("Second lecteur") == ("Bob, 01/12/2026\u00a0: d’accord",)
