"""Correspondences between competences as comparisons use them: decided by people, or only proposed and marked so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from pyoxigraph import NamedNode

from refgraph.core.namespaces import PREFIXES
from refgraph.graph.sssom.predicates import BROAD, CLOSE, EXACT, INVERSE, NARROW
from refgraph.graph.store import Store
from refgraph.knowledge.certifications.reviewed import Reviewed

_ACCEPTED = """SELECT DISTINCT ?subject ?predicate ?object WHERE {
  VALUES ?predicate { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  GRAPH <https://w3id.org/refgraph/graph/mappings> { ?subject ?predicate ?object } FILTER (str(?subject) < str(?object))
} ORDER BY ?subject ?object ?predicate"""
_OF_SOME = """SELECT DISTINCT ?subject ?predicate ?object WHERE {
  ?certification a rg:Certification ; rg:hasBloc ?bloc . ?bloc rg:hasCompetence ?end .
  { GRAPH <https://w3id.org/refgraph/graph/mappings> { ?end ?predicate ?object } BIND (?end AS ?subject) }
  UNION { GRAPH <https://w3id.org/refgraph/graph/mappings> { ?subject ?predicate ?end } BIND (?end AS ?object) }
  FILTER (str(?subject) < str(?object))
  FILTER (?predicate IN (skos:exactMatch, skos:closeMatch, skos:broadMatch, skos:narrowMatch, skos:relatedMatch))
} ORDER BY ?subject ?object ?predicate"""

_ABSENT = """SELECT ?competence ?certification WHERE {
  GRAPH <https://w3id.org/refgraph/graph/mappings> { ?competence rg:hasNoCounterpartIn ?certification }
} ORDER BY ?competence ?certification"""


class Coverage(IntEnum):
    """How far a competence is covered by others: not at all, in part, or wholly."""

    NONE = 0
    PARTIAL = 1
    TOTAL = 2


COVERS: Mapping[str, Coverage] = {
    EXACT: Coverage.TOTAL,
    NARROW: Coverage.TOTAL,
    CLOSE: Coverage.PARTIAL,
    BROAD: Coverage.PARTIAL,
}
"""How far the subject of a mapping covers its object: « A narrowMatch B » says that A takes B in.

A competence of the same theme (relatedMatch) covers nothing.
"""


@dataclass(frozen=True)
class Link:
    """A correspondence read from ``subject`` to ``object`` (IRIs); ``confidence`` (0..1) is the tool's, if it has one.

    ``reviewed`` is False for a proposal on which nobody has decided.
    """

    subject: str
    predicate: str
    object: str
    reviewed: bool = True
    confidence: float | None = None

    def inverted(self) -> Link:
        """The same correspondence read from its object."""
        return Link(self.object, INVERSE[self.predicate], self.subject, self.reviewed, self.confidence)


@dataclass(frozen=True)
class Links:
    """Correspondences, found from either end, and what else people have looked at."""

    links: tuple[Link, ...] = ()
    review: Reviewed = field(default_factory=Reviewed)
    _by_subject: dict[str, list[Link]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.subject].append(link)
            found[link.object].append(link.inverted())
        self._by_subject.update(found)

    def about(self, competence: str) -> list[Link]:
        """All correspondences of ``competence``, the surest first."""
        return sorted(self._by_subject.get(competence, ()), key=_surest)

    def of(self, competence: str, others: Container[str]) -> list[Link]:
        """The correspondences of ``competence`` with any of ``others`` (best a set), the surest first."""
        return [link for link in self.about(competence) if link.object in others]

    def with_proposals(self, proposals: Iterable[Link]) -> Links:
        """These and the proposals on pairs about which these say nothing."""
        known = {frozenset((link.subject, link.object)) for link in self.links}
        new = [link for link in proposals if frozenset((link.subject, link.object)) not in known]
        return Links((*self.links, *new), self.review)


def _surest(link: Link) -> tuple[int, bool, float, str]:
    return -covers(link), not link.reviewed, -(link.confidence or 1.0), link.object


def covers(link: Link) -> Coverage:
    """How far the subject of ``link`` covers its object."""
    return COVERS.get(link.predicate, Coverage.NONE)


def coverage(target: str, by: Container[str], links: Links) -> tuple[Coverage, list[Link]]:
    """How far the competences ``by`` (best a set) cover ``target``, and what says so, read from ``by``."""
    if target in by:
        return Coverage.TOTAL, []
    found = [link.inverted() for link in links.of(target, by)]
    used = [link for link in found if covers(link)]
    return max((covers(link) for link in used), default=Coverage.NONE), used


def absences(store: Store, certifications: Collection[str] | None = None) -> set[tuple[str, str]]:
    """The competences each with a certification (IRIs) in which somebody found no counterpart, as the graph says it.

    Of ``certifications`` (IRIs; default: all): those that name one of them.
    """
    rows = store.select(_ABSENT).rows
    found = {(one.value, other.value) for one, other in rows if one is not None and other is not None}
    return {pair for pair in found if certifications is None or pair[1] in certifications}


def accepted(store: Store, certifications: Collection[str] | None = None) -> Links:
    """The correspondences that people have accepted, as the graph ``mappings`` says them.

    Of ``certifications`` (IRIs; default: all): those with an end in one of them.
    """
    skos = PREFIXES["skos"]
    if certifications is None:
        rows = store.select(_ACCEPTED).rows
    else:
        rows = store.select(_OF_SOME, {"certification": [NamedNode(iri) for iri in certifications]}).rows
    return Links(
        tuple(
            Link(subject.value, f"skos:{predicate.value.removeprefix(skos)}", other.value)
            for subject, predicate, other in rows
            if subject is not None and predicate is not None and other is not None
        )
    )
