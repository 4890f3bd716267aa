"""Where the items of a reading name regulations: the recogniser run over each item, with the way back to the source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

import msgspec

from refgraph.mentions import Citation, recognise
from refgraph.records import Certification, Mention, Passage, Reading, Record, Sourced
from refgraph.sources.document import Document
from refgraph.text import mend


def mentions(document: Document, reading: Reading) -> tuple[Mention, ...]:
    """The mentions of regulations in ``reading``, in the order of the document, each slice of it once."""
    found: dict[int, Mention] = {}
    for owner, item in (*_items(reading), *(("", item) for item in _facts(reading.certification))):
        parts = _statement(item)
        for citation in recognise("\n".join(part.quote for part in parts)):
            source, *others = _slices(document, parts, citation)
            mention = Mention(id="", text=mend(citation.text), owner=owner, source=source, other_sources=tuple(others))
            found.setdefault(source.start, mention)
    ordered = (found[start] for start in sorted(found))
    return tuple(msgspec.structs.replace(mention, id=f"mention/{number}") for number, mention in enumerate(ordered, 1))


def _items(reading: Reading) -> Iterator[tuple[str, Sourced]]:
    """The items that own what they name. A group without heading has no words of its own."""
    yield from ((item.id, item) for item in reading.blocs)
    yield from ((item.id, item) for item in reading.activities)
    yield from ((item.id, item) for item in reading.competences)
    yield from ((item.id, item) for item in reading.modalities)
    for group in reading.criteria_groups:
        yield from ((criterion.id, criterion) for criterion in group.criteria)
        if group.text is not None:
            yield group.id, group


def _facts(record: Record) -> Iterator[Sourced]:
    """What is said of the certification as a whole."""
    for name in Certification.__struct_fields__:
        value = getattr(record, name)
        yield from (item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, Sourced))


def _statement(item: Sourced) -> list[Passage]:
    """The passages that make up the words of ``item``; further printings of them are left out."""
    words = getattr(item, "statement", None) or getattr(item, "text", None) or item.source.quote
    parts = [item.source]
    for passage in item.other_sources:
        if len(mend("\n".join(part.quote for part in parts))) >= len(words):
            break
        parts.append(passage)
    return parts


def _slices(document: Document, parts: list[Passage], citation: Citation) -> Iterator[Passage]:
    """The slices of the document that ``citation``, found in the joined ``parts``, stands for."""
    begins = [0, *accumulate(len(part.quote) + 1 for part in parts)]
    for begin, part in zip(begins, parts, strict=False):
        first, last = max(citation.start - begin, 0), min(citation.end - begin, len(part.quote))
        if first < last:
            yield document.passage(part.start + first, part.start + last)
