"""What a pair of competences has in common, in numbers between 0 and 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from refgraph.alignment.views import Views

NAMES = ("characters", "topics", "main_topics", "actions", "context", "evidence", "covered")
"""The columns that `measure` gives."""


def measure(views: Views, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """The features of ``pairs`` (two columns of rows, sorted by the first): one line per pair, columns as `NAMES`."""
    if not len(pairs):
        return np.zeros((0, len(NAMES)))
    rows, begins = np.unique(pairs[:, 0], return_index=True)
    ends = [*begins[1:], len(pairs)]
    blocks = [
        _features(views, int(row), pairs[begin:end, 1]) for row, begin, end in zip(rows, begins, ends, strict=True)
    ]
    return np.concatenate(blocks)


def _features(views: Views, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
    height = views.content.height
    proof = views.evidence.similarities(row, others + height), views.evidence.similarities(row + height, others)
    return np.column_stack(
        (
            views.characters.similarities(row, others),
            views.topics.similarities(row, others),
            views.main_topics.similarities(row, others),
            views.actions.similarities(row, others),
            views.context.similarities(row, others),
            np.maximum(*proof),
            np.minimum(*views.content.coverages(row, others)),
        )
    )
