"""How good proposals are on pairs that the weights have not seen: what another certification may expect."""

from __future__ import annotations

import numpy as np
import pytest

from refgraph.knowledge.proposals import Item, model
from tests.knowledge.proposals import fitting, scoring


@pytest.fixture(scope="module")
def of(items: list[Item]) -> fitting.Training:
    return fitting.training(items)


@pytest.fixture(scope="module")
def said(of: fitting.Training) -> np.ndarray:
    return fitting.without_each_pair(of)


def test_the_weights_are_those_that_the_judged_pairs_give(of: fitting.Training) -> None:
    """No weight is set by hand: `benchmarks/alignment.py --fit` gives again what the model holds."""
    fitted = fitting.fit(of, np.ones(len(of.pairs), dtype=bool))
    for step in ("pair", "around", "echo"):
        assert getattr(fitted, step) == pytest.approx(dict(getattr(model.WEIGHTS, step)), abs=0.05)
        assert getattr(fitted, f"{step}_bias") == pytest.approx(getattr(model.WEIGHTS, f"{step}_bias"), abs=0.05)


def test_unseen_pairs_of_certifications(of: fitting.Training, said: np.ndarray) -> None:
    """Each of the ten pairs by the nine others: the figures promised hold without having seen the answers."""
    assert of.good.sum() == 112
    precision, f1 = scoring.ranked(of.good, said)
    assert precision >= 0.67
    assert f1 >= 0.63


@pytest.mark.parametrize(("name", "positives"), [("three-pairs", 34), ("seven-pairs", 78)])
def test_unseen_pairs_of_each_part(of: fitting.Training, said: np.ndarray, name: str, positives: int) -> None:
    """Both parts of the judged pairs keep the figures promised when their own pair of certifications is unseen."""
    inside = of.among(scoring.judged(name))
    assert of.good[inside].sum() == positives
    precision, f1 = scoring.ranked(of.good[inside], said[inside])
    assert precision >= 0.66
    assert f1 >= 0.63


def test_unseen_certifications(of: fitting.Training) -> None:
    """A certification of which no pair was seen is aligned nearly as well, the one of other words apart."""
    figures = [scoring.ranked(of.good[own], told[own]) for own, told in fitting.without_each_certification(of).values()]
    assert len(figures) == 5
    precision, f1 = np.mean(figures, axis=0)
    assert precision >= 0.66
    assert f1 >= 0.64
    assert min(one for one, _ in figures) >= 0.42


def test_confidence_is_honest_of_unseen_pairs(of: fitting.Training, said: np.ndarray) -> None:
    """Of ten unseen pairs given at 0.9 or more, at least nine are right."""
    sure = said >= 0.9
    assert sure.sum() >= 15
    assert of.good[sure].mean() >= 0.9


@pytest.mark.parametrize("which", [0, 1])
def test_a_trade_that_the_thesaurus_knows_by_half(of: fitting.Training, which: int) -> None:
    """With half of the notions gone, much of the order stays: words unknown to the thesaurus are understood too."""
    known = of.features[1 + which]
    precision, _ = scoring.ranked(of.good, model.confidences(known, of.pairs, of.owners))
    assert precision >= 0.52
