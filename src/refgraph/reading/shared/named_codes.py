"""Codes by which an épreuve names the competences that it assesses: « C1, C3 », « [C1 - C4] », « C1 à C4 »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from refgraph.reading.shared import codes

_CODE = r"[A-Z]{1,3}\.?\s?\d{1,3}(?:[.-]?[A-Z]?\d{1,2}(?!\d))*"
_NAMED = re.compile(rf"(?P<first>{_CODE})(?:\s*(?:à|–|—|-|jusqu['’]à)\s*(?P<last>{_CODE}))?")
_REST = re.compile(r"[\s,;:.\[\]()/&+–-]|\bet\b|\bà\b|comp[ée]tences?|\bn°")


def named(text: str, known: Sequence[str]) -> list[str]:
    """The codes of ``known``, in order, that ``text`` names; a range names those between its ends.

    >>> named("[C1 – C3], C5", ["C1", "C2", "C3", "C4", "C5"])
    ['C1', 'C2', 'C3', 'C5']
    """
    found = [code for match in _NAMED.finditer(text) for code in _between(match, known)]
    return list(dict.fromkeys(found))


def is_list(text: str) -> bool:
    """Whether ``text`` is codes and nothing else."""
    return bool(_NAMED.search(text)) and not _REST.sub("", _NAMED.sub("", text))


def _between(match: re.Match[str], known: Sequence[str]) -> Iterator[str]:
    first = codes.normalised(match["first"])
    last = codes.normalised(match["last"]) if match["last"] else first
    if first in known and last in known and known.index(first) <= known.index(last):
        yield from known[known.index(first) : known.index(last) + 1]
    else:
        yield from (code for code in (first, last) if code in known)
