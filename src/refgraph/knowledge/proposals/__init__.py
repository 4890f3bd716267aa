"""Which competences correspond: proposals with a confidence and an explanation, never decisions."""

from __future__ import annotations

from refgraph.knowledge.proposals.explanation import Explanation, explain
from refgraph.knowledge.proposals.items import Item, from_certifications, from_readings
from refgraph.knowledge.proposals.proposal import Corpus, Proposal, propose
from refgraph.knowledge.proposals.sets import to_mapping_set

__all__ = [
    "Corpus",
    "Explanation",
    "Item",
    "Proposal",
    "explain",
    "from_certifications",
    "from_readings",
    "propose",
    "to_mapping_set",
]  # fmt: skip
