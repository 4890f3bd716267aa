"""Everything in the graph, found by words as they are typed or browsed by kind, certification and level."""

from __future__ import annotations

from refgraph.search.browsing import Entry, Facet, Listing
from refgraph.search.index import Index
from refgraph.search.matching import Found, Hit

__all__ = ["Entry", "Facet", "Found", "Hit", "Index", "Listing"]
