"""Texts as sparse vectors: one row of weighted terms per competence, one matrix per way of looking at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SparseRow = Mapping[str, float]
"""Weights by term."""


@dataclass(frozen=True)
class Matrix:
    """Sparse rows of unit length: row ``i`` holds ``values[starts[i]:starts[i + 1]]`` in those ``columns``."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.float64]
    width: int

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.starts) - 1

    def similarities(self, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosine of ``row`` with each of the rows ``others``."""
        query = self._dense(row)
        return self._sum(others, lambda places: query[self.columns[places]] * self.values[places])

    def are_empty(self, rows: NDArray[np.int64] | int) -> NDArray[np.float64]:
        """1 for each of ``rows`` that holds no term, else 0."""
        return np.asarray(np.diff(self.starts)[rows] == 0, dtype=np.float64)

    def coverages(self, row: int, others: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The share (0..1) of ``row`` found in each of ``others``, and the share of each of these found in ``row``."""
        query = self._dense(row)
        total = query.sum() or 1.0
        totals = np.maximum(self._sum(others, lambda places: self.values[places]), 1e-9)
        of_row = self._sum(others, lambda places: query[self.columns[places]]) / total
        of_others = self._sum(others, lambda places: (query[self.columns[places]] > 0) * self.values[places]) / totals
        return of_row, of_others

    def _dense(self, row: int) -> NDArray[np.float64]:
        query = np.zeros(self.width)
        own = slice(self.starts[row], self.starts[row + 1])
        query[self.columns[own]] = self.values[own]
        return query

    def _sum(
        self, rows: NDArray[np.int64], value: Callable[[NDArray[np.int64]], NDArray[np.float64]]
    ) -> NDArray[np.float64]:
        """For each of ``rows`` the sum of ``value`` over its places."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(lengths)
        places = np.repeat(self.starts[rows] - ends + lengths, lengths) + np.arange(int(lengths.sum()))
        sums = np.concatenate(([0.0], np.cumsum(value(places))))
        return np.asarray(sums[ends] - sums[ends - lengths], dtype=np.float64)


def weigh(rows: Sequence[SparseRow], rarity: Mapping[str, float], discounts: Mapping[str, float]) -> Matrix:
    """``rows`` as a matrix: each weight multiplied by the rarity of its term, each row brought to unit length.

    A term of ``discounts`` then counts that much less: it takes its room in a row, but is weak ground for likeness.
    """
    vocabulary: dict[str, int] = {}
    starts, columns, values = [0], [], []
    for row in rows:
        weighted = {term: weight * rarity.get(term, 1.0) for term, weight in row.items() if weight > 0}
        norm = sum(value * value for value in weighted.values()) ** 0.5 or 1.0
        for term, value in weighted.items():
            columns.append(vocabulary.setdefault(term, len(vocabulary)))
            values.append(value * discounts.get(term, 1.0) / norm)
        starts.append(len(columns))
    return Matrix(
        np.asarray(starts, dtype=np.int64),
        np.asarray(columns, dtype=np.int64),
        np.asarray(values, dtype=np.float64),
        len(vocabulary),
    )


def rarities(rows: Iterable[Iterable[str]]) -> dict[str, float]:
    """How rare each term is among ``rows``: 1 for a term of all of them, more for a rarer one (smoothed IDF)."""
    counts: Counter[str] = Counter()
    total = 0
    for row in rows:
        counts.update(set(row))
        total += 1
    return {term: 1.0 + log((1 + total) / (1 + count)) for term, count in counts.items()}
