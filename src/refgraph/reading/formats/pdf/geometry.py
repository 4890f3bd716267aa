"""Boxes on a page, in points from its bottom left corner, as the page is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """Left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


Upright = Callable[[Box], Box]
"""Turns a box of the file into that of the page as it is looked at."""


def upright(box: Box, rotation: int) -> Upright:
    """How the boxes of a page are turned: ``box`` is what the file shows of it, ``rotation`` in degrees, clockwise."""
    left, bottom, right, top = box

    def turned(one: Box) -> Box:
        if rotation == 90:
            return Box(one.bottom - bottom, right - one.right, one.top - bottom, right - one.left)
        if rotation == 180:
            return Box(right - one.right, top - one.top, right - one.left, top - one.bottom)
        if rotation == 270:
            return Box(top - one.top, one.left - left, top - one.bottom, one.right - left)
        return Box(one.left - left, one.bottom - bottom, one.right - left, one.top - bottom)

    return turned


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around ``boxes``, of which there is one at least."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def clustered(values: Iterable[float], within: float) -> list[float]:
    """``values`` in order, those nearer than ``within`` to the one before as one.

    >>> clustered([10, 50, 11, 12], 2.5)
    [11.0, 50.0]
    """
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= within:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
