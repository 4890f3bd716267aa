"""What a pair of competences has in common, in numbers up to 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from refgraph.knowledge.proposals.meaning import Meanings
from refgraph.knowledge.proposals.views import Views

NAMES = ("characters", "topics", "actions", "context", "evidence", "meaning", "proof", "silent", "unnamed")
"""The columns that `measure` gives; the last two say what could not be compared: whether neither competence has
criteria, and how many of the two name nothing that the thesaurus knows (0, 0.5, 1)."""


def measure(views: Views, meanings: Meanings, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """The features of ``pairs`` (two columns of rows, sorted by the first): one line per pair, columns as `NAMES`."""
    if not len(pairs):
        return np.zeros((0, len(NAMES)))
    rows, begins = np.unique(pairs[:, 0], return_index=True)
    ends = [*begins[1:], len(pairs)]
    blocks = [
        _features(views, meanings, int(row), pairs[begin:end, 1])
        for row, begin, end in zip(rows, begins, ends, strict=True)
    ]
    return np.concatenate(blocks)


def _features(views: Views, meanings: Meanings, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
    height = views.content.height
    proof = views.evidence.similarities(row, others + height), views.evidence.similarities(row + height, others)
    return np.column_stack(
        (
            views.characters.similarities(row, others),
            views.topics.similarities(row, others),
            views.actions.similarities(row, others),
            views.context.similarities(row, others),
            np.maximum(*proof),
            meanings.similarities(row, others),
            meanings.proofs(row, others),
            meanings.are_silent(row, others),
            (views.topics.are_empty(row) + views.topics.are_empty(others)) / 2,
        )
    )
