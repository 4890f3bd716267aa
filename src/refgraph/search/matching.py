"""Search as you type: codes, statements and titles, whatever their accents and inflections.

A word of the query matches a word that begins with it or that has its stem. All must match; where nothing has all of
them, some.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from refgraph.kinds import BY_KEY, Kind
from refgraph.search.words import stem, terms
from refgraph.text import fold

Ask = Callable[[str, dict[str, Any]], list[tuple[Any, ...]]]
"""Asks the database of the index."""

_FOUND = """FROM word JOIN entry ON entry.rowid = word.rowid
    WHERE word MATCH :match AND (:kind = '' OR kind = :kind)"""
_NAMED = "' ' || entry.names || ' ' LIKE '% ' || :whole || ' %'"
"""The query is a whole code or another name of the entity (RGPD): that one comes before all that mention it."""
_BEST = f"ORDER BY {_NAMED} DESC, bm25(word, 8, 3, 1) + entry.rank * 0.25, iri LIMIT :limit"
_SNIPPET = 150


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity found: its label in slices (text, whether the query matches it), and where it stands."""

    iri: str
    kind: Kind
    code: str
    slices: tuple[tuple[str, bool], ...]
    where: str


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits, how many there are in all, and whether all the words were found in each."""

    hits: tuple[Hit, ...]
    total: int
    complete: bool = True


def find(ask: Ask, query: str, limit: int, kind: str) -> Found:
    """What ``query`` finds, best first."""
    searched = terms(query)
    if not searched:
        return Found((), 0)
    values = {"kind": kind, "limit": limit, "whole": fold(query).strip()}
    total, rows = _select(ask, " AND ".join(map(_match, searched)), values)
    complete = bool(rows) or len(searched) == 1
    if not complete:
        total, rows = _select(ask, " OR ".join(map(_match, searched)), values)
    return Found(tuple(_hit(row, searched) for row in rows), total, complete)


def _select(ask: Ask, match: str, values: dict[str, Any]) -> tuple[int, list[tuple[Any, ...]]]:
    values = {**values, "match": match}
    return ask(f"SELECT count(*) {_FOUND}", values)[0][0], ask(
        f"SELECT iri, kind, entry.code, label, place {_FOUND} {_BEST}", values
    )


def _match(term: str) -> str:
    """One word of the query for FTS5: as the beginning of a word, or by its stem. Words hold no quotation mark."""
    return f'(code : "{term}"* OR folded : "{term}"* OR stems : "{stem(term)}")'


def _hit(row: tuple[Any, ...], searched: list[str]) -> Hit:
    iri, kind, code, label, place = row
    return Hit(iri, BY_KEY[kind], code, _slices(label, searched), place)


def _slices(label: str, searched: list[str]) -> tuple[tuple[str, bool], ...]:
    """``label``, cut around its first match where it is long, with the words that the query matches marked."""
    spans = [word.span() for word in re.finditer(r"\w+", label) if _is_match(fold(word.group()), searched)]
    start, end = _window(label, spans[0][0] if spans else 0)
    slices: list[tuple[str, bool]] = [("… ", False)] if start else []
    position = start
    for left, right in spans:
        if start <= left and right <= end:
            slices += [(label[position:left], False), (label[left:right], True)]
            position = right
    slices += [(label[position:end], False)] + ([(" …", False)] if end < len(label) else [])
    return tuple(one for one in slices if one[0])


def _window(label: str, first: int) -> tuple[int, int]:
    """The part of a long label to show, at spaces, so that the match at ``first`` is in it."""
    start = label.find(" ", first - _SNIPPET // 2) + 1 if len(label) > _SNIPPET and first > _SNIPPET else 0
    end = len(label) if len(label) <= start + _SNIPPET else label.rfind(" ", start, start + _SNIPPET)
    return start, end if end > start else min(len(label), start + _SNIPPET)


def _is_match(word: str, searched: list[str]) -> bool:
    return any(word.startswith(term) for term in searched) or stem(word) in {stem(term) for term in searched}
