"""Mapping files in the SSSOM standard: read, write, and their accepted rows as a graph."""

from __future__ import annotations

from refgraph.graph.sssom.following import Follow, follow
from refgraph.graph.sssom.graph import is_accepted, is_current, to_graph
from refgraph.graph.sssom.mapping import CURIE_MAP, MappingRow, MappingSet, compress, decompress, version
from refgraph.graph.sssom.tsv import Scan, join, parse, read, scan, split, write

__all__ = [
    "CURIE_MAP", "Follow", "MappingRow", "MappingSet", "Scan", "compress", "decompress", "follow", "is_accepted",
    "is_current", "join", "parse", "read", "scan", "split", "to_graph", "version", "write",
]  # fmt: skip
