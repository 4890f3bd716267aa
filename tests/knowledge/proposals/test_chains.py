"""What a third certification says of a pair: a chain of two strong pairs, and the lack of one."""

from __future__ import annotations

import numpy as np
import pytest

from refgraph.knowledge.proposals.chains import chained

PAIRS = np.asarray([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)])


def columns(confidence: list[float], certifications: list[str]) -> np.ndarray:
    return chained(np.asarray(confidence, dtype=float), PAIRS, certifications)


def test_a_chain_of_two_pairs_supports_the_third() -> None:
    """0–1 and 1–2 are sure, so 0–2 has a chain of 0.9 × 0.8; nothing leads to the competence 3."""
    found, _ = columns([0.9, 0.1, 0.0, 0.8, 0.0, 0.0], ["a", "b", "c", "d"]).T
    assert found[1] == pytest.approx(np.log1p(0.72 / 0.03))
    assert found[[2, 4, 5]].tolist() == [0.0, 0.0, 0.0]


def test_a_counterpart_elsewhere_without_a_chain_speaks_against() -> None:
    """0 and 3 both have counterparts elsewhere, but not the same: a chain was to be expected and is missing."""
    found, lacking = columns([0.9, 0.0, 0.0, 0.0, 0.0, 0.8], ["a", "b", "c", "d"]).T
    assert found[2] == 0.0
    assert lacking[2] == pytest.approx(-np.log1p(0.85 / 0.03))


def test_two_certifications_alone_say_nothing() -> None:
    """Without a third certification there is neither a chain nor anything to expect."""
    pairs = np.asarray([(0, 2), (0, 3), (1, 2)])
    assert not chained(np.asarray([0.9, 0.5, 0.8]), pairs, ["a", "a", "b", "b"]).any()


def test_no_pair_at_all() -> None:
    """An empty list of pairs is no error."""
    assert chained(np.zeros(0), np.zeros((0, 2), dtype=int), ["a"]).shape == (0, 2)
