"""Reviewed mappings as SKOS triples: only what a person has accepted enters the graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import ID, PREFIXES, certification_iri, concept_iri, expand
from refgraph.graph.sssom.mapping import MappingRow, MappingSet, edition
from refgraph.graph.sssom.predicates import INVERSE

_WITHOUT = NamedNode(PREFIXES["rg"] + "hasNoCounterpartIn")


def is_accepted(row: MappingRow) -> bool:
    """Whether a named reviewer fully agrees with ``row`` (SSSOM ``reviewer_agreement`` 1)."""
    named = row["reviewer_id"] or row["reviewer_label"]
    agreed = row["reviewer_agreement"] and float(row["reviewer_agreement"]) == 1.0
    return bool(named and agreed and row["predicate_modifier"] != "Not" and not row.is_absence)


def is_found_absent(row: MappingRow) -> bool:
    """Whether a named reviewer says that the subject of ``row`` has no counterpart in the source of its object."""
    return row.is_absence and is_accepted(MappingRow({**row.slots, "subject_id": "", "object_id": ""}))


def to_graph(sets: Iterable[MappingSet], versions: Mapping[str, str] | None = None) -> list[Triple]:
    """The accepted rows of ``sets`` as SKOS mappings, each read in both directions, and what was looked for in a
    certification and not found there, each with who decided it, when, why and on which versions; sorted.

    ``versions`` are today's statement versions by CURIE: a row that was decided on other ones stays out.
    """
    rows = [(mappings, row) for mappings in sets for row in mappings.rows]
    versions = None if versions is None else with_editions(versions)
    current = [(mappings, row) for mappings, row in rows if versions is None or is_current(row, versions)]
    triples = {triple for mappings, row in current if is_accepted(row) for triple in _both(mappings, row)}
    triples |= {_absence(mappings, row) for mappings, row in current if is_found_absent(row)}
    kept = ((mappings, row) for mappings, row in current if is_accepted(row) or is_found_absent(row))
    triples |= {triple for mappings, row in kept for triple in _decision(mappings, row)}
    return sorted(triples, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))


def is_current(row: MappingRow, versions: Mapping[str, str]) -> bool:
    """Whether both statements of ``row`` are still those that were decided on.

    ``versions`` are those of statements by CURIE; that of a certification is made of those of its statements.
    """
    decided = row["subject_source_version"], row["object_source_version"]
    today = (versions.get(end) or (None if "/" in end else with_editions(versions).get(end)) for end in row.ends)
    return tuple(today) == decided


def with_editions(versions: Mapping[str, str]) -> dict[str, str]:
    """``versions`` of statements by CURIE, with that of each certification, made of those of its statements."""
    own: defaultdict[str, list[str]] = defaultdict(list)
    for curie, version in versions.items():
        if "/" in curie:
            own[curie.partition("/")[0]].append(version)
    return {**versions, **{certification: edition(some) for certification, some in own.items()}}


def _absence(mappings: MappingSet, row: MappingRow) -> Triple:
    competence, certification = (NamedNode(mappings.expand(end)) for end in row.oriented().ends)
    return Triple(competence, _WITHOUT, certification)


def _both(mappings: MappingSet, row: MappingRow) -> Iterable[Triple]:
    subject, other = (NamedNode(mappings.expand(row[slot])) for slot in ("subject_id", "object_id"))
    yield Triple(subject, _property(row["predicate_id"]), other)
    yield Triple(other, _property(INVERSE.get(row["predicate_id"], row["predicate_id"])), subject)


def _decision(mappings: MappingSet, row: MappingRow) -> Iterable[Triple]:
    """Who decided ``row``, when, why and on which versions of both sides: the evidence of its triple."""
    told = row.oriented() if row.is_absence else row
    subject, other = (mappings.expand(end) for end in told.ends)
    link = _WITHOUT if row.is_absence else _property(told["predicate_id"])
    me = NamedNode(f"{ID}decision/{_short(subject)}/{_local(link)}/{_short(other)}")
    yield Triple(me, _named("rdf:type"), _named("rg:Assertion"))
    yield Triple(me, _named("rg:linkSubject"), NamedNode(subject))
    yield Triple(me, _named("rg:linkProperty"), link)
    yield Triple(me, _named("rg:linkObject"), NamedNode(other))
    yield Triple(me, _named("rg:basis"), NamedNode(concept_iri("basis", "saisi")))
    yield Triple(me, _named("rg:decidedBy"), Literal(told.reviewer))
    day = told["review_date"] or told["mapping_date"]
    if _DAY.fullmatch(day):
        yield Triple(me, _named("rg:decidedOn"), Literal(day, datatype=_named("xsd:date")))
    for name, slot in _TOLD.items():
        if told[slot]:
            yield Triple(me, _named(name), Literal(told[slot]))


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOLD = {
    "rg:reason": "comment",
    "rg:subjectVersion": "subject_source_version",
    "rg:objectVersion": "object_source_version",
}


def _short(iri: str) -> str:
    """``iri`` as a part of another: below our certifications its path, else encoded."""
    ours = certification_iri("")
    return iri.removeprefix(ours) if iri.startswith(ours) else quote(iri, safe="")


def _local(link: NamedNode) -> str:
    return re.split(r"[/#]", link.value)[-1]


def _named(curie: str) -> NamedNode:
    return NamedNode(expand(curie))


def _property(curie: str) -> NamedNode:
    return NamedNode(PREFIXES["skos"] + curie.removeprefix("skos:"))
