"""Reviewed mappings as SKOS triples: only what a person has accepted enters the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Triple

from refgraph.core.namespaces import PREFIXES
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
    certification and not found there; sorted.

    ``versions`` are today's statement versions by CURIE: a row that was decided on other ones stays out.
    """
    rows = [(mappings, row) for mappings in sets for row in mappings.rows]
    current = [(mappings, row) for mappings, row in rows if versions is None or is_current(row, versions)]
    triples = {triple for mappings, row in current if is_accepted(row) for triple in _both(mappings, row)}
    triples |= {_absence(mappings, row) for mappings, row in current if is_found_absent(row)}
    return sorted(triples, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))


def is_current(row: MappingRow, versions: Mapping[str, str]) -> bool:
    """Whether both statements of ``row`` are still those that were decided on.

    ``versions`` are those of statements by CURIE; that of a certification is made of those of its statements.
    """
    decided = row["subject_source_version"], row["object_source_version"]
    today = (versions.get(end) or (None if "/" in end else _edition(end, versions)) for end in row.ends)
    return tuple(today) == decided


def _edition(certification: str, versions: Mapping[str, str]) -> str | None:
    own = [version for curie, version in versions.items() if curie.startswith(f"{certification}/")]
    return edition(own) if own else None


def _absence(mappings: MappingSet, row: MappingRow) -> Triple:
    competence, certification = (NamedNode(mappings.expand(end)) for end in row.oriented().ends)
    return Triple(competence, _WITHOUT, certification)


def _both(mappings: MappingSet, row: MappingRow) -> Iterable[Triple]:
    subject, other = (NamedNode(mappings.expand(row[slot])) for slot in ("subject_id", "object_id"))
    yield Triple(subject, _property(row["predicate_id"]), other)
    yield Triple(other, _property(INVERSE.get(row["predicate_id"], row["predicate_id"])), subject)


def _property(curie: str) -> NamedNode:
    return NamedNode(PREFIXES["skos"] + curie.removeprefix("skos:"))
