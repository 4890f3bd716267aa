"""The quality of proposals on pairs that people judged; what these tests hold must not get worse."""

from __future__ import annotations

import pytest

from refgraph.knowledge.proposals import Item
from refgraph.knowledge.proposals.proposal import Proposal
from tests.knowledge.proposals import scoring


@pytest.fixture(scope="module")
def three(items: list[Item], proposals: list[Proposal]) -> scoring.Score:
    return scoring.score(items, proposals, scoring.judged("three-pairs"))


@pytest.fixture(scope="module")
def seven(items: list[Item], proposals: list[Proposal]) -> scoring.Score:
    return scoring.score(items, proposals, scoring.judged("seven-pairs"))


def test_every_judged_pair_is_there() -> None:
    """A file that loses its rows would make any figure look good."""
    counts = {name: len(scoring.judged(name)) for name in ("three-pairs", "seven-pairs")}
    assert counts == {"three-pairs": 126, "seven-pairs": 148}


def test_three_pairs(three: scoring.Score) -> None:
    """The figures promised for the sample: average precision 0.60, F1 0.57, right counterpart among three 0.90."""
    assert three.positives == 34
    assert three.average_precision >= 0.66
    assert three.best_f1 >= 0.65
    assert three.first_of_three >= 0.92


def test_seven_pairs(seven: scoring.Score) -> None:
    """The same figures on pairs judged apart, among them the certification that words everything differently."""
    assert seven.positives == 78
    assert seven.average_precision >= 0.60
    assert seven.best_f1 >= 0.57
    assert seven.first_of_three >= 0.92


@pytest.mark.parametrize("name", ["three", "seven"])
def test_the_same_competence_is_found_and_named_so(name: str, request: pytest.FixtureRequest) -> None:
    """All exact pairs stand among the first, and `skos:exactMatch` is claimed of hardly any other."""
    score = request.getfixturevalue(name)
    assert score.exact_on_top == 1.0
    assert score.exact_f1 >= 0.90


@pytest.mark.parametrize("name", ["three", "seven"])
def test_confidence_is_honest(name: str, request: pytest.FixtureRequest) -> None:
    """Of ten proposals given at 0.9 or more, at least nine are right."""
    score = request.getfixturevalue(name)
    assert score.sure >= 5
    assert score.right_of_sure >= 0.9
