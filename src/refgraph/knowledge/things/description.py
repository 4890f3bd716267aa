"""One entity, whole: what it is, what it says, what it is linked to, which passages say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from refgraph.core import french
from refgraph.core.errors import QueryError
from refgraph.core.namespaces import ID, PREFIXES, expand, graph_iri
from refgraph.core.table import Cell, Resource, show
from refgraph.graph.store import Store
from refgraph.knowledge.labels import Ref, ancestors, refs
from refgraph.knowledge.things.evidence import LinkEvidence, evidence_of
from refgraph.knowledge.things.passages import Source, sources
from refgraph.knowledge.things.properties import Properties, properties
from refgraph.knowledge.things.relations import PropertyStatement, Relation, relations, statements

_EXPECTED = {
    "certification": (
        "rg:rncpNumber", "rg:certificationType", "rg:level", "rg:targetsSegment", "rg:certifier", "rg:nsf",
        "rg:occupation", "rg:hasRegistration", "rg:hasAccessRoute",
    ),
    "competence": ("rg:isAssessedBy", "rg:isEvaluatedBy"),
    "examination": ("rg:duration", "rg:weight"),
    "route": ("rg:isOpen",),
}  # fmt: skip
"""Kind → what a reader asks of it first: told as « non documenté » where the source doesn't say it."""

_IDENTITY = (
    "rg:register", "rg:certificationType", "rg:level", "rg:registrationType", "rg:sheetStatus", "rg:targetsSegment",
    "rg:certifier", "rg:formerCertifier", "rg:nsf", "rg:occupation", "rg:formacode", "rg:collectiveAgreement",
    "rg:actType", "rg:habilitatedOrganization", "rg:habilitationType", "rg:habilitationStatus",
)  # fmt: skip
"""Links that a reader takes for facts: told first, with the name of what they lead to."""

_MATCHES = {
    "skos:exactMatch": "même compétence",
    "skos:closeMatch": "compétence proche",
    "skos:broadMatch": "compétence plus large",
    "skos:narrowMatch": "compétence plus étroite",
    "skos:relatedMatch": "compétence apparentée",
}
_ALIGNED = """SELECT ?match ?other ?back {
  VALUES ?match { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  { ?entity ?match ?other BIND(false AS ?back) } UNION { ?other ?match ?entity BIND(true AS ?back) } }"""
_LONG = 60
_REVERSED_MATCH = {"skos:broadMatch": "skos:narrowMatch", "skos:narrowMatch": "skos:broadMatch"}
_ABOUT = f"""CONSTRUCT {{ ?entity ?property ?value }}
WHERE {{ GRAPH ?graph {{ ?entity ?property ?value }} FILTER(!STRSTARTS(STR(?graph), "{graph_iri("inferred")}")) }}"""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A competence that corresponds, and in which sense (« compétence proche »); ``known_by`` says who decided it."""

    sense: str
    ref: Ref
    where: str
    known_by: str = ""


@dataclass(frozen=True)
class Entity:
    """All that is known of one thing. ``undocumented`` names what its source doesn't say."""

    ref: Ref
    breadcrumb: tuple[Ref, ...]
    facts: tuple[tuple[str, tuple[Cell, ...]], ...]
    undocumented: tuple[str, ...]
    relations: tuple[Relation, ...]
    aligned: tuple[Aligned, ...]
    sources: tuple[Source, ...]


def describe(store: Store, iri: str) -> Entity:
    """The entity ``iri``.

    Raises:
        QueryError: the graph says nothing of it.
    """
    known = properties(store)
    try:
        said = statements(store, iri, known)
    except ValueError as error:
        raise _unknown(iri) from error
    above = [ref for ref in refs(store, ancestors(iri)).values() if ref.kind.classes]
    ref = refs(store, [iri])[iri]
    evidence = evidence_of(store, iri, known)
    identity = [one for one in said if _tells_identity(one)]
    if not said and not ref.kind.classes:
        raise _unknown(iri)
    return Entity(
        ref=ref,
        breadcrumb=tuple(above),
        facts=(*_identity(store, identity, known), *_facts(said, known)),
        undocumented=tuple(_undocumented(ref, said, known)),
        relations=relations(store, [one for one in said if one not in identity], known, evidence),
        aligned=_aligned(store, iri, evidence),
        sources=sources(store, iri),
    )


