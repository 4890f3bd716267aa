"""What people have looked at: pairs that they rejected, competences for which they found nothing, pairs to decide."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reviewed:
    """What stands beside the correspondences that hold.

    ``rejected`` are pairs of which people said that they do not correspond; ``absent`` are competences (IRIs) each with
    a certification (IRI) in which somebody found nothing; ``candidates`` the pairs that the tool proposes, whatever has
    been decided of them.
    """

    rejected: frozenset[frozenset[str]] = frozenset()
    absent: frozenset[tuple[str, str]] = frozenset()
    candidates: frozenset[frozenset[str]] = frozenset()
    _proposed: dict[str, set[str]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in map(tuple, self.candidates):
            found[one].add(other)
            found[other].add(one)
        self._proposed.update(found)

    def proposed(self, competence: str) -> frozenset[str]:
        """The competences that the tool proposes for ``competence``."""
        return frozenset(self._proposed.get(competence, ()))
