"""Where the graph is asked: one protocol, an embedded store by default, values bound as terms."""

from __future__ import annotations

from refgraph.graph.store.bindings import bind
from refgraph.graph.store.builds import Builds
from refgraph.graph.store.embedded import EmbeddedStore
from refgraph.graph.store.filling import GraphChange
from refgraph.graph.store.protocol import Binding, Solutions, Store
from refgraph.graph.terms import Term

__all__ = ["Binding", "Builds", "EmbeddedStore", "GraphChange", "Solutions", "Store", "Term", "bind"]
