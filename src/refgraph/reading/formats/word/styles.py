"""What the styles of a Word file give to paragraphs: a list, a heading level, bold (ISO 29500-1, §17.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from refgraph.reading.formats.archive import Archive, XmlElement
from refgraph.reading.formats.word.names import child, is_on, number, value, w

PART = "word/styles.xml"


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What one style says, with all that it is based on; None where none of them says it."""

    list_id: int | None = None
    list_level: int | None = None
    outline: int | None = None
    bold: bool = False


PLAIN = WordStyle()


def read_styles(archive: Archive) -> Mapping[str, WordStyle]:
    """The styles by id; none in a file without styles."""
    if PART not in archive:
        return {}
    said = {style.get(w("styleId"), ""): style for style in archive.xml(PART).iter(w("style"))}
    return {name: _style(name, said, frozenset()) for name in said}


def _style(name: str, said: Mapping[str, XmlElement], seen: frozenset[str]) -> WordStyle:
    element = said.get(name)
    if element is None or name in seen:
        return WordStyle()
    below = _style(value(element, "basedOn") or "", said, seen | {name})
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    numbering = child(paragraph, "numPr")
    bold = child(run, "b")
    return WordStyle(
        list_id=_first(number(numbering, "numId"), below.list_id),
        list_level=_first(number(numbering, "ilvl"), below.list_level),
        outline=_first(number(paragraph, "outlineLvl"), _heading_level(element), below.outline),
        bold=is_on(bold) if bold is not None else below.bold,
    )


def _heading_level(style: XmlElement) -> int | None:
    """The level of a built-in heading (« heading 2 » is 1, as w:outlineLvl counts), whatever the language of Word."""
    name = (value(style, "name") or "").lower()
    if name == "title":
        return 0
    kind, _, rank = name.partition(" ")
    return int(rank) - 1 if kind == "heading" and rank.isdigit() else None


def _first(*values: int | None) -> int | None:
    return next((one for one in values if one is not None), None)
