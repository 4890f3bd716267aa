"""Certifications of trades that nothing was tuned on: invented for these tests, each in another manner."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from refgraph.graph.sssom.predicates import INVERSE
from refgraph.knowledge.proposals import Item, propose
from refgraph.knowledge.proposals.proposal import Proposal

Pair = tuple[str | None, str | None]
Relations = dict[Pair, str]

TRADES = Path(__file__).parent / "trades"
SAME = ("corresponding", "exact", "close", "broad", "narrow")
CLAIMED = {"skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch"}
JUDGED = ("restaurant", "cybersecurity", "childhood", "warehouse")
"""Trades of which each pair worth a word was judged by a person before anything was computed, traps included."""


def read(name: str) -> tuple[list[Item], Relations]:
    """The competences of both certifications, and what a person said of pairs of codes."""
    document = tomllib.loads((TRADES / f"{name}.toml").read_text("utf-8"))
    items = []
    for certification in document["certification"]:
        iri = f"https://w3id.org/refgraph/id/certification/{certification['id']}"
        for number, bloc in enumerate(certification["bloc"], 1):
            place, activities = f"{iri}/bloc/{number}", tuple(bloc["activities"])
            for code, text in bloc["competences"]:
                items.append(Item(f"{place}/competence/{code}", iri, text, code, place, bloc["title"], activities))
    words = ("traps", "related", *SAME)
    return items, {(a, b): word for word in words for a, others in document.get(word, {}).items() for b in others}


def corresponding(relations: Relations) -> set[Pair]:
    return {pair for pair, word in relations.items() if word in SAME}


def proposed(items: list[Item]) -> dict[Pair, Proposal]:
    return {(one.subject.code, one.object.code): one for one in propose(items)}


@pytest.mark.parametrize(
    ("trade", "competences", "pairs", "in_three"),
    [
        ("bakery", 30, 13, 13),
        ("web", 31, 13, 12),
        ("restaurant", 33, 14, 13),
        ("cybersecurity", 34, 14, 13),
        ("childhood", 32, 14, 13),
        ("warehouse", 25, 12, 10),
    ],
)
def test_the_counterpart_is_among_the_first_three(trade: str, competences: int, pairs: int, in_three: int) -> None:
    """What both certifications have, each in words of its own, is found among the first three nearly always."""
    items, relations = read(trade)
    assert (len(items), len(corresponding(relations))) == (competences, pairs)
    found: dict[str | None, list[str | None]] = {}
    for proposal in propose(items):
        found.setdefault(proposal.subject.code, []).append(proposal.object.code)
    assert sum(other in found.get(code, [])[:3] for code, other in corresponding(relations)) >= in_three


@pytest.mark.parametrize(("trade", "said"), [("bakery", 5), ("web", 2), ("restaurant", 6), ("warehouse", 2)])
def test_what_is_given_as_likely_is_right(trade: str, said: int) -> None:
    """Of another trade little is said with confidence, and what is said so holds."""
    items, relations = read(trade)
    sure = {pair for pair, one in proposed(items).items() if one.confidence >= 0.5}
    assert len(sure) == said
    assert sure <= corresponding(relations)


def test_confidence_is_honest_over_all_trades() -> None:
    """Of ten pairs of trades that no weight was fitted on, given at 0.5 or more, at least eight are right."""
    right = []
    for trade in ("bakery", "web", *JUDGED):
        items, relations = read(trade)
        right += [pair in corresponding(relations) for pair, one in proposed(items).items() if one.confidence >= 0.5]
    assert (sum(right), len(right)) == (30, 33)


@pytest.mark.parametrize(
    ("trade", "laid"), [("restaurant", 6), ("cybersecurity", 8), ("childhood", 5), ("warehouse", 3)]
)
def test_traps_are_not_taken_for_correspondences(trade: str, laid: int) -> None:
    """The same words with another object or the opposite act: never proposed as the same, nor as a part."""
    items, relations = read(trade)
    found = proposed(items)
    traps = [pair for pair, word in relations.items() if word == "traps"]
    assert len(traps) == laid
    assert [pair for pair in traps if pair in found and found[pair].predicate in CLAIMED] == []


@pytest.mark.parametrize(
    ("trade", "pair", "judged"),
    [
        ("restaurant", ("R13", "S6"), "exact"),
        ("cybersecurity", ("N10", "Y9"), "exact"),
        ("childhood", ("E4", "P5"), "exact"),
        ("warehouse", ("L9", "M9"), "close"),
    ],
)
def test_the_same_competence_is_claimed_of_the_same_only(trade: str, pair: Pair, judged: str) -> None:
    """`skos:exactMatch` stands on one pair of each trade, where a person says so or nearly; nowhere on a part."""
    items, relations = read(trade)
    assert {other for other, one in proposed(items).items() if one.predicate == "skos:exactMatch"} == {pair}
    assert {other for other, word in relations.items() if word == "exact"} <= {pair}
    assert relations[pair] == judged


@pytest.mark.parametrize(
    ("trade", "pair", "predicate"),
    [
        ("restaurant", ("R7", "S7"), "skos:narrowMatch"),
        ("cybersecurity", ("N8", "Y7"), "skos:narrowMatch"),
        ("childhood", ("E7", "P8"), "skos:broadMatch"),
    ],
)
def test_one_of_several_acts_is_a_part(trade: str, pair: tuple[str, str], predicate: str) -> None:
    """A competence that does one of the things that the other does is narrower, and the other way round broader."""
    items, _ = read(trade)
    assert proposed(items)[pair].predicate == predicate
    certifications = list(dict.fromkeys(item.certification for item in items))
    swapped = [item for owner in reversed(certifications) for item in items if item.certification == owner]
    assert proposed(swapped)[pair[::-1]].predicate == INVERSE[predicate]


@pytest.mark.parametrize(
    ("trade", "parts"), [("restaurant", 3), ("cybersecurity", 4), ("childhood", 4), ("warehouse", 2)]
)
def test_a_part_is_never_told_the_wrong_way_round(trade: str, parts: int) -> None:
    """Where a person says which of two is the wider and something is proposed, it is not the contrary."""
    items, relations = read(trade)
    wrong = {"broad": "skos:narrowMatch", "narrow": "skos:broadMatch"}
    told = {pair: one.predicate for pair, one in proposed(items).items() if relations.get(pair) in wrong}
    assert len(told) == parts
    assert [pair for pair, predicate in told.items() if predicate == wrong[relations[pair]]] == []
