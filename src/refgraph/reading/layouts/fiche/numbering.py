"""How a fiche announces a bloc: « Bloc 2 : … », « Bloc A – … », « Domaine de compétences 1 : … », « CCP - … »."""

from __future__ import annotations

import re

from refgraph.reading.shared.folded import Folded
from refgraph.reading.shared.titles import same_title

_WORD = (
    r"(?:bloc(?:\s+de\s+competences?)?|(?:rncp\s?\d+\s?)?bc|domaine(?:\s+de\s+competences?)?|unite|module|ccp|pole"
    r"|activite[- ]type)"
)
_NUMBER = r"(?:n\s?[°o]\s?)?(?P<number>\d{1,2}|[a-h](?=\s*[:.–-]))"
_LISTED = re.compile(rf"\W*{_WORD}\s?{_NUMBER}\s*[:.–-]\s*")
_PREFIX = re.compile(rf"[\s:.–-]*(?:{_WORD}\s?{_NUMBER}\s*[:.–-]\s*|ccp\s*[:–-]\s*)?")
_UNNUMBERED = re.compile(r"\W*ccp\s*[:–-]\s+\S")
_ORDER = re.compile(r"\W*(?:\d{1,2}\s*[.):–-]+|[a-h]\s*[.):–-]+|[ivx]{1,4}\s*[.):–-]+)\s+")


def listed(text: str) -> tuple[int, int] | None:
    """The number of the bloc that ``text`` announces (A is 1), and how many characters stand before its title."""
    folded = Folded(text)
    match = _LISTED.match(folded.flat)
    if match is None or match.end() >= len(folded.flat):
        return None
    printed = match["number"]
    number = int(printed) if printed.isdigit() else ord(printed) - ord("a") + 1
    return number, folded.offset(match.end())


def announces(text: str) -> bool:
    """Whether ``text`` begins by announcing a bloc, with its number or, of a CCP, without."""
    return listed(text) is not None or _UNNUMBERED.match(Folded(text).flat) is not None


def prefix(text: str) -> int:
    """How many characters of a title only announce the bloc; none where nothing stands behind them."""
    folded = Folded(text)
    match = _PREFIX.match(folded.flat)
    return folded.offset(match.end()) if match and match.end() < len(folded.flat) else 0


def names(text: str, title: str) -> bool:
    """Whether ``text`` is ``title``, behind a number or words that announce a bloc or not."""
    bare = text[prefix(text) :]
    order = _ORDER.match(Folded(bare).flat)
    return same_title(bare, title) or (order is not None and same_title(bare[order.end() :], title))
