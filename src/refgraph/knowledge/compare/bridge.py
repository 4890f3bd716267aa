"""The passerelle, from blocs held to a certification: presumed covered, left to validate, épreuves left."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from refgraph.core.errors import QueryError
from refgraph.core.french import listing, quote
from refgraph.knowledge.certifications import (
    ComparedBloc,
    ComparedCompetence,
    ComparedModality,
    Links,
    all_modalities,
)
from refgraph.knowledge.compare.sides import Side
from refgraph.knowledge.compare.states import CoverageState, Standing, standing


@dataclass(frozen=True)
class BridgeStep:
    """A bloc of the target: its competences with how far the blocs held cover them.

    ``is_presumed`` holds only when every competence is wholly covered: a bloc is never validated in part.
    """

    bloc: ComparedBloc
    competences: tuple[tuple[ComparedCompetence, Standing], ...]

    @property
    def is_presumed(self) -> bool:
        """Whether the whole bloc is presumed covered."""
        return bool(self.competences) and not self.left

    @property
    def is_left(self) -> bool:
        """Whether people's decisions leave the bloc to validate: one competence is reviewed and without counterpart, or
        all are reviewed and one is not wholly covered. Neither this nor presumed: nobody has reviewed enough."""
        states = {standing.state for _, standing in self.left}
        return CoverageState.ABSENT in states or (bool(states) and CoverageState.UNREVIEWED not in states)

    @property
    def left(self) -> tuple[tuple[ComparedCompetence, Standing], ...]:
        """The competences that are not known to be wholly covered."""
        return tuple(one for one in self.competences if one[1].state is not CoverageState.COVERED)

    @property
    def modalities(self) -> tuple[ComparedModality, ...]:
        """The épreuves of the bloc as long as it is not presumed covered: all of them, or none."""
        return () if self.is_presumed else tuple(all_modalities(self.bloc))


@dataclass(frozen=True)
class Bridge:
    """The way from blocs held to a target; ``rule_is_documented`` says whether the target's document forbids itself
    to validate a bloc in part, or only the law does (blocs are assessed and validated whole, L6113-1)."""

    held: tuple[ComparedBloc, ...]
    target: Side
    steps: tuple[BridgeStep, ...]
    rule_is_documented: bool


def bridge(source: Side, held: Collection[str], target: Side, links: Links) -> Bridge:
    """What is left for somebody who holds the blocs ``held`` of ``source`` (numbers, codes or IRIs; none: all of them).

    Raises:
        QueryError: a bloc that ``source`` doesn't have.
    """
    blocs = _blocs(source, held)
    owned = {competence.iri for bloc in blocs for competence in bloc.competences}
    steps = []
    for bloc in target.blocs:
        answers = tuple((one, standing(one.iri, owned, links)) for one in bloc.competences)
        steps.append(BridgeStep(bloc, answers))
    documented = all(certification.allows_partial_bloc is False for certification in target.certifications)
    return Bridge(blocs, target, tuple(steps), documented)


def _blocs(source: Side, held: Collection[str]) -> tuple[ComparedBloc, ...]:
    if not held:
        return source.blocs
    found = []
    for name in held:
        bloc = next((one for one in source.blocs if name in (one.iri, one.code, str(one.number))), None)
        if bloc is None:
            raise QueryError(
                f"{quote(name)} n’est pas un bloc de {quote(source.label)}.",
                remedy=f"Ses blocs\u00a0: {listing([one.code for one in source.blocs])}.",
            )
        found.append(bloc)
    return tuple(found)
