"""From what a pair has in common to a confidence: three small logistic steps, their weights in this file.

The first weighs the features of a pair by itself; the second sets it against the neighbourhood of both competences:
a pair that stands out among all pairs of its two competences counts more than one among many alike (CSLS); the third
asks the other certifications. Weights are fitted on judged pairs, none below zero: ``benchmarks/alignment.py --fit``
prints them, and the same program without ``--fit`` how good such weights are on pairs that they have not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from refgraph.knowledge.proposals.chains import chained
from refgraph.knowledge.proposals.features import NAMES
from refgraph.knowledge.proposals.vectors import Floats


@dataclass(frozen=True)
class Weights:
    """What each column of a step counts, and with how much doubt (log-odds) the step begins."""

    pair: Mapping[str, float]
    pair_bias: float
    around: Mapping[str, float]
    around_bias: float
    echo: Mapping[str, float]
    echo_bias: float


AROUND = ("pair", "rank", "margin")
"""The columns of the second step: score, sum of both reciprocal ranks, distance to both neighbourhoods."""
ECHO = ("around", "chained", "unchained")
"""The columns of the third step: score, best chain through a third certification, lack of an expected one."""
WEIGHTS = Weights(
    pair={
        "characters": 5.44, "topics": 3.95, "actions": 1.81, "context": 3.95, "evidence": 4.37, "meaning": 5.57,
        "proof": 4.94, "silent": 1.34, "unnamed": 1.68,
    },
    pair_bias=-7.75,
    around={"pair": 0.64, "rank": 0.53, "margin": 0.21},
    around_bias=-1.5,
    echo={"around": 0.87, "chained": 0.54, "unchained": 0.25},
    echo_bias=-0.2,
)  # fmt: skip
CAUTION = 0.75
"""Log-odds above even are brought that much closer to doubt: so nine in ten are right of unseen pairs given 0.9."""
NEAREST = 3
"""How many of the best pairs of a competence make up its neighbourhood."""


def confidences(
    features: Floats, pairs: NDArray[np.int64], certifications: Sequence[str], weights: Weights = WEIGHTS
) -> Floats:
    """For each of ``pairs`` the probability (0..1) that both are the same competence, or nearly.

    ``features`` has a line per pair with the columns `NAMES`; ``certifications`` one entry per row that pairs name.
    """
    alone = _score(features, [weights.pair[name] for name in NAMES], weights.pair_bias)
    around = neighbourhood(alone, pairs, certifications)
    near = _score(around, [weights.around[name] for name in AROUND], weights.around_bias)
    echoed = echo(near, pairs, certifications)
    scores = _score(echoed, [weights.echo[name] for name in ECHO], weights.echo_bias)
    return probability(np.where(scores > 0, CAUTION * scores, scores))


def probability(scores: Floats) -> Floats:
    """Log-odds as a probability."""
    return np.asarray(1.0 / (1.0 + np.exp(-scores)), dtype=np.float64)


def _score(columns: Floats, weights: Sequence[float], bias: float) -> Floats:
    return np.asarray(columns @ np.asarray(weights) + bias, dtype=np.float64)


def echo(scores: Floats, pairs: NDArray[np.int64], certifications: Sequence[str]) -> Floats:
    """The columns of `ECHO`."""
    return np.column_stack((scores, chained(probability(scores), pairs, certifications)))


def neighbourhood(scores: Floats, pairs: NDArray[np.int64], certifications: Sequence[str]) -> Floats:
    """The columns of `AROUND`."""
    groups = np.unique(np.asarray(certifications, dtype=str), return_inverse=True)[1]
    sides = [_side(scores, pairs[:, side] * (len(groups) + 1) + groups[pairs[:, 1 - side]]) for side in (0, 1)]
    reciprocal, nearest = (np.sum([side[part] for side in sides], axis=0) for part in (0, 1))
    return np.column_stack((scores, reciprocal, 2.0 * scores - nearest))


def _side(scores: Floats, keys: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """For each pair: 1 / its rank among the pairs with its key, and the mean score of the best of them."""
    order = np.lexsort((-scores, keys))
    places = np.arange(len(order))
    first = np.r_[True, keys[order][1:] != keys[order][:-1]][: len(order)]
    begins = np.maximum.accumulate(np.where(first, places, 0))
    tied = ~first & np.r_[False, scores[order][1:] == scores[order][:-1]][: len(order)]
    ranks = np.maximum.accumulate(np.where(tied, 0, places)) - begins + 1
    heads = np.flatnonzero(first)
    best = places - begins < NEAREST
    sums = np.add.reduceat(np.where(best, scores[order], 0.0), heads) if len(heads) else scores[:0]
    counts = np.add.reduceat(best.astype(float), heads) if len(heads) else scores[:0]
    reciprocal, nearest = np.empty(len(order)), np.empty(len(order))
    reciprocal[order] = 1.0 / ranks
    nearest[order] = np.repeat(sums / counts, np.diff(np.r_[heads, len(order)])) if len(heads) else scores[:0]
    return reciprocal, nearest
