"""The data as a whole: its certifications with their figures, its version and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from refgraph.core.namespaces import RG
from refgraph.core.table import Resource
from refgraph.graph.store import Store
from refgraph.knowledge.labels import Ref, refs
from refgraph.model.kinds import BY_KEY

_CARDS = """SELECT ?certification ?level ?segment ?document ?number {
  ?certification a rg:Certification .
  OPTIONAL { ?certification rg:level ?level }
  OPTIONAL { ?certification rg:targetsSegment ?segment }
  OPTIONAL { ?certification rg:describedIn ?document }
  OPTIONAL { ?certification rg:rncpNumber ?number } }"""

_COUNTS = """SELECT ?certification ?class (COUNT(DISTINCT ?thing) AS ?count) {
  { ?certification rg:hasBloc ?thing . BIND(rg:Bloc AS ?class) }
  UNION { ?certification rg:certifiesCompetence ?thing . BIND(rg:Competence AS ?class) }
} GROUP BY ?certification ?class"""

_DATASET = """SELECT ?version ?issued ?certifications ?documents {
  { SELECT (COUNT(DISTINCT ?c) AS ?certifications) { ?c a rg:Certification } }
  { SELECT (COUNT(DISTINCT ?d) AS ?documents) { ?d a rg:SourceDocument } }
  OPTIONAL { ?dataset a dcat:Dataset . OPTIONAL { ?dataset dcat:version ?version }
    OPTIONAL { ?dataset dcterms:issued ?issued } } }"""


_ENTITIES = ("level", "segment", "document")
"""The variables of `_CARDS` whose values are entities."""


@dataclass(frozen=True)
class Card:
    """A certification at a glance. Empty or None is « non documenté »."""

    ref: Ref
    level: str | None
    segments: tuple[str, ...]
    blocs: int
    competences: int
    document: Resource | None
    number: str | None


@dataclass(frozen=True)
class Dataset:
    """What is loaded. ``version`` and ``issued`` are None where the graph does not say them."""

    version: str | None
    issued: date | None
    certifications: int
    documents: int


def cards(store: Store) -> list[Card]:
    """Every certification, in the order of the names of their documents."""
    said: dict[str, dict[str, list[str]]] = {}
    solutions = store.select(_CARDS)
    for certification, *values in solutions.rows:
        assert isinstance(certification, NamedNode)
        facts = said.setdefault(certification.value, {})
        for name, value in zip(solutions.variables[1:], values, strict=True):
            if isinstance(value, NamedNode | Literal) and value.value not in facts.setdefault(name, []):
                facts[name].append(value.value)
    counts = _counts(store)
    named = refs(store, [*said, *(iri for facts in said.values() for name in _ENTITIES for iri in facts.get(name, []))])
    made = [_card(named, iri, facts, counts) for iri, facts in said.items()]
    return sorted(made, key=lambda card: (card.document.label if card.document else "", card.ref.iri))


def dataset(store: Store) -> Dataset:
    """What the footer says of the data."""
    version, issued, certifications, documents = store.select(_DATASET).rows[0]
    return Dataset(
        version=version.value if isinstance(version, Literal) else None,
        issued=date.fromisoformat(issued.value) if isinstance(issued, Literal) else None,
        certifications=int(certifications.value) if isinstance(certifications, Literal) else 0,
        documents=int(documents.value) if isinstance(documents, Literal) else 0,
    )


def _counts(store: Store) -> dict[tuple[str, str], int]:
    found = {}
    for certification, kind, count in store.select(_COUNTS).rows:
        if isinstance(certification, NamedNode) and isinstance(kind, NamedNode) and isinstance(count, Literal):
            found[certification.value, kind.value] = int(count.value)
    return found


def _card(named: dict[str, Ref], iri: str, facts: dict[str, list[str]], counts: dict[tuple[str, str], int]) -> Card:
    def labels(name: str) -> tuple[str, ...]:
        return tuple(sorted(named[one].label for one in facts.get(name, [])))

    documents = [Resource(one, named[one].label) for one in facts.get("document", [])]
    return Card(
        ref=Ref(iri, named[iri].label, BY_KEY["certification"], named[iri].code),
        level=next(iter(labels("level")), None),
        segments=labels("segment"),
        blocs=counts.get((iri, RG + "Bloc"), 0),
        competences=counts.get((iri, RG + "Competence"), 0),
        document=documents[0] if documents else None,
        number=next(iter(facts.get("number", [])), None),
    )
