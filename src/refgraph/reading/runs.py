"""Text whose every character knows where it stands in the document, whatever tags and entities lie between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from refgraph.core.text import mend


@dataclass(frozen=True)
class Run:
    """Characters with the slice of the document that prints each (an entity prints one character with several).

    ``\\n`` stands for a ``<br>``, ``\\v`` for a line end of the file.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    bold: tuple[bool, ...]

    @property
    def start(self) -> int:
        """Offset of the first character in the document."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.ends[-1]

    def cut(self, start: int, end: int | None = None) -> Run:
        """The characters from ``start`` to ``end``, without white space around them."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        stop = start + len(piece.strip())
        return Run(self.text[start:stop], self.starts[start:stop], self.ends[start:stop], self.bold[start:stop])


def labelled(code: Run, words: Run) -> Run:
    """``words`` behind ``code``, which a column of its own prints, as if they stood in one cell."""
    gap = " : "
    place = code.end - 1
    return Run(
        code.text + gap + words.text,
        (*code.starts, *(place,) * len(gap), *words.starts),
        (*code.ends, *(code.end,) * len(gap), *words.ends),
        (*code.bold, *(False,) * len(gap), *words.bold),
    )


@dataclass(frozen=True)
class Block:
    """A paragraph or list entry of a cell: its runs (several when a page break cuts it), without its bullet.

    ``depth`` counts the lists around it; ``is_tail`` marks text that follows a list without a tag of its own.
    """

    runs: tuple[Run, ...]
    depth: int = 0
    marker: str = ""
    is_ordered: bool = False
    is_tail: bool = False

    @property
    def text(self) -> str:
        """The words, on one line."""
        return mend("\n".join(run.text for run in self.runs))

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.runs[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character of the first run."""
        return self.runs[0].end

    @property
    def extent(self) -> tuple[int, int]:
        """From its first character to behind the last of its last run."""
        return self.start, self.runs[-1].end

    @property
    def is_stray(self) -> bool:
        """Whether it has no words: a bullet alone."""
        return not any(char.isalnum() for char in self.text)

    @property
    def is_bold(self) -> bool:
        """Whether all its letters are bold."""
        run = self.runs[0]
        return all(bold for char, bold in zip(run.text, run.bold, strict=True) if char.isalnum())

    @property
    def bold_opening(self) -> str:
        """The bold words at its beginning."""
        run = self.runs[0]
        length = next((n for n, bold in enumerate(run.bold) if not bold and run.text[n].isalnum()), len(run.text))
        while length and not run.bold[length - 1]:
            length -= 1
        return mend(run.text[:length])

    def behind(self, length: int) -> Block:
        """The block without the first ``length`` characters of its first run."""
        return Block((self.runs[0].cut(length), *self.runs[1:]), self.depth, self.marker, self.is_ordered)

    def carried_on(self, other: Block) -> Block:
        """The block with the runs of ``other`` behind its own."""
        return Block((*self.runs, *other.runs), self.depth, self.marker, self.is_ordered, self.is_tail)


_TAG = re.compile(r"</?(?:b|strong|i|em|u|s|span|font|sup|sub|small|a|mark|p|div|br|t[dhr])\b[^<>]*>", re.IGNORECASE)


def plain(printed: str) -> str:
    """The words of ``printed`` on one line, without the tags that lay text out, entities as what they name.

    >>> plain("<b>G&eacute;rer&nbsp;le stock</b>")
    'Gérer le stock'
    """
    return mend(unescape(_TAG.sub("", printed)).replace("\u00a0", " "))


_EMPHASIS = re.compile(
    r"(?P<escape>\\(?=[|*_\[\]#]))|(?<!\\)(?P<bold>\*\*|__)"
    r"|(?<![\w\\*])(?P<open>[*_])(?=[^\s*_])|(?<=[^\s*_])(?P<close>[*_])(?![\w*])"
)


def unmarked(run: Run) -> Run:
    """``run`` without the Markdown marks of bold, italic and escape; what stood between bold marks is bold."""
    marks = list(_EMPHASIS.finditer(run.text))
    bolds = [mark for mark in marks if mark["bold"]]
    if len(bolds) % 2:
        bolds.pop()
    pairs = [*bolds, *_italic_pairs(marks), *(mark for mark in marks if mark["escape"])]
    dropped = {place for mark in pairs for place in range(*mark.span())}
    spans = [(left.end(), right.start()) for left, right in zip(bolds[::2], bolds[1::2], strict=True)]
    kept = [place for place in range(len(run.text)) if place not in dropped]
    return Run(
        "".join(run.text[place] for place in kept),
        tuple(run.starts[place] for place in kept),
        tuple(run.ends[place] for place in kept),
        tuple(run.bold[place] or any(left <= place < right for left, right in spans) for place in kept),
    )


def _italic_pairs(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The single marks of ``marks`` that open and close an italic passage."""
    pairs: list[re.Match[str]] = []
    opening: re.Match[str] | None = None
    for mark in marks:
        if mark["open"]:
            opening = mark
        elif mark["close"] and opening and opening["open"] == mark["close"]:
            pairs += [opening, mark]
            opening = None
    return pairs
