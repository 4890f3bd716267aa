"""What is compared with what: certifications, or all certifications of a clientèle together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from refgraph.core.errors import QueryError
from refgraph.core.french import listing, quote
from refgraph.core.text import fold
from refgraph.knowledge.certifications import ComparedBloc, ComparedCertification, ComparedCompetence, Titled
from refgraph.model import ids


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a certification, or the certifications of one clientèle."""

    name: str
    label: str
    certifications: tuple[ComparedCertification, ...]

    @cached_property
    def blocs(self) -> tuple[ComparedBloc, ...]:
        """All blocs, certification by certification."""
        return tuple(bloc for certification in self.certifications for bloc in certification.blocs)

    @cached_property
    def competences(self) -> tuple[ComparedCompetence, ...]:
        """All competences, in the order of the documents."""
        return tuple(competence for certification in self.certifications for competence in certification.competences)

    @cached_property
    def iris(self) -> frozenset[str]:
        """The IRIs of all competences."""
        return frozenset(competence.iri for competence in self.competences)


Offered = Sequence[ComparedCertification] | Sequence[Titled]
"""What sides are named among."""
_MOST_OFFERED = 12
"""How many names an error tells."""


def choose(
    certifications: Sequence[ComparedCertification], names: Sequence[str], offered: Offered | None = None
) -> list[Side]:
    """The sides called ``names``: the end of a certification's IRI (``RNCP31919``), or a segment's (``particuliers``).

    ``certifications`` need only hold the `members`; ``offered`` are all that could be named, where they are more.

    Raises:
        QueryError: fewer than two names, a name twice, or one that is neither.
    """
    offered = certifications if offered is None else offered
    if len(names) < 2:
        raise QueryError("il faut au moins deux certifications ou clientèles à comparer.", remedy=_offer(offered))
    if len(set(names)) < len(names):
        raise QueryError("la même certification est demandée deux fois.", remedy="Choisissez-en deux différentes.")
    return [_side(certifications, name, offered) for name in names]


def members(offered: Offered, names: Iterable[str]) -> list[str]:
    """The IRIs of the certifications that make up the sides called ``names``; what is no name adds none."""
    wanted = {name for one in names for name in (one, fold(one))}
    return [one.iri for one in offered if {one.iri, short(one), *_segment_names(one)} & wanted]


def names(certifications: Offered) -> dict[str, str]:
    """All names that `choose` takes, with what a reader is told of each: certifications, then segments."""
    labels = {short(certification): certification.title for certification in certifications}
    counting = [one for one in certifications if not one.is_draft]
    segments = {_segment_name(segment.iri): segment.label for one in counting for segment in one.segments}
    return labels | {name: f"Clientèle\u00a0: {label}" for name, label in sorted(segments.items())}


def near(certifications: Offered) -> list[str]:
    """The names of the two certifications to compare unless somebody asks for others: the first two of one clientèle,
    else the first two."""
    offered: list[ComparedCertification | Titled] = [*certifications]
    for number, one in enumerate(offered):
        for other in offered[number + 1 :]:
            if {segment.iri for segment in one.segments} & {segment.iri for segment in other.segments}:
                return [short(one), short(other)]
    return [short(one) for one in offered[:2]]


def involved(sides: Iterable[Side]) -> frozenset[str]:
    """The IRIs of the certifications that make up ``sides``."""
    return frozenset(certification.iri for side in sides for certification in side.certifications)


def short(certification: ComparedCertification | Titled) -> str:
    """The end of a certification's IRI, by which people name it.

    It is its RNCP number or its slug in the catalogue.
    """
    return ids.split_iri(certification.iri)[0]


def _side(certifications: Sequence[ComparedCertification], name: str, offered: Offered) -> Side:
    for certification in certifications:
        if name in (certification.iri, short(certification)):
            return Side(short(certification), certification.title, (certification,))
    members = tuple(one for one in certifications if fold(name) in _segment_names(one))
    if not members:
        raise QueryError(f"{quote(name)} n’est ni une certification ni une clientèle.", remedy=_offer(offered))
    label = next(one.label for one in members[0].segments if _segment_name(one.iri) == fold(name))
    return Side(fold(name), f"Clientèle\u00a0: {label}", members)


def _segment_names(one: ComparedCertification | Titled) -> set[str]:
    """The clientèles that a certification makes up with others: none while it is being written."""
    return set() if one.is_draft else {_segment_name(segment.iri) for segment in one.segments}


def _segment_name(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _offer(offered: Offered) -> str:
    if not offered:
        return "Construisez d’abord le graphe."
    found = list(names(offered))
    if len(found) > _MOST_OFFERED:
        return f"Choisissez parmi {', '.join(found[:_MOST_OFFERED])}…"
    return f"Choisissez parmi {listing(found, 'et')}."
