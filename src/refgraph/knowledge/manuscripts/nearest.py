"""The competences of others that are nearest to those of a manuscript, by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from refgraph.core.table import Marked
from refgraph.knowledge.certifications import ComparedCertification, ComparedCompetence
from refgraph.knowledge.versions.likeness import TextLikeness
from refgraph.knowledge.versions.matching import REWORDED
from refgraph.knowledge.wording import marked

NEAR = REWORDED
"""From this likeness on two statements are near: that from which two versions of one are matched."""
_MOST = 3
_LOOKED_AT = 3
"""So many competences of a certification, the nearest by their rare words, are compared letter by letter."""


@dataclass(frozen=True)
class Nearest:
    """A competence of a manuscript and one of another ``certification``; ``likeness`` is from 0 to 1."""

    competence: ComparedCompetence
    other: ComparedCompetence
    certification: ComparedCertification
    likeness: float

    @property
    def wordings(self) -> tuple[Marked, Marked]:
        """The words of the other and those of the manuscript, what only one of them has marked."""
        return marked(_text(self.other), _text(self.competence))


def nearest(
    manuscript: ComparedCertification, others: Sequence[ComparedCertification], most: int = _MOST
) -> list[Nearest]:
    """For each competence of ``manuscript`` the ``most`` nearest of ``others``, the nearest first; none that is not
    near."""
    ours = manuscript.competences
    texts = [_text(one) for one in ours]
    found: list[list[Nearest]] = [[] for _ in ours]
    for certification in others:
        for at, other, likeness in _near(texts, [_text(one) for one in certification.competences]):
            found[at].append(Nearest(ours[at], certification.competences[other], certification, likeness))
    return [one for some in found for one in sorted(some, key=lambda each: (-each.likeness, each.other.iri))[:most]]


def _near(texts: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    if not texts or not theirs:
        return
    likeness = TextLikeness(texts, theirs)
    for at in range(len(texts)):
        cosines = likeness.cosines(at)
        for other in sorted(cosines, key=lambda one: (-cosines[one], one))[:_LOOKED_AT]:
            if (alike := likeness.between(at, other)) >= NEAR:
                yield at, other, alike


def _text(one: ComparedCompetence) -> str:
    return " ".join((one.statement, *one.steps))
