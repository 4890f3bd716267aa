"""Proposals: pairs of competences that may correspond, best first. Nothing here is a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from refgraph.knowledge.proposals import predicates, thesaurus
from refgraph.knowledge.proposals.candidates import candidates
from refgraph.knowledge.proposals.explanation import Explanation, explain
from refgraph.knowledge.proposals.features import measure
from refgraph.knowledge.proposals.items import Item
from refgraph.knowledge.proposals.language import clauses
from refgraph.knowledge.proposals.meaning import Meanings, understand
from refgraph.knowledge.proposals.model import confidences
from refgraph.knowledge.proposals.thesaurus import Thesaurus
from refgraph.knowledge.proposals.views import Views, look
from refgraph.knowledge.wording import words
from refgraph.model.statement import parse

LEAST_CONFIDENCE = 0.01
"""A pair below it is never proposed."""
_WORTH_READING, _BEST = 0.10, 3
MOST = 30
"""Beyond so many better pairs of both of its ends a pair is not proposed: the list grows as the competences do."""
WITNESSES = 20
"""How many other certifications are asked what they know of the pairs of some: those with most words in common."""
_ALIKE = 0.4
"""From this likeness of meaning on, nine in ten of the judged pairs are the same, nearly so or of one theme."""


@dataclass(frozen=True)
class Proposal:
    """A pair of competences of two certifications, in the order of the input.

    ``confidence`` is the probability (0..1, three decimals) that both are the same competence or nearly so: on judged
    pairs, nine in ten of those given 0.9 or more were.
    """

    subject: Item
    object: Item
    confidence: float
    _pair: _Pair = field(repr=False, compare=False)

    @cached_property
    def predicate(self) -> str:
        """The relation as a CURIE, read from subject to object."""
        return predicates.choose(self._pair.confidence, self._pair.overlap)

    @cached_property
    def explanation(self) -> Explanation:
        """Why both may correspond: worked out when it is first looked at."""
        return explain(self.subject, self.object, self._pair.vocabulary, self._pair.are_alike)


def propose(
    items: Sequence[Item],
    between: Collection[str] | None = None,
    least: float = LEAST_CONFIDENCE,
    vocabulary: Thesaurus | None = None,
) -> list[Proposal]:
    """The correspondences that ``items`` suggest, highest confidence first; the same input gives the same list.

    ``between`` are the certifications (IRIs) whose competences are set against each other, by default all; rarity of
    words is still measured on all items, and the other certifications still say what they know of these pairs.
    Pairs of little confidence stay only as one of the three best of a competence in the other certification, and any
    pair only as one of the `MOST` best of either of its ends.
    """
    return Corpus(items, vocabulary or thesaurus.load()).propose(between, least)


class Corpus:
    """Competences that are looked at once, to be set against each other as often as is asked."""

    def __init__(self, items: Sequence[Item], vocabulary: Thesaurus) -> None:
        self._items = items
        self._vocabulary = vocabulary
        self._owners = [item.certification for item in items]
        self._views = look(items, vocabulary)
        self._pairs = candidates(self._views.content, self._owners)

    def propose(self, between: Collection[str] | None = None, least: float = LEAST_CONFIDENCE) -> list[Proposal]:
        """The proposals that `propose` gives of these competences."""
        pairs, asked = self._asked(between)
        wanted = {self._owners[row] for row in np.unique(pairs)}
        meanings = understand(self._items, self._vocabulary.labels.values(), wanted)
        confidence = confidences(measure(self._views, meanings, pairs), pairs, self._owners)[asked]
        pairs = pairs[asked]
        return [
            self._proposal(meanings, pairs[line], float(confidence[line]))
            for line in _best_first(confidence, pairs, self._owners, least)
        ]

    def _asked(self, between: Collection[str] | None) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The pairs to measure, and which of them are asked for: both ends in ``between``.

        The others have one end there, and the other in a certification that has most of such pairs: it can tell
        something of the pairs that are asked for.
        """
        if between is None:
            return self._pairs, np.ones(len(self._pairs), dtype=np.bool_)
        inside = np.asarray([owner in between for owner in self._owners], dtype=np.bool_)[self._pairs].reshape(-1, 2)
        touched = np.count_nonzero(inside, axis=1)
        pairs, asked = self._pairs[touched > 0], touched[touched > 0] == 2
        beside = np.where(inside[touched > 0][:, 0], pairs[:, 1], pairs[:, 0])[~asked]
        counts = Counter(self._owners[row] for row in beside.tolist())
        near = set(sorted(counts, key=lambda owner: (-counts[owner], owner))[:WITNESSES])
        kept = asked.copy()
        kept[~asked] = [self._owners[row] in near for row in beside.tolist()]
        return pairs[kept], asked[kept]

    def _proposal(self, meanings: Meanings, rows: NDArray[np.int64], confidence: float) -> Proposal:
        pair = _Pair(self._items, self._views, meanings, self._vocabulary, rows, confidence)
        subject, other = pair.ends
        return Proposal(subject, other, round(confidence, 3), pair)


def _best_first(
    confidence: NDArray[np.float64], pairs: NDArray[np.int64], certifications: Sequence[str], least: float
) -> Iterator[int]:
    """The lines of ``pairs`` that a person should see, by falling confidence."""
    shown: Counter[tuple[int, str]] = Counter()
    in_all: Counter[int] = Counter()
    order = np.argsort(-confidence, kind="stable")
    for line in order[confidence[order] >= least].tolist():
        left, right = pairs[line].tolist()
        if min(in_all[left], in_all[right]) >= MOST:
            continue
        sides = (left, certifications[right]), (right, certifications[left])
        if confidence[line] >= _WORTH_READING or min(shown[side] for side in sides) < _BEST:
            shown.update(sides)
            in_all.update((left, right))
            yield line


@dataclass(frozen=True)
class _Pair:
    """Two competences, by their two rows, with all that is known of them."""

    items: Sequence[Item]
    views: Views
    meanings: Meanings
    vocabulary: Thesaurus
    rows: NDArray[np.int64]
    confidence: float

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
