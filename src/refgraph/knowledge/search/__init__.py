"""Everything in the graph, found by words as they are typed or browsed by kind, certification and level."""

from __future__ import annotations

from refgraph.knowledge.search.browsing import Facet, ListedEntity, Listing
from refgraph.knowledge.search.index import Index
from refgraph.knowledge.search.matching import Hit, Hits

__all__ = ["Facet", "Hit", "Hits", "Index", "ListedEntity", "Listing"]
