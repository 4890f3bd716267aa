"""What stands above the table: the title, and lines that say what they hold (« Certificateur : … »)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from refgraph.model.records import Fact, Furniture
from refgraph.reading.document import Document
from refgraph.reading.layouts.columns.layout import LineRole, PageLayout
from refgraph.reading.layouts.columns.lines import Gap, Line
from refgraph.reading.shared import organisations, titles
from refgraph.reading.shared.field_labels import facts_of, is_labelled, is_level, label
from refgraph.reading.shared.sentences import is_open

_NUMBERED = re.compile(r"\b(?:(?:code|fiche)\s+)?RNCP\W*$", re.IGNORECASE)


@dataclass
class Preamble:
    """The title taken apart (None: none is printed), the facts by the field that they belong to, and their labels."""

    title: titles.Title | None = None
    level: Fact | None = None
    rncp_number: Fact | None = None
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    labels: tuple[Furniture, ...] = ()

    def all(self, name: str) -> tuple[Fact, ...]:
        """The facts of field ``name``."""
        return tuple(self.facts.get(name, ()))


def read(document: Document, layout: PageLayout) -> Preamble:
    """What the lines above the table say."""
    paragraphs = list(_paragraphs(layout.of(LineRole.PREAMBLE)))
    labels = [label(document, start, end) for start, end in paragraphs]
    unlabelled = [place for place, label in zip(paragraphs, labels, strict=True) if label is None]
    entitled = [(start, end) for name, start, end in filter(None, labels) if name == "title"]
    is_labelled_title = bool(entitled)
    entitled = entitled or unlabelled
    preamble = Preamble(titles.Title(document, *entitled[0]) if entitled else None)
    preamble.level = (preamble.title.level if preamble.title else None) or _first_level(document, paragraphs)
    preamble.rncp_number = titles.rncp_number(document, paragraphs[-1][1] if paragraphs else 0)
    for name, start, end in [
        *filter(None, labels),
        *_organisations(document, unlabelled[0 if is_labelled_title else 1 :]),
    ]:
        preamble.facts.setdefault(name, []).extend(facts_of(document, name, start, end))
    values = [(start, found[1]) for (start, _), found in zip(paragraphs, labels, strict=True) if found]
    preamble.labels = tuple(_labels(document, [*values, *_before(document, preamble.rncp_number)]))
    return preamble


def _labels(document: Document, spans: Iterable[tuple[int, int]]) -> Iterator[Furniture]:
    """The words that only say what stands behind them."""
    for start, end in sorted(set(spans)):
        if document.text[start:end].strip():
            yield Furniture(kind="libellé", source=document.passage(start, end))


def _before(document: Document, number: Fact | None) -> Iterator[tuple[int, int]]:
    """The place of « RNCP » in front of the number of the certification."""
    if number is not None:
        start = document.line_start(number.source.line)
        if match := _NUMBERED.search(document.text, start, number.source.start):
            yield match.start(), number.source.start


def _organisations(document: Document, paragraphs: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """The paragraphs below the title that name an organisation: who delivers the certification."""
    for start, end in paragraphs:
        if organisations.opens(document.text[start:end]):
            yield "certifiers", start, end


def _paragraphs(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of lines; a line with a label of its own, or an organisation's name, begins another."""
    start, end, before = None, 0, ""
    for line in lines:
        is_organisation = line.text[:1].isupper() and organisations.opens(line.text) and not is_open(before)
        is_field = is_labelled(line.text) or is_level(line.text)
        is_apart = line.gap > Gap.LIST or is_field or is_organisation
        if start is not None and is_apart:
            yield start, end
            start = None
        start, end, before = line.start if start is None else start, line.end, line.text
    if start is not None:
        yield start, end


def _first_level(document: Document, paragraphs: list[tuple[int, int]]) -> Fact | None:
    found = (titles.Title(document, start, end).level for start, end in paragraphs)
    return next((level for level in found if level), None)
