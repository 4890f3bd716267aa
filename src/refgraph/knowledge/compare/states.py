"""The four states in which a competence stands to others: the one rule, and the words that tell it.

What nobody has looked at is « non relue », never « non couverte »: only a decision makes an absence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from refgraph.core.french import NBSP, count
from refgraph.core.namespaces import certification_of
from refgraph.knowledge.certifications import Coverage, Link, Links, coverage
from refgraph.knowledge.compare.sides import Side


class CoverageState(StrEnum):
    """How far a competence is covered, in words."""

    COVERED = "couverte"
    PARTIAL = "couverte en partie"
    ABSENT = "sans correspondance, relue"
    UNREVIEWED = "non relue"


SYMBOLS = {
    CoverageState.COVERED: "●",
    CoverageState.PARTIAL: "◐",
    CoverageState.ABSENT: "∅",
    CoverageState.UNREVIEWED: "?",
}
STATES = {
    Coverage.TOTAL: CoverageState.COVERED,
    Coverage.PARTIAL: CoverageState.PARTIAL,
    Coverage.NONE: CoverageState.ABSENT,
}
"""What links that people decided on say: one that covers nothing (same theme) says that there is no counterpart."""


@dataclass(frozen=True)
class Standing:
    """The state of a competence, the links that say so, and how many proposals wait for a decision."""

    state: CoverageState
    links: tuple[Link, ...] = ()
    waiting: int = 0

    @property
    def words(self) -> str:
        """The state as a cell tells it: what nobody reviewed with what there is to decide."""
        return (
            f"{self.state} ({_to_decide(self.waiting)})" if self.state is CoverageState.UNREVIEWED else self.state.value
        )


def standing(target: str, by: Collection[str], links: Links) -> Standing:
    """How the competence ``target`` stands to the competences ``by`` (IRIs; best a set).

    It is without counterpart when somebody said so of each certification of ``by``, or rejected every pair that was
    proposed there; proposals among ``by`` count where there are any, else those of the whole certification.
    """
    answer, used = coverage(target, by, links)
    if answer:
        return Standing(STATES[answer], tuple(used))
    waiting, is_reviewed = 0, bool(by)
    for certification in sorted({certification_of(one) for one in by}):
        if (target, certification) in links.review.absent:
            continue
        proposed = {one for one in links.review.proposed(target) if certification_of(one) == certification}
        looked_at = proposed.intersection(by) or proposed
        open_ = sum(not is_settled(target, one, links) for one in looked_at)
        waiting += open_
        is_reviewed = is_reviewed and bool(looked_at) and not open_
    return Standing(CoverageState.ABSENT if is_reviewed else CoverageState.UNREVIEWED, (), waiting)


def is_settled(one: str, other: str, links: Links) -> bool:
    """Whether people have decided on the pair, or said of one of both that the other's certification has nothing."""
    return (
        frozenset((one, other)) in links.review.rejected
        or any(link.reviewed for link in links.of(one, (other,)))
        or (one, certification_of(other)) in links.review.absent
        or (other, certification_of(one)) in links.review.absent
    )


def worst(states: Iterable[CoverageState]) -> CoverageState:
    """What is told of several together when none is covered: reviewed only where all are."""
    return CoverageState.ABSENT if set(states) == {CoverageState.ABSENT} else CoverageState.UNREVIEWED


def reviewed_pairs(source: Side, target: Side, links: Links) -> tuple[int, int]:
    """How many pairs of the two sides people have decided on, and how many are candidates: proposed or decided."""
    review = links.review
    known = {*review.candidates, *review.rejected, *(frozenset((one.subject, one.object)) for one in links.links)}
    pairs = [sorted(pair) for pair in known if pair & source.iris and pair & target.iris]
    return sum(is_settled(one, other, links) for one, other in pairs), len(pairs)


TOLD = {
    CoverageState.COVERED: ("couverte", "couvertes"),
    CoverageState.PARTIAL: ("couverte en partie", "couvertes en partie"),
    CoverageState.ABSENT: ("relue sans correspondance", "relues sans correspondance"),
    CoverageState.UNREVIEWED: ("non relue", "non relues"),
}
"""What is said of one competence in each state, and of several."""


def grounds(sides: Sequence[Side], links: Links) -> list[str]:
    """What is known in each direction between two of ``sides``, each in one sentence."""
    return [ground(source, target, links) for source in sides for target in sides if source is not target]


def ground_line(sides: Sequence[Side], links: Links) -> str:
    """What a comparison of ``sides`` rests on in one line: the pairs reviewed of those that are candidates, two by two,
    the sides told by their numbers."""
    numbered = combinations(enumerate(sides, 1), 2)
    told = [
        f"{one}–{other}{NBSP}: {done} sur {known}"
        for (one, left), (other, right) in numbered
        for done, known in [reviewed_pairs(left, right, links)]
    ]
    return f"Paires relues sur candidates, dans l’ordre choisi{NBSP}: {f'{NBSP}; '.join(told)}."


def ground(source: Side, target: Side, links: Links) -> str:
    """What is known of ``target`` seen from ``source``: its competences by state, and the pairs it rests on."""
    states = [standing(one.iri, source.iris, links).state for one in target.competences]
    told = ", ".join(count(states.count(state), *words) for state, words in TOLD.items() if state in states)
    done, known = reviewed_pairs(source, target, links)
    pairs = f"{count(done, 'paire relue', 'paires relues')} sur {count(known, 'candidate')}"
    return (
        f"De {source.label} à {target.label}{NBSP}: {count(len(states), 'compétence')}, {told or '–'}{NBSP}; {pairs}."
    )


def _to_decide(waiting: int) -> str:
    if not waiting:
        return "aucune proposition"
    return f"{count(waiting, 'proposition')} à décider"
