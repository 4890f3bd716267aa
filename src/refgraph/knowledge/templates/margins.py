"""What is told in the margins of a certification that goes out: comments, which are no words of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

AUTHOR = "refgraph"
"""Who signs the comments."""

MarginNotes = Sequence[tuple[str, str]]
"""The id of an item (empty: the certification), and what is told of it."""


class Margins:
    """The notes that are still to be placed: each beside the first cell that says its item."""

    def __init__(self, notes: MarginNotes) -> None:
        self._left = list(notes)

    def beside(self, items: Iterable[str]) -> list[str]:
        """The notes on ``items`` and on what is part of them; they are placed now."""
        wanted = tuple(items)
        found = [one for one in self._left if any(f"{one[0]}/".startswith(f"{item}/") for item in wanted)]
        self._left = [one for one in self._left if one not in found]
        return [text for _, text in found]

    def rest(self) -> list[str]:
        """The notes on the certification, and on what stands in no cell."""
        found, self._left = self._left, []
        return [text for _, text in found]
