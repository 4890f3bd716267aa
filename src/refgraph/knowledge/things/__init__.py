"""Everything that the graph says of one thing, and what stands around it."""

from __future__ import annotations

from refgraph.knowledge.things.description import Aligned, Entity, describe, serialise
from refgraph.knowledge.things.neighbourhood import MOST_NODES, Edge, Neighbourhood, Node, neighbourhood
from refgraph.knowledge.things.overview import Card, Dataset, cards, dataset
from refgraph.knowledge.things.passages import Context, DocumentOf, Source, in_context, sources
from refgraph.knowledge.things.relations import Related, Relation
from refgraph.knowledge.things.vocabulary import QueryName, vocabulary

__all__ = [
    "MOST_NODES",
    "Aligned",
    "Card",
    "Context",
    "Dataset",
    "DocumentOf",
    "Edge",
    "Entity",
    "Neighbourhood",
    "Node",
    "QueryName",
    "Related",
    "Relation",
    "Source",
    "cards",
    "dataset",
    "describe",
    "in_context",
    "neighbourhood",
    "serialise",
    "sources",
    "vocabulary",
]
