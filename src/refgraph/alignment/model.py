"""From what a pair has in common to a confidence: two small logistic models, their weights in this file.

The first weighs the features of a pair by itself; the second sets it against the neighbourhood of both competences:
a pair that stands out among all pairs of its two competences counts more than one among many alike (CSLS).
Weights were fitted on judged pairs by ``benchmarks/alignment.py --fit``, none below zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from refgraph.alignment.features import NAMES

PAIR_WEIGHTS: Mapping[str, float] = {
    "characters": 5.57,
    "topics": 4.08,
    "main_topics": 1.12,
    "actions": 2.35,
    "context": 3.53,
    "evidence": 8.01,
    "covered": 3.18,
}
PAIR_BIAS = -7.34
NEIGHBOURHOOD_WEIGHTS: Mapping[str, float] = {"pair": 0.59, "rank": 0.91, "margin": 0.18}
NEIGHBOURHOOD_BIAS = -2.11
CAUTION = 0.85
"""Log-odds are brought that much closer to doubt: the judged pairs are few."""
NEAREST = 3
"""How many of the best pairs of a competence make up its neighbourhood."""


def confidences(
    features: NDArray[np.float64], pairs: NDArray[np.int64], certifications: Sequence[str]
) -> NDArray[np.float64]:
    """For each of ``pairs`` the probability (0..1) that both are the same competence, or nearly.

    ``features`` has a line per pair with the columns `NAMES`; ``certifications`` one entry per row that pairs name.
    """
    alone = pair_scores(features)
    weights = np.asarray(list(NEIGHBOURHOOD_WEIGHTS.values()))
    logits = CAUTION * (neighbourhood(alone, pairs, certifications) @ weights + NEIGHBOURHOOD_BIAS)
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float64)


def pair_scores(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """The score of each pair by itself (log-odds)."""
    return np.asarray(features @ np.asarray([PAIR_WEIGHTS[name] for name in NAMES]) + PAIR_BIAS, dtype=np.float64)


def neighbourhood(
    scores: NDArray[np.float64], pairs: NDArray[np.int64], certifications: Sequence[str]
) -> NDArray[np.float64]:
    """The columns of `NEIGHBOURHOOD_WEIGHTS`: score, sum of both reciprocal ranks, distance to both neighbourhoods."""
    groups = np.unique(np.asarray(certifications, dtype=str), return_inverse=True)[1]
    sides = [_side(scores, pairs[:, side] * (len(groups) + 1) + groups[pairs[:, 1 - side]]) for side in (0, 1)]
    reciprocal, nearest = (np.sum([side[part] for side in sides], axis=0) for part in (0, 1))
    return np.column_stack((scores, reciprocal, 2.0 * scores - nearest))


def _side(scores: NDArray[np.float64], keys: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
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
