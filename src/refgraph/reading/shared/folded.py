"""A text beside its folded form (lower case, no accents), with the way back from one to the other.

Patterns are written without accents and searched in ``Folded.flat``; what they find is cut out of the text as printed.
"""

from __future__ import annotations

from refgraph.core.text import fold


class Folded:
    """``flat`` is ``fold(text)``, carriage returns as spaces; `cut` and `offset` lead from it back to ``text``."""

    def __init__(self, text: str) -> None:
        self.text = text
        chars: list[str] = []
        self._offsets: list[int] = []
        for index, char in enumerate(text):
            for folded in char.lower() if char.isascii() else fold(char):
                chars.append(" " if folded == "\r" else folded)
                self._offsets.append(index)
        self._offsets.append(len(text))
        self.flat = "".join(chars)

    def offset(self, position: int) -> int:
        """The place in ``text`` of ``flat[position]``."""
        return self._offsets[position]

    def cut(self, start: int, end: int) -> str:
        """The words of ``text`` that ``flat[start:end]`` stands for, without white space around them."""
        return self.text[self.offset(start) : self.offset(end)].strip()
