"""A matrix as its reader sees it: two axes, a symbol and its meaning in each cell, an address behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """A row or column heading; ``title`` is shown on hover, ``note`` below."""

    text: str
    href: str | None = None
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: ``text`` is its symbol or figure, ``spoken`` the same in words for those who hear it.

    ``level`` tints the cell and is one of ``full``, ``part``, ``near``, ``none``, ``heat0`` (nothing) to ``heat4`` (all
    or nearly), or empty.
    """

    text: str
    spoken: str = ""
    level: str = ""
    href: str | None = None
    current: bool = False


@dataclass(frozen=True)
class MatrixView:
    """Rows of cells under column headings; ``legend`` says what each symbol means."""

    caption: str
    columns: tuple[Axis, ...]
    rows: tuple[tuple[Axis, tuple[MatrixCell, ...]], ...]
    corner: str = ""
    legend: tuple[tuple[str, str], ...] = ()

    @property
    def has_current(self) -> bool:
        """Whether one cell is the open one."""
        return any(cell.current for _, row in self.rows for cell in row)
