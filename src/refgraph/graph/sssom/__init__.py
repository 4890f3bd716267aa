"""Mapping files in the SSSOM standard: read, write, and their accepted rows as a graph."""

from __future__ import annotations

from refgraph.graph.sssom.following import Follow, follow
from refgraph.graph.sssom.graph import is_accepted, is_current, is_found_absent, to_graph, with_editions
from refgraph.graph.sssom.mapping import (
    CURIE_MAP,
    NO_TERM,
    MappingRow,
    MappingSet,
    compress,
    decompress,
    edition,
    version,
)  # fmt: skip
from refgraph.graph.sssom.tsv import Scan, join, parse, read, scan, split, write

__all__ = [
    "CURIE_MAP", "NO_TERM", "Follow", "MappingRow", "MappingSet", "Scan", "compress", "decompress",
    "edition", "follow", "is_accepted", "is_current", "is_found_absent", "join", "parse", "read", "scan",
    "split", "to_graph", "version", "with_editions", "write",
]  # fmt: skip
