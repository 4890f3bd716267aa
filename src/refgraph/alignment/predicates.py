"""Which SKOS mapping property a proposal carries, by how much of each competence the other covers."""

from __future__ import annotations

from dataclasses import dataclass

from refgraph.sssom.predicates import BROAD, CLOSE, EXACT, NARROW, RELATED

CORRESPONDING = 0.5
"""From this confidence on, two competences are proposed as corresponding, below it as related."""
COVERING = 0.35
"""The same where all of one stands in the other: a part is less sure to be nearly the same."""
_CERTAIN, _SAME_TOPICS, _SAME_WORDING, _BOTH_COVERED = 0.80, 0.85, 0.30, 0.33
_CONTAINED, _PARTIAL = 0.80, 0.50


@dataclass(frozen=True)
class Overlap:
    """What two competences have in common, between 0 and 1.

    ``topics`` is the share of the topics of the one that the other has as well, in the better direction; ``wording``
    their likeness letter by letter; ``subject_covered`` and ``object_covered`` the shares of words and topics of each
    found in the other; ``subject_contained`` and ``object_contained`` whether the other does all that this one does.
    """

    topics: float
    wording: float
    subject_covered: float
    object_covered: float
    subject_contained: bool
    object_contained: bool

    @property
    def is_same_scope(self) -> bool:
        """Whether neither says much that the other doesn't."""
        both = min(self.subject_covered, self.object_covered) >= _BOTH_COVERED
        return both and self.topics >= _SAME_TOPICS and self.wording >= _SAME_WORDING


def choose(confidence: float, overlap: Overlap) -> str:
    """The predicate of a pair that corresponds with ``confidence`` (0..1)."""
    if confidence >= _CERTAIN and overlap.is_same_scope:
        return EXACT
    if confidence < COVERING:
        return RELATED
    if overlap.object_contained and overlap.object_covered >= _CONTAINED and overlap.subject_covered <= _PARTIAL:
        return NARROW
    if overlap.subject_contained and overlap.subject_covered >= _CONTAINED and overlap.object_covered <= _PARTIAL:
        return BROAD
    return CLOSE if confidence >= CORRESPONDING else RELATED
