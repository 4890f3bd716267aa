"""Proposals: pairs of competences that may correspond, best first. Nothing here is a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from refgraph.knowledge.proposals import predicates, thesaurus
from refgraph.knowledge.proposals.candidates import candidates
from refgraph.knowledge.proposals.explanation import Explanation, explain
from refgraph.knowledge.proposals.features import measure
from refgraph.knowledge.proposals.items import Item
from refgraph.knowledge.proposals.language import clauses, words
from refgraph.knowledge.proposals.meaning import Meanings, understand
from refgraph.knowledge.proposals.model import confidences
from refgraph.knowledge.proposals.thesaurus import Thesaurus
from refgraph.knowledge.proposals.views import Views, look
from refgraph.model.statement import parse

LEAST_CONFIDENCE = 0.01
"""A pair below it is never proposed."""
_WORTH_READING, _BEST = 0.10, 3
_ALIKE = 0.4
"""From this likeness of meaning on, nine in ten of the judged pairs are the same, nearly so or of one theme."""


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

    ``between`` keeps pairs of these certifications (IRIs) only; rarity of words is still measured on all items, and all
    other certifications still say what they know of these pairs.
    Pairs of little confidence stay only as one of the three best of a competence in the other certification.
    """
    vocabulary = vocabulary or thesaurus.load()
    views = look(items, vocabulary)
    owners = [item.certification for item in items]
    pairs = candidates(views.content, owners)
    asked = np.asarray([between is None or owner in between for owner in owners], dtype=bool)[pairs].reshape(-1, 2)
    touched = np.count_nonzero(asked, axis=1)
    pairs, asked = pairs[touched > 0], touched[touched > 0] == 2
    meanings = understand(items, vocabulary.labels.values(), {owners[row] for row in np.unique(pairs)})
    confidence = confidences(measure(views, meanings, pairs), pairs, owners)[asked]
    pairs = pairs[asked]
    chosen = [line for line in _best_first(confidence, pairs, owners) if confidence[line] >= least]
    return [
        _proposal(_Pair(items, views, meanings, vocabulary, pairs[line]), float(confidence[line])) for line in chosen
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


@dataclass(frozen=True)
class _Pair:
    """Two competences, by their two rows, with all that is known of them."""

    items: Sequence[Item]
    views: Views
    meanings: Meanings
    vocabulary: Thesaurus
    rows: NDArray[np.int64]

    @property
    def ends(self) -> tuple[Item, Item]:
        return self.items[int(self.rows[0])], self.items[int(self.rows[1])]

    @property
    def are_alike(self) -> bool:
        return bool(self.meanings.similarities(int(self.rows[0]), self.rows[1:])[0] >= _ALIKE)

    def overlap(self) -> predicates.Overlap:
        row, other = int(self.rows[0]), self.rows[1:]
        ours, theirs = (self._deeds(item) for item in self.ends)
        ours_first, theirs_first = (self._opening(item) for item in self.ends)
        our_acts, their_acts = (_acts(item) for item in self.ends)
        covered = [float(shares[0]) for shares in self.views.content.coverages(row, other)]
        return predicates.Overlap(
            topics=max(float(shares[0]) for shares in self.views.topics.coverages(row, other)),
            wording=float(self.views.characters.similarities(row, other)[0]),
            subject_covered=covered[0],
            object_covered=covered[1],
            subject_contained=bool(ours) and ours <= theirs,
            object_contained=bool(theirs) and theirs <= ours,
            same_act=bool(ours_first & theirs_first),
            acts=their_acts / our_acts,
        )

    def _deeds(self, item: Item) -> set[str]:
        """What the main clause says is done: the actions that the thesaurus knows."""
        return {found.concept for found in self.vocabulary.find_actions(words(clauses(item.text).main))}

    def _opening(self, item: Item) -> set[str]:
        """What the statement says first is done: the stem of its first word, and the actions that it opens with."""
        main = words(clauses(item.text).main)
        return {word.stem for word in main[:1]} | {found.concept for found in self.vocabulary.opening_actions(main)}


def _acts(item: Item) -> int:
    """How many things a statement says are done, at least one."""
    return 1 + len(parse(item.text).actions)


def _proposal(pair: _Pair, confidence: float) -> Proposal:
    subject, other = pair.ends
    return Proposal(
        subject=subject,
        object=other,
        predicate=predicates.choose(confidence, pair.overlap()),
        confidence=round(confidence, 3),
        explanation=explain(subject, other, pair.vocabulary, pair.are_alike),
    )
