"""The gap, in one direction: what of the target is covered, in part or not at all. A covers B is not B covers A."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz, process

from refgraph.compare.sides import Side
from refgraph.outline import Bloc, Competence, Coverage, Criterion, Link, Links, all_modalities, coverage
from refgraph.table import Resource

SAME_CRITERION = 90
"""From this likeness on (0..100, words in any order) two criteria say the same."""


@dataclass(frozen=True)
class Covered:
    """A competence of the target, how far the other side covers it, and by which links (read from the other side)."""

    bloc: Bloc
    competence: Competence
    coverage: Coverage
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Gap:
    """What it takes to go from ``source`` to ``target``.

    ``methods``, ``thresholds`` and ``regulations`` are those of the target that the source doesn't have;
    ``criteria`` those of the target that none of the source says in nearly the same words.
    """

    source: Side
    target: Side
    competences: tuple[Covered, ...]
    methods: tuple[str, ...]
    thresholds: tuple[Decimal, ...]
    regulations: tuple[Resource, ...]
    criteria: tuple[tuple[Competence, Criterion], ...]

    def count(self, coverage_: Coverage) -> int:
        """How many competences of the target are covered so far."""
        return sum(one.coverage is coverage_ for one in self.competences)


def gap(source: Side, target: Side, links: Links) -> Gap:
    """What of ``target`` the competences of ``source`` cover, and what only the target asks."""
    competences = []
    for bloc in target.blocs:
        for competence in bloc.competences:
            answer, used = coverage(competence.iri, source.iris, links)
            competences.append(Covered(bloc, competence, answer, tuple(used)))
    known = {regulation.iri for regulation in regulations(source)}
    return Gap(
        source=source,
        target=target,
        competences=tuple(competences),
        methods=tuple(method for method in methods(target) if method not in methods(source)),
        thresholds=tuple(sorted(thresholds(target) - thresholds(source))),
        regulations=tuple(one for one in regulations(target) if one.iri not in known),
        criteria=tuple(_new_criteria(source, target)),
    )


def methods(side: Side) -> tuple[str, ...]:
    """The kinds of assessment that a side uses, in alphabetical order."""
    return tuple(sorted({method for bloc in side.blocs for one in all_modalities(bloc) for method in one.methods}))


def thresholds(side: Side) -> set[Decimal]:
    """The shares of right answers that a side demands (0.60)."""
    return {one.minimum_ratio for one in _criteria(side.competences) if one.minimum_ratio is not None}


def regulations(side: Side) -> tuple[Resource, ...]:
    """The regulations that a side names, or that what it names belongs to, each once."""
    found: dict[str, Resource] = {}
    for outline in side.outlines:
        for one in (*outline.regulations, *(r for c in outline.competences for r in c.regulations)):
            found.setdefault(one.iri, one)
    return tuple(sorted(found.values(), key=lambda one: one.label))


def _criteria(competences: Iterable[Competence]) -> Iterable[Criterion]:
    return (criterion for competence in competences for criterion in competence.criteria)


def _new_criteria(source: Side, target: Side) -> Iterable[tuple[Competence, Criterion]]:
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
