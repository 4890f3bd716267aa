"""Which competences correspond: proposals with a confidence and an explanation, never decisions."""

from __future__ import annotations

from refgraph.alignment.explanation import Explanation, Piece, differences, explain
from refgraph.alignment.items import Item, from_outlines, from_readings
from refgraph.alignment.proposals import Proposal, propose
from refgraph.alignment.sets import to_mapping_set

__all__ = [
    "Explanation", "Item", "Piece", "Proposal", "differences", "explain", "from_outlines", "from_readings", "propose",
    "to_mapping_set",
]  # fmt: skip
