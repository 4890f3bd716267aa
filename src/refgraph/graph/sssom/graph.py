"""Reviewed mappings as SKOS triples: only what a person has accepted enters the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Triple

from refgraph.core.namespaces import PREFIXES
from refgraph.graph.sssom.mapping import MappingRow, MappingSet
from refgraph.graph.sssom.predicates import INVERSE


def is_accepted(row: MappingRow) -> bool:
    """Whether a named reviewer fully agrees with ``row`` (SSSOM ``reviewer_agreement`` 1)."""
    named = row["reviewer_id"] or row["reviewer_label"]
    agreed = row["reviewer_agreement"] and float(row["reviewer_agreement"]) == 1.0
    return bool(named and agreed and row["predicate_modifier"] != "Not")


def to_graph(sets: Iterable[MappingSet], versions: Mapping[str, str] | None = None) -> list[Triple]:
    """The accepted rows of ``sets`` as SKOS mappings, each read in both directions, sorted.

    ``versions`` are today's statement versions by CURIE: a row that was decided on other ones stays out.
    """
    accepted = ((mappings, row) for mappings in sets for row in mappings.rows if is_accepted(row))
    current = ((mappings, row) for mappings, row in accepted if versions is None or is_current(row, versions))
    triples = {triple for mappings, row in current for triple in _both(mappings, row)}
    return sorted(triples, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))


def is_current(row: MappingRow, versions: Mapping[str, str]) -> bool:
    """Whether both statements of ``row`` are still those that were decided on."""
    return all(versions.get(row[f"{end}_id"]) == row[f"{end}_source_version"] for end in ("subject", "object"))


def _both(mappings: MappingSet, row: MappingRow) -> Iterable[Triple]:
    subject, other = (NamedNode(mappings.expand(row[slot])) for slot in ("subject_id", "object_id"))
    yield Triple(subject, _property(row["predicate_id"]), other)
    yield Triple(other, _property(INVERSE.get(row["predicate_id"], row["predicate_id"])), subject)


def _property(curie: str) -> NamedNode:
    return NamedNode(PREFIXES["skos"] + curie.removeprefix("skos:"))
