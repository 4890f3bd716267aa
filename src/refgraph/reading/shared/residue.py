"""Words of a document that no passage of its reading covers, though another part of their line is understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.core.text import shorten
from refgraph.model.records import Issue, Reading
from refgraph.reading.document import Document
from refgraph.reading.shared.coverage import is_told, passages, told

_MARKUP = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]*>|&#?\w+;", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_].*[^\W_]|[^\W_]{2,}", re.DOTALL)
_LINKS = frozenset({"et", "ou", "de"})
"""Words between two items, which belong to none."""


def leftovers(document: Document, reading: Reading) -> tuple[Issue, ...]:
    """An issue for each line some words of which no passage of ``reading`` covers, and no issue tells."""
    issued = {issue.line for issue in reading.issues}
    said = told(reading)
    return tuple(
        Issue(path=document.name, line=line, message=f"Ces mots n’ont pas été compris : « {shorten(words)} »")
        for line, words in _left(document, reading)
        if line not in issued and not is_told(words, said)
    )


def _left(document: Document, reading: Reading) -> Iterator[tuple[int, str]]:
    """The lines with words left, and these words; markup and lone signs are no words."""
    covered = bytearray(len(document.text))
    for passage in passages(reading):
        covered[passage.start : passage.end] = b"\x01" * (passage.end - passage.start)
    for match in _MARKUP.finditer(document.text):
        covered[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    start = 0
    for number, line in enumerate(document.text.split("\n"), 1):
        kept = "".join(" " if covered[start + place] else char for place, char in enumerate(line))
        if (words := _WORDS.search(kept)) and words[0] not in _LINKS:
            yield number, words[0]
        start += len(line) + 1
