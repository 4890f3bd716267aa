"""Mappings in the SSSOM standard: rows of slots under a common header (https://mapping-commons.github.io/sssom/)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from refgraph.core.namespaces import ID, PREFIXES
from refgraph.graph.sssom.predicates import INVERSE

SLOTS = (
    "record_id", "subject_id", "subject_label", "subject_category", "predicate_id", "predicate_label",
    "predicate_modifier", "object_id", "object_label", "object_category", "mapping_justification", "author_id",
    "author_label", "reviewer_id", "reviewer_label", "creator_id", "creator_label", "license", "subject_type",
    "subject_source", "subject_source_version", "object_type", "object_source", "object_source_version",
    "predicate_type", "mapping_provider", "mapping_source", "mapping_cardinality", "cardinality_scope", "mapping_tool",
    "mapping_tool_id", "mapping_tool_version", "mapping_date", "publication_date", "review_date", "confidence",
    "reviewer_agreement", "curation_rule", "curation_rule_text", "subject_match_field", "object_match_field",
    "match_string", "subject_preprocessing", "object_preprocessing", "similarity_score", "similarity_measure",
    "see_also", "issue_tracker_item", "other", "comment",
)  # fmt: skip
"""The slots of a row in the canonical order of SSSOM 1.1."""

REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
BUILT_IN = {
    "linkml": "https://w3id.org/linkml/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": PREFIXES["semapv"],
    "skos": PREFIXES["skos"],
    "sssom": "https://w3id.org/sssom/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that a file need not declare (SSSOM 1.1, identifiers)."""

PROPAGATED = frozenset(
    [f"{end}_{slot}" for end in ("subject", "object")
     for slot in ("type", "source", "source_version", "match_field", "preprocessing")]
    + ["predicate_type", "mapping_provider", "mapping_date", "mapping_tool", "mapping_tool_id", "mapping_tool_version"]
    + ["similarity_measure", "cardinality_scope"]
)  # fmt: skip
"""The slots that a header may say once for all rows (SSSOM 1.1, propagation)."""

NO_TERM = "sssom:NoTermFound"
"""What stands in place of an end where somebody looked and found none in the source of that end."""
CURIE_MAP = {
    "rgid": f"{ID}certification/",
    "semapv": PREFIXES["semapv"],
    "skos": PREFIXES["skos"],
}
"""The prefixes of our own mapping files; `rgid` shortens the IRI of a certification or of one of its items."""


@dataclass(frozen=True)
class MappingRow:
    """One mapping: its slots by name, as written; a slot that is absent is not said."""

    slots: Mapping[str, str]

    def __getitem__(self, slot: str) -> str:
        return self.slots.get(slot, "")

    @property
    def is_absence(self) -> bool:
        """Whether the row says that one end has no counterpart in the source of the other."""
        return NO_TERM in (self["subject_id"], self["object_id"])

    @property
    def reviewer(self) -> str:
        """Who reviewed the row, by name, else by identifier; empty where nobody is named."""
        return self["reviewer_label"] or self["reviewer_id"]

    @property
    def ends(self) -> tuple[str, str]:
        """Subject and object as CURIEs; the source in place of an end in which nothing was found."""
        subject, other = (
            self[f"{end}_source"] if self[f"{end}_id"] == NO_TERM else self[f"{end}_id"]
            for end in ("subject", "object")
        )
        return subject, other

    @property
    def pair(self) -> tuple[str, str]:
        """Both ends in one order, whichever way round the row is written."""
        first, second = sorted(self.ends)
        return first, second

    @property
    def key(self) -> tuple[str, ...]:
        """What rows are sorted by: both ends, then the rest in canonical order."""
        return (self["subject_id"], self["object_id"], *(self[slot] for slot in SLOTS))

    def with_slots(self, **slots: str) -> MappingRow:
        """This row with other values; an empty value takes the slot away."""
        merged = {**self.slots, **slots}
        return MappingRow({name: value for name, value in merged.items() if value})

    def oriented(self) -> MappingRow:
        """The same mapping with the smaller CURIE as subject, so that a pair is written in one way only."""
        if self["subject_id"] <= self["object_id"]:
            return self
        swapped = {_swap(name): value for name, value in self.slots.items()}
        swapped["predicate_id"] = INVERSE.get(self["predicate_id"], self["predicate_id"])
        return MappingRow(swapped)


@dataclass(frozen=True)
class MappingSet:
    """A mapping file as understood: its header (YAML values by key) and its rows."""

    metadata: Mapping[str, Any]
    rows: tuple[MappingRow, ...] = ()

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of its CURIEs: those that everybody knows, and those that the header declares."""
        return BUILT_IN | dict(self.metadata.get("curie_map") or {})

    def expand(self, curie: str) -> str:
        """The IRI behind ``curie``, by `prefixes`.

        Raises:
            KeyError: the prefix is not declared.
        """
        prefix, _, local = curie.partition(":")
        return f"{self.prefixes[prefix]}{local}"


def compress(iri: str) -> str:
    """The CURIE by which our mapping files name a certification or one of its items.

    >>> compress("https://w3id.org/refgraph/id/certification/RNCP1/bloc/1")
    'rgid:RNCP1/bloc/1'
    """
    return f"rgid:{iri.removeprefix(CURIE_MAP['rgid'])}"


def decompress(curie: str) -> str:
    """The IRI that `compress` made ``curie`` of; one of another prefix is left as it is.

    >>> decompress("rgid:RNCP1/bloc/1")
    'https://w3id.org/refgraph/id/certification/RNCP1/bloc/1'
    """
    prefix, _, local = curie.partition(":")
    return CURIE_MAP["rgid"] + local if prefix == "rgid" else curie


def version(statement: str) -> str:
    """The version of a statement: a checksum that changes when a word of it does, not its spacing.

    >>> version("Traiter  les dossiers") == version("Traiter les dossiers")
    True
    """
    return f"sha256:{hashlib.sha256(' '.join(statement.split()).encode()).hexdigest()[:16]}"


def edition(versions: Iterable[str]) -> str:
    """The version of a certification: a checksum of the versions of its statements, in any order.

    >>> edition(["sha256:1", "sha256:2"]) == edition(["sha256:2", "sha256:1"])
    True
    """
    return version(" ".join(sorted(versions)))


def _swap(slot: str) -> str:
    for this, other in (("subject", "object"), ("object", "subject")):
        if slot == this or slot.startswith(f"{this}_"):
            return f"{other}{slot.removeprefix(this)}"
    return slot
