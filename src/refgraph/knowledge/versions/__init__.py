"""Two versions of a certification: what became of each item, told by what it says, never by its code."""

from __future__ import annotations

from refgraph.knowledge.versions.difference import CHANGES, Fate, ItemFate, VersionDifference, compare
from refgraph.knowledge.versions.items import Version, VersionItem, VersionKind, version_of
from refgraph.knowledge.versions.said import Descent, item_named, read_descents, say
from refgraph.knowledge.versions.tables import counts_table, fates_table, short_table
from refgraph.knowledge.versions.touched import Touched, TouchedDecision, carried, touched, touched_tables

__all__ = [
    "CHANGES",
    "Descent",
    "Fate",
    "ItemFate",
    "Touched",
    "TouchedDecision",
    "Version",
    "VersionDifference",
    "VersionItem",
    "VersionKind",
    "carried",
    "compare",
    "counts_table",
    "fates_table",
    "item_named",
    "read_descents",
    "say",
    "short_table",
    "touched",
    "touched_tables",
    "version_of",
]  # fmt: skip
