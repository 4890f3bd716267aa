"""Words of an item that its passages do not print: what nobody wrote was not read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import chain

from refgraph.core.text import fold
from refgraph.model.records import Passage, Record, Sourced
from refgraph.reading.shared.coverage import passages

_TEXTS = ("text", "statement", "title", "theme", "source_code", "legal_basis", "member_profile")
"""The fields that hold words of the document; the others hold codes, numbers and links."""

_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def unprinted(record: object) -> Iterator[tuple[Sourced, str]]:
    """The texts of ``record``, its parts and theirs whose words do not stand in their passages, in that order."""
    if isinstance(record, Sourced):
        yield from ((record, text) for text in _texts(record) if not _stands(text, _quotes(record)))
    if isinstance(record, Record):
        yield from chain.from_iterable(unprinted(getattr(record, name)) for name in record.__struct_fields__)
    elif isinstance(record, tuple):
        yield from chain.from_iterable(map(unprinted, record))


def _texts(record: Record) -> Iterator[str]:
    """The words of ``record`` and of its parts that have no passage of their own: a jury, a component."""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, str) and name in _TEXTS:
            yield value
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record) and not isinstance(part, Sourced | Passage):
                yield from _texts(part)


def _quotes(record: Sourced) -> str:
    """The letters and digits of all passages of ``record``, without a gap: words may be cut anywhere."""
    return "".join(_WORD.findall(_folded("".join(passage.quote for passage in passages(record)), "")))


def _stands(text: str, letters: str) -> bool:
    """Whether the words of ``text`` come in ``letters`` one after the other."""
    position = 0
    for word in _WORD.findall(_folded(text, " ")):
        position = letters.find(word, position)
        if position < 0:
            return False
        position += len(word)
    return True


def _folded(text: str, gap: str) -> str:
    return fold(html.unescape(html.unescape(_TAG.sub(gap, text))))
