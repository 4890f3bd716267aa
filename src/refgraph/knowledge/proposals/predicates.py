"""Which SKOS mapping property a proposal carries, by how much of each competence the other covers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from refgraph.graph.sssom.predicates import BROAD, CLOSE, EXACT, NARROW, RELATED

CORRESPONDING = 0.5
"""From this confidence on, two competences are proposed as corresponding, below it as related."""
COVERING = 0.35
"""The same where all of one stands in the other: a part is less sure to be nearly the same."""
_CERTAIN, _SAME_TOPICS, _SAME_WORDING, _BOTH_COVERED = 0.80, 0.85, 0.30, 0.33
_CONTAINED, _PARTIAL = 0.80, 0.50
_SEVERAL, _ONE_OF_SEVERAL = 2.0, 0.70
"""A competence of so many times the acts of another does more than it; of this other, that much stands in it."""


@dataclass(frozen=True)
class Overlap:
    """What two competences have in common, between 0 and 1.

    ``topics`` is the share of the topics of the one that the other has as well, in the better direction; ``wording``
    their likeness letter by letter; ``subject_covered`` and ``object_covered`` the shares of words and topics of each
    found in the other; ``subject_contained`` and ``object_contained`` whether the other does all that this one does.
    ``same_act`` tells whether both open with the same act, ``acts`` how many times more acts the object has (0.5: the
    subject has twice as many).
    """

    topics: float
    wording: float
    subject_covered: float
    object_covered: float
    subject_contained: bool
    object_contained: bool
    same_act: bool = True
    acts: float = 1.0

    @property
    def is_same_scope(self) -> bool:
        """Whether neither says much that the other doesn't."""
        both = min(self.subject_covered, self.object_covered) >= _BOTH_COVERED
        alike = both and self.topics >= _SAME_TOPICS and self.wording >= _SAME_WORDING
        return alike and self.same_act and 1 / _SEVERAL < self.acts < _SEVERAL

    @property
    def object_is_part(self) -> bool:
        """Whether the object is one of the acts, or part of the words, of the subject."""
        part = self.object_contained and self.object_covered >= _CONTAINED and self.subject_covered <= _PARTIAL
        return part or (self.acts <= 1 / _SEVERAL and self.object_covered >= _ONE_OF_SEVERAL)

    @property
    def subject_is_part(self) -> bool:
        """The same of the subject."""
        part = self.subject_contained and self.subject_covered >= _CONTAINED and self.object_covered <= _PARTIAL
        return part or (self.acts >= _SEVERAL and self.subject_covered >= _ONE_OF_SEVERAL)


def choose(confidence: float, overlap: Callable[[], Overlap]) -> str:
    """The predicate of a pair that corresponds with ``confidence`` (0..1); ``overlap`` is asked only where it tells."""
    if confidence < COVERING:
        return RELATED
    found = overlap()
    if confidence >= _CERTAIN and found.is_same_scope:
        return EXACT
    if found.object_is_part:
        return NARROW
    if found.subject_is_part:
        return BROAD
    return CLOSE if confidence >= CORRESPONDING else RELATED
