"""A query that a person wrote: asked under limits, shown as table, chart and graph, kept as a question."""

from __future__ import annotations

from refgraph.knowledge.adhoc.answering import EXAMPLE, Direct, Outcome, Replying, ask
from refgraph.knowledge.adhoc.naming import unknown_names
from refgraph.knowledge.adhoc.pictures import Bar, Network, bars, network
from refgraph.knowledge.adhoc.saving import save

__all__ = [
    "EXAMPLE",
    "Bar",
    "Direct",
    "Network",
    "Outcome",
    "Replying",
    "ask",
    "bars",
    "network",
    "save",
    "unknown_names",
]
