"""All that is known of which competences correspond: what people have decided, what the tool proposes, what is open."""

from __future__ import annotations

from refgraph.knowledge.correspondences.carrying import Followers, carry, followers
from refgraph.knowledge.correspondences.known import Correspondences, pair_of

__all__ = ["Correspondences", "Followers", "carry", "followers", "pair_of"]
