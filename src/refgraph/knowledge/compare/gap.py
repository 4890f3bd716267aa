"""The gap, in one direction: what of the target is covered, what not reviewed. A covers B is not B covers A."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from rapidfuzz import fuzz, process

from refgraph.core.table import Resource
from refgraph.knowledge.certifications import (
    ComparedBloc,
    ComparedCompetence,
    ComparedCriterion,
    ComparedModality,
    Links,
    all_modalities,
)
from refgraph.knowledge.compare.sides import Side
from refgraph.knowledge.compare.states import CoverageState, Standing, standing
from refgraph.knowledge.excerpts import Excerpt

K = TypeVar("K")
V = TypeVar("V")
SAME_CRITERION = 90
"""From this likeness on (0..100, words in any order) two criteria say the same."""


@dataclass(frozen=True)
class Covered:
    """A competence of the target, and how it stands to the other side (links are read from there)."""

    bloc: ComparedBloc
    competence: ComparedCompetence
    standing: Standing


@dataclass(frozen=True)
class SideGap:
    """What it takes to go from ``source`` to ``target``.

    ``methods``, ``thresholds`` (shares of right answers, 0.60) and ``regulations`` are those of the target that the
    source doesn't have, each with what of the target first asks it, or the passage that names it; ``criteria`` those of
    the target that none of the source says in nearly the same words.
    """

    source: Side
    target: Side
    competences: tuple[Covered, ...]
    methods: tuple[tuple[str, ComparedModality], ...]
    thresholds: tuple[tuple[Decimal, ComparedCriterion], ...]
    regulations: tuple[tuple[Resource, Excerpt | None], ...]
    criteria: tuple[tuple[ComparedCompetence, ComparedCriterion], ...]

    def count(self, state: CoverageState) -> int:
        """How many competences of the target are in ``state``."""
        return sum(one.standing.state is state for one in self.competences)


def gap(source: Side, target: Side, links: Links) -> SideGap:
    """What of ``target`` the competences of ``source`` cover, and what only the target asks."""
    competences = [
        Covered(bloc, competence, standing(competence.iri, source.iris, links))
        for bloc in target.blocs
        for competence in bloc.competences
    ]
    return SideGap(
        source=source,
        target=target,
        competences=tuple(competences),
        methods=_only(methods(target), methods(source)),
        thresholds=_only(thresholds(target), thresholds(source)),
        regulations=_only(regulations(target), regulations(source)),
        criteria=tuple(_new_criteria(source, target)),
    )


def _only(theirs: Mapping[K, V], ours: Mapping[K, V]) -> tuple[tuple[K, V], ...]:
    return tuple((key, value) for key, value in theirs.items() if key not in ours)


def methods(side: Side) -> dict[str, ComparedModality]:
    """The kinds of assessment that a side uses, in alphabetical order, each with the first modality of that kind."""
    found: dict[str, ComparedModality] = {}
    for bloc in side.blocs:
        for modality in all_modalities(bloc):
            for method in modality.methods:
                found.setdefault(method, modality)
    return dict(sorted(found.items()))


def thresholds(side: Side) -> dict[Decimal, ComparedCriterion]:
    """The shares of right answers that a side demands (0.60), rising, each with the first criterion that says so."""
    found: dict[Decimal, ComparedCriterion] = {}
    for one in _criteria(side.competences):
        if one.minimum_ratio is not None:
            found.setdefault(one.minimum_ratio, one)
    return dict(sorted(found.items()))


def regulations(side: Side) -> dict[Resource, Excerpt | None]:
    """The regulations that a side names, or that what it names belongs to, by label, each with its first passage."""
    found: dict[Resource, Excerpt | None] = {}
    for certification in side.certifications:
        passages = dict(certification.citations)
        for one in (
            *certification.regulations,
            *(each for all_ in certification.competences for each in all_.regulations),
        ):
            found[one] = found.get(one) or passages.get(one.iri)
    return dict(sorted(found.items(), key=lambda pair: pair[0].label))


def _criteria(competences: Iterable[ComparedCompetence]) -> Iterable[ComparedCriterion]:
    return (criterion for competence in competences for criterion in competence.criteria)


def _new_criteria(source: Side, target: Side) -> Iterable[tuple[ComparedCompetence, ComparedCriterion]]:
    theirs = [criterion.text for criterion in _criteria(source.competences)]
    seen: set[str] = set()
    for competence in target.competences:
        for criterion in competence.criteria:
            if criterion.iri in seen:
                continue
            seen.add(criterion.iri)
            best = process.extractOne(criterion.text, theirs, scorer=fuzz.token_sort_ratio, score_cutoff=SAME_CRITERION)
            if best is None:
                yield competence, criterion
