"""Headings of blocs: « BLOC 1 : … », « FONCTION 2 – … », « 3. … », and entries of a list of blocs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from refgraph.core.text import fold
from refgraph.reading.runs import Block
from refgraph.reading.shared.folded import Folded

PREFIXES: tuple[tuple[str, str], ...] = (
    (r"rncp\s?\d+\s?bc|bc|blocs?(?: de competences?)?", ""),
    (r"fonctions?", "F"),
    (r"domaines?(?: de competences?| d'activites?)?", "D"),
    (r"poles?(?: de competences?| d'activites?)?", "P"),
    (r"unites?(?: de competences?| d'enseignement)?", "U"),
    (r"modules?", "M"),
    (r"axes?", "A"),
    (r"volets?", "V"),
    (r"activites?[- ]types?", "AT"),
    (r"ccp", "CCP"),
    (r"d\.?c\.?", "DC"),
    (r"u\.?e\.?", "UE"),
    (r"u\.?c\.?", "UC"),
)
"""Words that announce a bloc → the letters that its number gets in its code (a bloc gets none: « 1 »)."""

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_HEADING = re.compile(
    rf"\W*(?:(?:la|le) )?(?P<word>{'|'.join(words for words, _ in PREFIXES)})\s*(?:n\s?[°o]\s*)?\.?\s*"
    rf"(?:(?P<number>\d{{1,2}}|{'|'.join(sorted(_ROMAN, key=len, reverse=True))})\b(?!\.\d)"
    r"|(?P<letter>[a-h])(?=\s*[-–—:.)]))[-–—:.)*\s]*(?:rncp\s?\d+\s?bc\s?\d+\s*[-–—:.)]*\s*)?"
)
_SUITE = re.compile(r"\s*[-–(]?\s*\(?suite(?: et fin)?\)?\s*$")
_LIST = re.compile(r"\bblocs\b(?: de competences?)?|\bfonctions\b")
_ALONE = re.compile(r"\d{1,2}")
_LIST_ENTRY = re.compile(r"\W*(?P<number>\d{1,2})\s?[.):–-]\s*(?=\S)")


@dataclass(frozen=True)
class BlocHeading:
    """A heading of a bloc: its number and code, the words that announce it, and where its title begins and ends."""

    number: int
    code: str
    source_code: str
    title: tuple[int, int]


def find(text: str) -> BlocHeading | None:
    """The heading of a bloc that ``text`` is; the place of the title is given in ``text``."""
    folded = Folded(text)
    match = _HEADING.match(folded.flat)
    if match is None:
        return None
    letters = next(letters for words, letters in PREFIXES if re.fullmatch(words, match["word"]))
    printed = folded.cut(match.start("word"), max(match.end("number"), match.end("letter")))
    if match["letter"]:
        number, code = ord(match["letter"]) - ord("a") + 1, f"{letters}{match['letter'].upper()}"
    else:
        number = _ROMAN.get(match["number"]) or int(match["number"])
        code = f"{letters}{number}"
    return BlocHeading(number, code, printed, _title(folded, match.end()))


def numbered(text: str) -> BlocHeading | None:
    """The heading of a bloc in a list of blocs, or in a document that only numbers them (« 2. … »)."""
    folded = Folded(text)
    match = _LIST_ENTRY.match(folded.flat)
    if match is None:
        return None
    number = int(match["number"])
    return BlocHeading(number, str(number), match["number"], _title(folded, match.end()))


def alone(blocks: Sequence[Block]) -> BlocHeading | None:
    """The heading of a bloc whose number stands in a cell of its own, before its title."""
    text = blocks[0].text.strip(" .°")
    if len(blocks) < 2 or not _ALONE.fullmatch(text):
        return None
    return BlocHeading(int(text), str(int(text)), text, (0, 0))


def announces_list(text: str) -> bool:
    """Whether ``text`` is the heading or sentence that stands above a list of blocs."""
    return bool(_LIST.search(fold(text))) and (len(text) < 60 or text.rstrip().endswith(":"))


def _title(folded: Folded, start: int) -> tuple[int, int]:
    """The place of the title that begins at ``start``, without « (suite) »."""
    suite = _SUITE.search(folded.flat, start)
    end = suite.start() if suite else len(folded.flat)
    printed = folded.flat[start:end]
    return folded.offset(start), folded.offset(start + len(printed.rstrip(" *_.;")))
