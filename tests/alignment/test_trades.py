"""Certifications of trades that nothing was tuned on: invented for these tests, each in another manner."""

import tomllib
from pathlib import Path

import pytest

from refgraph.alignment import Item, propose

TRADES = Path(__file__).parent / "trades"


def read(name):
    """The competences of both certifications, and the pairs of codes that say the same."""
    document = tomllib.loads((TRADES / f"{name}.toml").read_text("utf-8"))
    items = []
    for certification in document["certification"]:
        iri = f"https://w3id.org/refgraph/id/certification/{certification['id']}"
        for number, bloc in enumerate(certification["bloc"], 1):
            place, activities = f"{iri}/bloc/{number}", tuple(bloc["activities"])
            for code, text in bloc["competences"]:
                items.append(Item(f"{place}/competence/{code}", iri, text, code, place, bloc["title"], activities))
    return items, {(code, other) for code, others in document["corresponding"].items() for other in others}


@pytest.mark.parametrize(("trade", "competences", "in_three"), [("bakery", 30, 13), ("web", 31, 11)])
def test_the_counterpart_is_among_the_first_three(trade, competences, in_three):
    """Of thirteen competences that both certifications have, in words of their own, nearly all are found."""
    items, pairs = read(trade)
    assert (len(items), len(pairs)) == (competences, 13)
    found = {}
    for proposal in propose(items):
        found.setdefault(proposal.subject.code, []).append(proposal.object.code)
    assert sum(other in found.get(code, [])[:3] for code, other in pairs) >= in_three


@pytest.mark.parametrize("trade", ["bakery", "web"])
def test_what_is_given_as_sure_is_right(trade):
    """Of another trade little is said with confidence, and what is said so holds."""
    items, pairs = read(trade)
    sure = {(one.subject.code, one.object.code) for one in propose(items) if one.confidence >= 0.5}
    assert sure
    assert sure <= pairs
