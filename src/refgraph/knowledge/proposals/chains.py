"""What third certifications say: two competences that both correspond to a third one probably correspond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from refgraph.knowledge.proposals.vectors import Floats

STRONG = 0.05
"""A weaker pair is no link of a chain."""
LINKS = 40
"""How many of its strongest pairs chain a competence to others: the cost stays in proportion."""
_FLOOR = 0.03


@dataclass(frozen=True)
class _Links:
    """The strongest pairs of one competence: its counterparts, strongest first, and how sure each pair is."""

    others: NDArray[np.int64]
    strengths: Floats


def chained(confidence: Floats, pairs: NDArray[np.int64], certifications: Sequence[str]) -> NDArray[np.float64]:
    """Two columns per pair: how strong the best chain through a third certification is, and less what was to expect.

    ``pairs`` holds rows (sorted); ``certifications`` one entry per row. Without a third certification both are zero.
    """
    groups = np.unique(np.asarray(certifications, dtype=str), return_inverse=True)[1]
    links = _links(confidence, pairs, len(groups))
    places, strengths = _best_of_two(links, groups)
    left, right = pairs[:, 0], pairs[:, 1]
    expected = _elsewhere(places, strengths, left, groups[right]) + _elsewhere(places, strengths, right, groups[left])
    found = _best_chains(links, pairs, groups)
    return np.column_stack((np.log1p(found / _FLOOR), -np.log1p(expected / 2 / _FLOOR)))


def _links(confidence: Floats, pairs: NDArray[np.int64], height: int) -> list[_Links]:
    strong = confidence >= STRONG
    ends = np.concatenate((pairs[strong], pairs[strong][:, ::-1]))
    strengths = np.tile(confidence[strong], 2)
    order = np.lexsort((ends[:, 1], -strengths, ends[:, 0]))
    bounds = np.searchsorted(ends[order, 0], np.arange(height + 1))
    places = [order[begin : min(begin + LINKS, end)] for begin, end in pairwise(bounds)]
    return [_Links(ends[place, 1], strengths[place]) for place in places]


def _best_chains(links: Sequence[_Links], pairs: NDArray[np.int64], groups: NDArray[np.int64]) -> Floats:
    """For each pair the product of the two links of its best chain, 0 without one."""
    height = max(len(links), 1)
    codes = pairs[:, 0] * height + pairs[:, 1]
    found = np.zeros(len(pairs))
    for own in links:
        left, right = np.triu_indices(len(own.others), k=1)
        ends = np.sort(np.column_stack((own.others[left], own.others[right])), axis=1)
        apart = groups[ends[:, 0]] != groups[ends[:, 1]]
        code = ends[apart, 0] * height + ends[apart, 1]
        at = np.minimum(np.searchsorted(codes, code), max(len(codes) - 1, 0))
        known = codes[at] == code if len(codes) else np.zeros(0, dtype=bool)
        np.maximum.at(found, at[known], (own.strengths[left] * own.strengths[right])[apart][known])
    return found


def _best_of_two(links: Sequence[_Links], groups: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
    """The two certifications with the strongest counterparts of each competence (-1: none), and how sure these are."""
    places = np.full((len(links), 2), -1, dtype=np.int64)
    strengths = np.zeros((len(links), 2))
    for row, own in enumerate(links):
        first = np.unique(groups[own.others], return_index=True)[1]
        best = np.sort(first)[:2]
        places[row, : len(best)], strengths[row, : len(best)] = groups[own.others[best]], own.strengths[best]
    return places, strengths


def _elsewhere(
    places: NDArray[np.int64], strengths: Floats, rows: NDArray[np.int64], other: NDArray[np.int64]
) -> Floats:
    """How sure the strongest counterpart of each of ``rows`` is in another certification than ``other``."""
    return np.asarray(np.where(places[rows, 0] == other, strengths[rows, 1], strengths[rows, 0]), dtype=np.float64)
