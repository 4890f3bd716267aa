"""Which pairs are worth a look: an inverted index of words and concepts; all pairs only where they are few."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from refgraph.knowledge.proposals.vectors import Matrix

NEAREST = 120
"""How many competences of other certifications are looked at per competence."""
FOLLOWED = 8_000
"""How many occurrences of its terms are followed per competence, rare terms first: the cost stays in proportion."""


def candidates(content: Matrix, certifications: Sequence[str], nearest: int = NEAREST) -> NDArray[np.int64]:
    """The pairs of rows (``left < right``, two columns, sorted) of two certifications that may correspond.

    A pair is kept when either row is among the ``nearest`` of the other by the terms that they share; where there are
    no more than ``nearest`` others, all are kept: competences of other words are few enough to be looked at.
    """
    order, bounds = _index(content)
    groups = np.unique(np.asarray(certifications, dtype=str), return_inverse=True)[1]
    owner = np.repeat(np.arange(content.height), np.diff(content.starts))
    counts = np.diff(bounds)
    filled = np.diff(content.starts) > 0
    codes = [np.zeros(0, dtype=np.int64)]
    for row in range(content.height):
        own = _rarest(content, row, counts)
        columns = content.columns[own]
        places = np.concatenate([order[:0], *(order[bounds[column] : bounds[column + 1]] for column in columns)])
        weights = np.repeat(content.values[own], counts[columns]) * content.values[places]
        scores = np.bincount(owner[places], weights=weights, minlength=content.height).astype(np.float64)
        foreign = (groups != groups[row]) & filled & filled[row]
        best = np.flatnonzero(foreign) if foreign.sum() <= nearest else _best(np.where(foreign, scores, 0.0), nearest)
        codes.append(np.minimum(best, row) * content.height + np.maximum(best, row))
    code = np.unique(np.concatenate(codes))
    return np.column_stack((code // max(content.height, 1), code % max(content.height, 1)))


def _rarest(content: Matrix, row: int, counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of ``row`` whose terms are rare enough to be worth following, the rarest first."""
    own = np.arange(content.starts[row], content.starts[row + 1])
    own = own[np.argsort(counts[content.columns[own]], kind="stable")]
    met = np.cumsum(counts[content.columns[own]])
    return own[: max(1, int(np.searchsorted(met, FOLLOWED, side="right")))]


def _best(scores: NDArray[np.float64], nearest: int) -> NDArray[np.int64]:
    if np.count_nonzero(scores) <= nearest:
        return np.flatnonzero(scores)
    rows = np.argpartition(-scores, nearest)[:nearest]
    return rows[scores[rows] > 0]


def _index(content: Matrix) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of each column, one column after the other, and where each column begins."""
    order = np.argsort(content.columns, kind="stable").astype(np.int64)
    counts = np.bincount(content.columns, minlength=content.width)
    return order, np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
