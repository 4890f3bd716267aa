"""Everything that the graph says of one thing, and what stands around it."""

from __future__ import annotations

from refgraph.entities.description import Aligned, Entity, describe, serialise
from refgraph.entities.neighbourhood import MOST_NODES, Edge, Neighbourhood, Node, neighbourhood
from refgraph.entities.overview import Card, Dataset, cards, dataset
from refgraph.entities.passages import Context, Source, in_context, sources
from refgraph.entities.relations import Related, Relation
from refgraph.entities.vocabulary import Word, vocabulary

__all__ = [
    "MOST_NODES",
    "Aligned",
    "Card",
    "Context",
    "Dataset",
    "Edge",
    "Entity",
    "Neighbourhood",
    "Node",
    "Related",
    "Relation",
    "Source",
    "Word",
    "cards",
    "dataset",
    "describe",
    "in_context",
    "neighbourhood",
    "serialise",
    "sources",
    "vocabulary",
]
