"""How wide the columns of a flattened table were: whether a line ends where its cell was full, or where its text ended.

A line is wrapped only where the next word does not fit. A line that had room for the first word of the next one thus
ends a paragraph, though no blank line stands behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from refgraph.core.text import fold, width
from refgraph.reading.layouts.columns.lines import Gap, Line
from refgraph.reading.layouts.columns.markers import Mark, Marker, find
from refgraph.reading.shared.wordings import ASSESSMENT

_SLACK = 0.85
"""Letters differ in width: a line of this share of the longest one may have been full."""

Column = tuple[Mark, str]
"""What tells the columns apart: the kind of marker that opens a cell, and its bullet."""


@dataclass(frozen=True)
class Widths:
    """The longest wrapped line of each column, in characters."""

    longest: dict[Column, int]

    def is_known(self, marker: Marker) -> bool:
        """Whether a line of the cells that ``marker`` opens is ever wrapped."""
        return column(marker) in self.longest

    def had_room(self, line: Line, following: Line, marker: Marker) -> bool:
        """Whether the first word of ``following`` would have fitted on ``line``, in a cell that ``marker`` opens."""
        word = following.text.split(maxsplit=1)[0]
        longest = self.longest.get(column(marker), 0)
        return line.width + 1 + width(word) <= _SLACK * longest


def column(marker: Marker) -> Column:
    """The column whose cells open with ``marker``."""
    return marker.mark, marker.bullet


def measure(lines: Iterable[Line]) -> Widths:
    """The widths that ``lines`` show: of those that a line with a small letter carries on without a gap."""
    longest: dict[Column, int] = defaultdict(int)
    inside, before = column(Marker()), None
    for line in lines:
        marker = find(line.text, is_indented=line.is_indented)
        if before and line.gap is Gap.NONE and line.text[:1].islower() and marker.mark is Mark.NONE:
            longest[inside] = max(longest[inside], before.width)
        if line.gap > Gap.LIST or marker.mark is not Mark.NONE or (before and _opens_cell(line, before)):
            inside = column(marker)
        before = line
    return Widths(dict(longest))


def _opens_cell(line: Line, before: Line) -> bool:
    """Whether ``line`` opens with the words of an assessment, or with a capital behind a full stop."""
    is_new = before.text.endswith(".") or ASSESSMENT.match(fold(line.text)) is not None
    return line.text[:1].isupper() and is_new
