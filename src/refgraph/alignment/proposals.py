"""Proposals: pairs of competences that may correspond, best first. Nothing here is a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from refgraph.alignment import predicates, thesaurus
from refgraph.alignment.candidates import candidates
from refgraph.alignment.explanation import Explanation, explain
from refgraph.alignment.features import measure
from refgraph.alignment.items import Item
from refgraph.alignment.model import confidences
from refgraph.alignment.thesaurus import Thesaurus
from refgraph.alignment.views import Views, look

LEAST_CONFIDENCE = 0.02
"""A pair below it is never proposed."""
_WORTH_READING, _BEST = 0.10, 3


@dataclass(frozen=True)
class Proposal:
    """A pair of competences of two certifications, in the order of the input.

    ``confidence`` is the probability (0..1, three decimals) that both are the same competence or nearly so: on judged
    pairs, nine in ten of those given 0.9 or more were. ``predicate`` is a CURIE, read from subject to object.
    """

    subject: Item
    object: Item
    predicate: str
    confidence: float
    explanation: Explanation


def propose(
    items: Sequence[Item],
    between: Collection[str] | None = None,
    least: float = LEAST_CONFIDENCE,
    vocabulary: Thesaurus | None = None,
) -> list[Proposal]:
    """The correspondences that ``items`` suggest, highest confidence first; the same input gives the same list.

    ``between`` keeps pairs of these certifications (IRIs) only; rarity of words is still measured on all items.
    Pairs of little confidence stay only as one of the three best of a competence in the other certification.
    """
    vocabulary = vocabulary or thesaurus.load()
    views = look(items, vocabulary)
    owners = [item.certification for item in items]
    pairs = candidates(views.content, owners)
    if between is not None:
        kept = np.asarray([owner in between for owner in owners], dtype=bool)
        pairs = pairs[kept[pairs[:, 0]] & kept[pairs[:, 1]]]
    features = measure(views, pairs)
    confidence = confidences(features, pairs, owners)
    chosen = [line for line in _best_first(confidence, pairs, owners) if confidence[line] >= least]
    return [
        _proposal(items, vocabulary, pairs[line], _overlap(views, pairs[line]), float(confidence[line]))
        for line in chosen
    ]


def _best_first(
    confidence: NDArray[np.float64], pairs: NDArray[np.int64], certifications: Sequence[str]
) -> Iterator[int]:
    """The lines of ``pairs`` that a person should see, by falling confidence."""
    shown: Counter[tuple[int, str]] = Counter()
    for line in np.argsort(-confidence, kind="stable"):
        left, right = (int(row) for row in pairs[line])
        sides = (left, certifications[right]), (right, certifications[left])
        if confidence[line] >= _WORTH_READING or min(shown[side] for side in sides) < _BEST:
            shown.update(sides)
            yield int(line)


def _overlap(views: Views, pair: NDArray[np.int64]) -> predicates.Overlap:
    row, other = int(pair[0]), pair[1:]
    topics = max(float(shares[0]) for shares in views.topics.coverages(row, other))
    own, theirs = (float(shares[0]) for shares in views.content.coverages(row, other))
    return predicates.Overlap(topics, float(views.characters.similarities(row, other)[0]), own, theirs)


def _proposal(
    items: Sequence[Item],
    vocabulary: Thesaurus,
    pair: NDArray[np.int64],
    overlap: predicates.Overlap,
    confidence: float,
) -> Proposal:
    subject, other = (items[int(row)] for row in pair)
    return Proposal(
        subject=subject,
        object=other,
        predicate=predicates.choose(confidence, overlap),
        confidence=round(confidence, 3),
        explanation=explain(subject, other, vocabulary),
    )
