"""Which lines of a document a reading accounts for: no line disappears silently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from unicodedata import normalize

from refgraph.core.text import mend, shorten
from refgraph.model.records import Issue, Passage, Reading, Record
from refgraph.reading.document import Document

_SHORTEST_QUOTE = 12
"""Fewer characters may stand in a message by chance."""


def passages(record: object) -> Iterator[Passage]:
    """Every passage that ``record``, its parts and theirs point at."""
    if isinstance(record, Passage):
        yield record
    elif isinstance(record, Record):
        yield from chain.from_iterable(passages(getattr(record, name)) for name in record.__struct_fields__)
    elif isinstance(record, tuple):
        yield from chain.from_iterable(map(passages, record))


def uncovered(document: Document, reading: Reading) -> list[int]:
    """The numbers of the non-blank lines that are no part of an item, page furniture or an issue of ``reading``."""
    covered = {issue.line for issue in reading.issues}
    for passage in passages(reading):
        covered.update(range(passage.line, document.line_at(max(passage.start, passage.end - 1)) + 1))
    said = told(reading)
    return [number for number, line in _lines(document) if number not in covered and not is_told(line, said)]


def told(reading: Reading) -> str:
    """All that the issues of ``reading`` say, one a line."""
    return normalize("NFC", "\n".join(issue.message for issue in reading.issues))


def is_told(line: str, said: str) -> bool:
    """Whether the messages ``said`` quote ``line``: the rest of a sentence that begins above."""
    words = normalize("NFC", mend(line))
    return len(words) >= _SHORTEST_QUOTE and words in said


def leftovers(document: Document, reading: Reading) -> tuple[Issue, ...]:
    """An issue for each line that ``reading`` leaves out."""
    printed = dict(_lines(document))
    return tuple(
        Issue(
            path=document.name,
            line=number,
            message=f"Cette ligne n’a pas été comprise : « {shorten(printed[number])} »",
        )
        for number in uncovered(document, reading)
    )


def _lines(document: Document) -> Iterable[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(document.text.split("\n"), 1) if line.strip())
