"""Paragraphs that say what they hold (« Certificateur : … »): the field they are about, and its values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.core.text import fold, mend
from refgraph.model.records import Fact
from refgraph.reading.document import Document
from refgraph.reading.shared import organisations

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

FIELDS = ("certifiers", "signatories", "nsf", "rome", "formacodes", "sectors", "jobs")
"""The fields that `facts_of` fills from their printed value; the others are read in ways of their own."""

_LABELLED = re.compile(r"[*_\s]*(?P<label>[^\s:*_][^:*_]{1,59}?)[*_\s]*:[*_\s]*(?P<value>[^\s*_].*)", re.DOTALL)
_CODED = re.compile(r"\s*(?P<code>[A-Z]?\d{3,5}[a-z]?)\b\s*[:–-]?\s*(?P<text>.*)", re.DOTALL)
_REGISTERED = re.compile(r"\s*[–—,;(-]?\s*(?:(?:code|fiche)\s)?RNCP\s?(?:n\s?°\s?|:\s?)?\d{3,6}\s?\)?\s*$")
"""The number of the certification behind another value."""

_LISTED = re.compile(r"&#?\w+;|(?P<gap>\s*[;,|]\s*|\n\s*[-–•]\s*)")
_LISTS = frozenset({"nsf", "rome", "formacodes", "sectors", "jobs"})


def label(document: Document, start: int, end: int) -> tuple[str, int, int] | None:
    """The field that a labelled paragraph is about, with the place of its value."""
    text = document.text[start:end]
    if is_level(text):
        return "level", start, end
    match = _LABELLED.match(text)
    label = fold(mend(match["label"])) if match else ""
    name = next((name for name, pattern in _LABELS if pattern.fullmatch(label)), None)
    return (name, start + match.start("value"), end) if match and name else None


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


def is_level(text: str) -> bool:
    """Whether ``text`` is a level and nothing else (« Niveau 6 »)."""
    return re.fullmatch(r"\W*niveau\s*:?\s*(?:\d{1,2}|i{1,3}|iv|v)\W*", fold(text)) is not None


def is_labelled(text: str) -> bool:
    """Whether a label and a colon stand before a value."""
    return _LABELLED.match(text) is not None
