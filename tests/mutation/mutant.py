"""A mutant: one small fault planted in one file of the product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

_AROUND = 24
"""How many characters of the unchanged line are shown on each side of a fault."""


@dataclass(frozen=True)
class Mutant:
    """The bytes ``start`` to ``end`` of the file at ``path`` (from the top of the project) said in another way.

    ``operator`` names the kind of fault and ``line`` the place, counted from 1. Mutants of one ``site`` are variants
    of one fault (another element of one table): a sample takes at most one of them. ``code`` is the line as it stands.
    """

    path: str
    operator: str
    line: int
    start: int
    end: int
    before: str
    after: str
    code: str

    @property
    def site(self) -> tuple[str, str, int, int]:
        """What variants of one fault have in common."""
        return self.path, self.operator, self.start, self.end

    def planted(self, source: bytes) -> bytes:
        """The file with the fault in it."""
        return source[: self.start] + self.after.encode() + source[self.end :]

    @property
    def change(self) -> str:
        """What changes, on one line: ``before → after``, cut to where they differ."""
        before, after = (" ".join(text.split()) for text in (self.before, self.after))
        head = _alike(before, after)
        tail = _alike(before[head:][::-1], after[head:][::-1])
        head, tail = max(0, head - _AROUND), max(0, tail - _AROUND)
        return " → ".join(
            f"{'…' if head else ''}{text[head : len(text) - tail]}{'…' if tail else ''}" or "(rien)"
            for text in (before, after)
        )

    def __str__(self) -> str:
        return f"{self.path}:{self.line}\t{self.operator}\t{self.change}\t{self.code}"


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def by_site(mutants: Iterable[Mutant]) -> list[list[Mutant]]:
    """The mutants, variants of one fault together, in the order of the files."""
    found: dict[tuple[str, str, int, int], list[Mutant]] = {}
    for mutant in mutants:
        found.setdefault(mutant.site, []).append(mutant)
    return list(found.values())
