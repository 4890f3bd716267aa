"""Text as it is searched: lower case, no accents, single spaces, each character knowing where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import combining

from refgraph.core.text import fold

_SKIPPED = re.compile(r"</?[a-zA-Z][^<>\n]{0,60}>|&nbsp;|\s+|\xad|[\u200b\ufeff®™]")
_LINE_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011]\s*\n\s*(?=\w)")
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
_LETTERS = re.compile(r"[0-9A-Za-z.,;:()]+")
"""What is folded by lowering it, a whole run at once: most of a text."""
_INVISIBLE = "\xad\u200b\ufeff®™"


@dataclass(frozen=True)
class FoldedSource:
    """``plain`` is the form to search in; ``cased`` the same, character for character, with accents and capitals."""

    source: str
    plain: str
    cased: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that gave ``plain[start:end]``."""
        last = self.origins[end - 1] + 1
        while last < len(self.source) and combining(self.source[last]):
            last += 1
        return self.origins[start], last


def fold_text(source: str, *, join_words: bool = False) -> FoldedSource:
    """``source`` folded: markup and white space become one space, a hyphen at a line end belongs to the word.

    With ``join_words`` that hyphen is dropped instead, for words that a typesetter has cut.
    """
    plain: list[str] = []
    cased: list[str] = []
    origins: list[int] = []
    position = 0
    while position < len(source):
        if run := _LETTERS.match(source, position):
            plain.extend(run.group().lower())
            cased.extend(run.group())
            origins.extend(range(position, run.end()))
            position = run.end()
            continue
        char, after = _next(source, position, join_words)
        if char and not (char == " " and plain[-1:] in ([], [" "])):
            letters = "" if combining(char) else fold(char) or char
            plain.extend(letters)
            cased.extend(char if len(letters) == 1 else letters)
            origins.extend([position] * len(letters))
        position = after
    return FoldedSource(source, "".join(plain), "".join(cased), tuple(origins))


def has_cut_words(source: str) -> bool:
    """Whether a hyphen stands at a line end of ``source``: `fold_text` gives the same without and with joined words."""
    return _LINE_HYPHEN.search(source) is not None


def _next(source: str, position: int, join_words: bool) -> tuple[str, int]:
    """The character that stands for what begins at ``position`` (none for what is dropped), and where it ends."""
    if hyphen := _LINE_HYPHEN.match(source, position):
        return "" if join_words else "-", hyphen.end()
    if skipped := _SKIPPED.match(source, position):
        return "" if skipped.group() in _INVISIBLE else " ", skipped.end()
    char = source[position]
    return _DASHES.get(char, "'" if char == "’" else char), position + 1
