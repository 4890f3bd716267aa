"""What stands above the table: the title, and lines that say what they hold (« Certificateur : … »)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from refgraph.errors import DocumentError
from refgraph.records import Fact
from refgraph.sources import organisations, titles
from refgraph.sources.columns.layout import Layout, Role
from refgraph.sources.columns.lines import Gap, Line
from refgraph.sources.columns.pieces import is_open
from refgraph.sources.document import Document
from refgraph.text import fold, mend

_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("certifiers", re.compile(r"(?:(?:organismes? |autorites? )?certificat(?:eur|rice)s?|autorites? responsables?).*")),
    ("signatories", re.compile(r"signataires?.*|qualite du.* signataires?.*")),
    ("nsf", re.compile(r"(?:codes?(?:\(s\))? )?nsf.*")),
    ("rome", re.compile(r"(?:codes?(?:\(s\))? |fiches? )*(?:metiers? )?rome.*")),
    ("formacodes", re.compile(r"(?:codes?(?:\(s\))? )?formacodes?.*")),
    ("sectors", re.compile(r"secteurs?.*")),
    ("jobs", re.compile(r"(?:types? d'|metiers?|emplois?).*")),
    ("title", re.compile(r"intitule.*|titre de la certification|libelle.*")),
    ("level", re.compile(r"niveau.*")),
    ("number", re.compile(r"(?:code|fiche|n°|numero)?\s*(?:rncp|rs).*")),
)
"""Field of the certification → the label in front of its value."""

_LABELLED = re.compile(r"[*_\s]*(?P<label>[^\s:*_][^:*_]{1,59}?)[*_\s]*:[*_\s]*(?P<value>[^\s*_].*)", re.DOTALL)
_CODED = re.compile(r"\s*(?P<code>[A-Z]?\d{3,5}[a-z]?)\b\s*[:–-]?\s*(?P<text>.*)", re.DOTALL)
_REGISTERED = re.compile(r"\s*[–—,;(-]?\s*(?:(?:code|fiche)\s)?RNCP\s?(?:n\s?°\s?|:\s?)?\d{3,6}\s?\)?\s*$")
"""The number of the certification behind another value."""

_LISTED = re.compile(r"&#?\w+;|(?P<gap>\s*[;,|]\s*|\n\s*[-–•]\s*)")
_LISTS = frozenset({"nsf", "rome", "formacodes", "sectors", "jobs"})


@dataclass
class Preamble:
    """The title taken apart, and the facts by the field of the certification that they belong to."""

    title: titles.Title
    level: Fact | None = None
    rncp_number: Fact | None = None
    facts: dict[str, list[Fact]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[Fact, ...]:
        """The facts of field ``name``."""
        return tuple(self.facts.get(name, ()))


def read(document: Document, layout: Layout) -> Preamble:
    """What the lines above the table say.

    Raises:
        DocumentError: there is no title.
    """
    paragraphs = list(_paragraphs(layout.of(Role.PREAMBLE)))
    labels = [label(document, start, end) for start, end in paragraphs]
    unlabelled = [place for place, label in zip(paragraphs, labels, strict=True) if label is None]
    entitled = [(start, end) for name, start, end in filter(None, labels) if name == "title"]
    if not (entitled or unlabelled):
        raise DocumentError(
            "le titre de la certification manque au-dessus du tableau.",
            place=document.name,
            remedy="Ajoutez-le sur la première ligne.",
        )
    preamble = Preamble(titles.Title(document, *(entitled or unlabelled)[0]))
    preamble.level = preamble.title.level or _first_level(document, paragraphs)
    preamble.rncp_number = titles.rncp_number(document, paragraphs[-1][1])
    for name, start, end in [*filter(None, labels), *_organisations(document, unlabelled[0 if entitled else 1 :])]:
        preamble.facts.setdefault(name, []).extend(facts_of(document, name, start, end))
    return preamble


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
        is_labelled = bool(_LABELLED.match(line.text)) or _is_level(line.text)
        is_apart = line.gap > Gap.LIST or is_labelled or is_organisation
        if start is not None and is_apart:
            yield start, end
            start = None
        start, end, before = line.start if start is None else start, line.end, line.text
    if start is not None:
        yield start, end


def _is_level(text: str) -> bool:
    return re.fullmatch(r"\W*niveau\s*:?\s*(?:\d{1,2}|i{1,3}|iv|v)\W*", fold(text)) is not None


def label(document: Document, start: int, end: int) -> tuple[str, int, int] | None:
    """The field that a labelled paragraph is about, with the place of its value."""
    text = document.text[start:end]
    if _is_level(text):
        return "level", start, end
    match = _LABELLED.match(text)
    label = fold(mend(match["label"])) if match else ""
    name = next((name for name, pattern in _LABELS if pattern.fullmatch(label)), None)
    return (name, start + match.start("value"), end) if match and name else None


def _first_level(document: Document, paragraphs: list[tuple[int, int]]) -> Fact | None:
    found = (titles.Title(document, start, end).level for start, end in paragraphs)
    return next((level for level in found if level), None)


def facts_of(document: Document, name: str, start: int, end: int) -> Iterator[Fact]:
    """The values in ``text[start:end]``, with their codes where the field has some."""
    for first, last in _values(document, name, start, end):
        passage = document.passage(first, last)
        coded = _CODED.fullmatch(passage.quote) if name in ("nsf", "rome", "formacodes") else None
        text = coded["text"].strip() or coded["code"] if coded else _REGISTERED.sub("", passage.quote)
        yield Fact(text=mend(text), code=coded["code"] if coded else None, source=passage)


def _values(document: Document, name: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if name == "certifiers":
        return ((start + left, start + right) for left, right in organisations.parts(document.text[start:end]))
    return _parts(document, start, end) if name in _LISTS else iter([(start, end)])


def _parts(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in (found for found in _LISTED.finditer(document.text, start, end) if found["gap"]):
        yield first, match.start()
        first = match.end()
    if first < end:
        yield first, end
