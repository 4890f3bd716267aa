"""Choosing among spans that overlap, in time that grows with the text and not with its square."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class FoundSpan(Protocol):
    """Something found in a text, that may be known or not."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, excluded."""

    @property
    def targets(self) -> tuple[str, ...]:
        """What it may mean."""


One = TypeVar("One", bound=FoundSpan)


def longest(candidates: Iterable[One]) -> list[One]:
    """The candidates that no longer one overlaps, in the order of the text; of two as long, the one that is known."""
    ordered = sorted(candidates, key=lambda one: (one.start - one.end, not one.targets))
    taken = bytearray(max((one.end for one in ordered), default=0))
    chosen = []
    for one in ordered:
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.start)


def neighbours(spans: Sequence[One], start: int, end: int) -> tuple[One | None, One | None]:
    """Of ``spans``, in the order of the text: the last that begins before ``start``, the first from ``end`` on."""
    before = bisect_left(spans, start, key=lambda one: one.start) - 1
    after = bisect_left(spans, end, key=lambda one: one.start)
    return (spans[before] if before >= 0 else None), (spans[after] if after < len(spans) else None)
