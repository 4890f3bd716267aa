"""The correspondence of two blocs, as a certifier declares it: judged on competences only, total, partial or none.

Frame: Code du travail L6113-7 and R6113-13 (correspondances between certifications).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from refgraph.core.errors import QueryError
from refgraph.core.french import listing, quote
from refgraph.knowledge.certifications import (
    ComparedBloc,
    ComparedCertification,
    ComparedCompetence,
    Link,
    Links,
)
from refgraph.knowledge.compare import CoverageState, Standing, standing
from refgraph.model import ids

_MOST_NAMED = 20
"""How many blocs an error tells."""


class Verdict(StrEnum):
    """How far two blocs correspond."""

    TOTAL = "totale"
    PARTIAL = "partielle"
    NONE = "aucune"


@dataclass(frozen=True)
class CorrespondenceLine:
    """A competence of one bloc, and how it stands to the other bloc by what people have decided."""

    competence: ComparedCompetence
    standing: Standing


@dataclass(frozen=True)
class BlocCorrespondence:
    """Two blocs side by side; ``first_lines`` are covered by the second bloc, ``second_lines`` by the first."""

    first_certification: ComparedCertification
    first: ComparedBloc
    second_certification: ComparedCertification
    second: ComparedBloc
    first_lines: tuple[CorrespondenceLine, ...]
    second_lines: tuple[CorrespondenceLine, ...]

    @property
    def proposed(self) -> Verdict | None:
        """What people's decisions lead to: total when each competence of both is wholly covered by the other, none
        only when each was reviewed; None as long as nothing is covered and something is not reviewed."""
        states = {line.standing.state for line in (*self.first_lines, *self.second_lines)}
        if states == {CoverageState.COVERED}:
            return Verdict.TOTAL
        if states & {CoverageState.COVERED, CoverageState.PARTIAL}:
            return Verdict.PARTIAL
        return Verdict.NONE if states == {CoverageState.ABSENT} else None

    @property
    def unreviewed(self) -> int:
        """How many competences of both blocs nobody has reviewed against the other bloc."""
        lines = (*self.first_lines, *self.second_lines)
        return sum(line.standing.state is CoverageState.UNREVIEWED for line in lines)

    @property
    def certifications(self) -> frozenset[str]:
        """The IRIs of the certifications of the two blocs."""
        return frozenset((self.first_certification.iri, self.second_certification.iri))

    @property
    def links(self) -> tuple[Link, ...]:
        """The alignments in use, each once."""
        found = {
            frozenset((link.subject, link.object)): link for line in self.second_lines for link in line.standing.links
        }
        for link in (link for line in self.first_lines for link in line.standing.links):
            found.setdefault(frozenset((link.subject, link.object)), link.inverted())
        return tuple(found.values())


def correspond(
    certifications: Sequence[ComparedCertification], first: str, second: str, links: Links
) -> BlocCorrespondence:
    """The correspondence of the blocs ``first`` and ``second`` (IRI, or ``RNCP31919/bloc/1``) by accepted ``links``.

    Raises:
        QueryError: an unknown bloc, or two of the same certification.
    """
    (one, left), (other, right) = (_find(certifications, name) for name in (first, second))
    if one.iri == other.iri:
        raise QueryError("les deux blocs sont de la même certification.", remedy="Choisissez-en un d’une autre.")
    reviewed = Links(tuple(link for link in links.links if link.reviewed), links.review)
    return BlocCorrespondence(one, left, other, right, _lines(left, right, reviewed), _lines(right, left, reviewed))


def _lines(bloc: ComparedBloc, by: ComparedBloc, links: Links) -> tuple[CorrespondenceLine, ...]:
    iris = {competence.iri for competence in by.competences}
    return tuple(CorrespondenceLine(one, standing(one.iri, iris, links)) for one in bloc.competences)


def _find(certifications: Sequence[ComparedCertification], name: str) -> tuple[ComparedCertification, ComparedBloc]:
    for certification in certifications:
        for bloc in certification.blocs:
            if name == bloc.iri or ids.short(bloc.iri) == name:
                return certification, bloc
    known = [ids.short(bloc.iri) for certification in certifications for bloc in certification.blocs]
    named = f"{listing(known)}." if len(known) <= _MOST_NAMED else f"{', '.join(known[:_MOST_NAMED])}…"
    raise QueryError(f"{quote(name)} n’est pas un bloc du graphe.", remedy=f"Choisissez parmi {named}")
