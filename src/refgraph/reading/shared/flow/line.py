"""A line of a document as a person sees it, whatever marks it: its words, and what it is set as."""

from __future__ import annotations

from dataclasses import dataclass, replace

from refgraph.core.text import fold
from refgraph.reading.elements import Slice
from refgraph.reading.runs import Block


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The cell of a table that a line stands in: table, row and column, each from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line with words; those of one paragraph that the format keeps together are one.

    ``level`` is that of a heading (0: none), ``gap`` whether anything empty stands above. ``is_soft`` says that its end
    is a line end of the file only: the words below may go on with it. ``whole`` is its slice with all its marks.
    """

    block: Block
    whole: Slice
    level: int = 0
    gap: bool = False
    is_soft: bool = False
    cell: CellPlace | None = None

    @property
    def text(self) -> str:
        """Its words, without bullet."""
        return self.block.text

    @property
    def flat(self) -> str:
        """Its words, as they are looked up."""
        return fold(self.text)

    @property
    def marker(self) -> str:
        """Its bullet; empty where there is none."""
        return self.block.marker

    @property
    def depth(self) -> int:
        """How many lists it stands in."""
        return self.block.depth

    def behind(self, length: int) -> FlowLine:
        """The line without the first ``length`` characters of its first run."""
        return replace(self, block=self.block.behind(length))

    def carried_on(self, other: FlowLine) -> FlowLine:
        """The line with the words of ``other`` behind its own."""
        whole = (self.whole[0], max(self.whole[1], other.whole[1]))
        return replace(self, block=self.block.carried_on(other.block), whole=whole, is_soft=other.is_soft)


@dataclass(frozen=True, slots=True)
class Flow:
    """The lines of a document in order, and the slices that only draw: tags, rules, marks of tables, scripts."""

    lines: tuple[FlowLine, ...]
    marks: tuple[Slice, ...] = ()
