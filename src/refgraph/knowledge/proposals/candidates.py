"""Which pairs are worth a look: an inverted index of words and concepts; all pairs only where they are few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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
    index = _Index.of(content, certifications)
    codes = [np.zeros(0, dtype=np.int64)]
    for row in range(content.height):
        best = index.others(row) if index.has_few(row, nearest) else index.nearest(row, nearest)
        codes.append(np.minimum(best, row) * content.height + np.maximum(best, row))
    code = np.unique(np.concatenate(codes))
    return np.column_stack((code // max(content.height, 1), code % max(content.height, 1)))


@dataclass(frozen=True)
class _Index:
    """Rows by their terms: ``order`` are the places of each column, one column after the other, from ``bounds`` on.

    ``owner`` is the row of each place, ``groups`` the certification of each row, ``filled`` whether it has any term.
    """

    content: Matrix
    groups: NDArray[np.int64]
    filled: NDArray[np.bool_]
    owner: NDArray[np.int64]
    order: NDArray[np.int64]
    bounds: NDArray[np.int64]

    @classmethod
    def of(cls, content: Matrix, certifications: Sequence[str]) -> _Index:
        lengths = np.diff(content.starts)
        counts = np.bincount(content.columns, minlength=content.width)
        return cls(
            content,
            np.unique(np.asarray(certifications, dtype=str), return_inverse=True)[1],
            lengths > 0,
            np.repeat(np.arange(content.height), lengths),
            np.argsort(content.columns, kind="stable").astype(np.int64),
            np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        )

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        """How many rows with terms each certification has."""
        return np.bincount(self.groups, weights=self.filled).astype(np.int64)

    def has_few(self, row: int, nearest: int) -> bool:
        """Whether there are no more than ``nearest`` rows with terms of other certifications."""
        return int(self._sizes.sum() - self._sizes[self.groups[row]]) <= nearest

    def others(self, row: int) -> NDArray[np.int64]:
        """All rows with terms of other certifications, if ``row`` has terms itself."""
        return np.flatnonzero((self.groups != self.groups[row]) & self.filled & self.filled[row])

    def nearest(self, row: int, nearest: int) -> NDArray[np.int64]:
        """The rows of other certifications that share most with ``row``, as far as its rare terms are followed."""
        own = _rarest(self.content, row, np.diff(self.bounds))
        columns = self.content.columns[own]
        places = np.concatenate(
            [self.order[:0], *(self.order[self.bounds[one] : self.bounds[one + 1]] for one in columns)]
        )
        counts = self.bounds[columns + 1] - self.bounds[columns]
        weights = np.repeat(self.content.values[own], counts) * self.content.values[places]
        met, where = np.unique(self.owner[places], return_inverse=True)
        scores = np.where(self.groups[met] != self.groups[row], np.bincount(where, weights=weights), 0.0)
        return np.asarray(met[_best(scores, nearest)], dtype=np.int64)


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