def serialise(store: Store, iri: str, form: str = "turtle") -> bytes:
    """What is asserted of ``iri`` as ``turtle`` or ``jsonld``; inferred statements are left out."""
    triples = sorted(store.construct(_ABOUT, {"entity": NamedNode(iri)}), key=str)
    text = " ".join(map(str, triples))
    prefixes = {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace in text}
    written = ox.serialize(triples, format=_FORMATS[form], prefixes=prefixes)
    assert written is not None
    return written


_FORMATS = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}


def _unknown(iri: str) -> QueryError:
    return QueryError(
        "cette fiche n’existe pas dans les données chargées.",
        place=f"« {iri.removeprefix(ID)} »",
        remedy="Cherchez-la par son code ou ses mots, ou partez d’une certification.",
    )


def _tells_identity(statement: PropertyStatement) -> bool:
    return not statement.reverse and statement.prop in {expand(curie) for curie in _IDENTITY}


def _identity(store: Store, said: list[PropertyStatement], known: Properties) -> list[tuple[str, tuple[Cell, ...]]]:
    """Name and values of each link that tells what a thing is, in the order in which they are asked."""
    named = refs(store, [one.value.value for one in said])
    told: list[tuple[str, tuple[Cell, ...]]] = []
    for prop in map(expand, _IDENTITY):
        ends = sorted((named[one.value.value] for one in said if one.prop == prop), key=lambda ref: ref.label)
        if ends:
            told.append((known.label(prop) or "", tuple(Resource(ref.iri, ref.label) for ref in ends)))
    return told


def _facts(said: list[PropertyStatement], known: Properties) -> list[tuple[str, tuple[Cell, ...]]]:
    """Name and values of each literal property: short ones first, then by name."""
    found: dict[str, list[Cell]] = {}
    for one in said:
        if isinstance(one.value, Literal):
            found.setdefault(known.label(one.prop) or "", []).append(value(one.prop, one.value))
    return sorted(
        ((name, tuple(sorted(cells, key=show))) for name, cells in found.items()),
        key=lambda pair: (len(pair[1]) > 1 or len(show(pair[1][0])) > _LONG, pair[0]),
    )


def _undocumented(ref: Ref, said: list[PropertyStatement], known: Properties) -> list[str]:
    present = {one.prop for one in said if not one.reverse}
    expected = (expand(curie) for curie in _EXPECTED.get(ref.kind.key, ()))
    return [label for prop in expected if prop not in present and (label := known.label(prop))]


_RATIOS = {expand("rg:weight"), expand("rg:minimumRatio")}
_READ: dict[str, Callable[[str], Cell]] = {
    "boolean": lambda text: text in ("true", "1"),
    "integer": int,
    "decimal": Decimal,
    "date": date.fromisoformat,
    "duration": french.duration,
    "dayTimeDuration": french.duration,
}


def value(prop: str, literal: Literal) -> Cell:
    """A literal as a cell: typed where its datatype is known, a share as a percentage."""
    if prop in _RATIOS:
        return french.percent(Decimal(literal.value))
    read = _READ.get(literal.datatype.value.rpartition("#")[2])
    try:
        return read(literal.value) if read else literal.value
    except ValueError:
        return literal.value  # a date that no calendar has is shown as it is written


def _aligned(store: Store, iri: str, evidence: LinkEvidence) -> tuple[Aligned, ...]:
    rows = store.select(_ALIGNED, {"entity": NamedNode(iri)}).rows
    senses = {expand(curie): curie for curie in _MATCHES}
    found: dict[str, str] = {}
    for match, other, back in rows:
        if isinstance(match, NamedNode) and isinstance(other, NamedNode) and isinstance(back, Literal):
            curie = senses[match.value]
            found[other.value] = _REVERSED_MATCH.get(curie, curie) if back.value == "true" else curie
    above = {other: ancestors(other) for other in found}
    named = refs(store, [*found, *(one for chain in above.values() for one in chain)])
    return tuple(
        Aligned(
            _MATCHES[curie],
            named[other],
            next((named[one].label for one in above[other] if named[one].kind.classes), ""),
            next((evidence[key] for key in ((expand(each), other) for each in _MATCHES) if key in evidence), ""),
        )
        for other, curie in sorted(found.items())
    )
