"""Facts that a person writes in the list of facts of the model: « Niveau » beside « 6 »."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from refgraph.model.records import Certification, Fact
from refgraph.reading.document import Document
from refgraph.reading.layouts.tables.stated.finding import StatedCell, StatedRow
from refgraph.reading.shared import field_labels, particulars, titles


def with_facts(document: Document, certification: Certification, rows: Iterable[StatedRow]) -> Certification:
    """``certification`` with what the rows say, where its document does not say it elsewhere."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        if (name := particulars.FACT_OF.get(row["field"].text)) and "text" in row:
            found[name] += _facts(document, name, row["text"], row.get("code"))
    single = particulars.SINGLE_FACTS
    fields = {name: told[0] if name in single else tuple(told) for name, told in found.items() if told}
    unsaid = {name: told for name, told in fields.items() if not getattr(certification, name)}
    return msgspec.structs.replace(certification, **unsaid)


def _facts(document: Document, name: str, cell: StatedCell, code: StatedCell | None) -> Iterator[Fact]:
    start, end = cell.words
    if code is None and name in field_labels.FIELDS:
        yield from field_labels.facts_of(document, name, start, end)
        return
    passage = document.passage(start, end)
    printed = code.text if code else _code(document, name, cell)
    others = (document.passage(*code.words),) if code else ()
    yield Fact(text=cell.text, code=printed, source=passage, other_sources=others)


def _code(document: Document, name: str, cell: StatedCell) -> str | None:
    """The notation that the words of a cell say."""
    if name == "level":
        level = titles.Title(document, *cell.words).level
        return level.code if level else cell.text if cell.text.isdigit() else None
    if name == "rncp_number":
        digits = "".join(char for char in cell.text if char.isdigit())
        return digits or None
    kind = titles.Title(document, *cell.words).kind if name == "kind" else None
    return kind.code if kind else None
