"""A text beside its folded form (lower case, no accents), with the way back from one to the other.

Patterns are written without accents and searched in ``Folded.flat``; what they find is cut out of the text as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from refgraph.core.text import fold


@lru_cache(maxsize=4)  # each layout asks it of the same document, to tell whether it is one of its own
def one_line(text: str) -> str:
    """``text`` folded, each stretch of white space one space: where the signs of a form are looked for."""
    return re.sub(r"\s+", " ", fold(text))


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
