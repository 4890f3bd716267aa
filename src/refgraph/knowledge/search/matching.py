"""Search as you type: codes, statements and titles, whatever their accents and inflections.

A word of the query matches a word that begins with it or that has its stem. All must match; where a word is unknown,
the nearest known one is searched in its place; where nothing has all of them, some.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from refgraph.core.text import fold
from refgraph.knowledge.search.spelling import Vocabulary
from refgraph.knowledge.search.words import MOST_TERMS, stem, terms
from refgraph.model.kinds import BY_KEY, Kind

Ask = Callable[[str, dict[str, Any]], list[tuple[Any, ...]]]
"""Asks the database of the index."""

_FOUND = """FROM word JOIN entry ON entry.rowid = word.rowid
    WHERE word MATCH :match AND (:kind = '' OR kind = :kind)"""
_NAMED = "' ' || entry.names || ' ' LIKE '% ' || :whole || ' %'"
"""The query is a whole code or another name of the entity (RGPD): that one comes before all that mention it."""
LOOKED_AT = 1_000
"""Words that find more than that (« de », one letter) say little: the best of the first so many are given."""
_NEAR = f"SELECT word.rowid, bm25(word, 8, 3, 1) {_FOUND} LIMIT :most + 1"
_CALLED = "SELECT rowid, 0 FROM word WHERE word MATCH :named LIMIT :most"
_BEST = f"""SELECT iri, kind, entry.code, label, place FROM json_each(:near) JOIN entry ON entry.rowid = key
    WHERE :kind = '' OR kind = :kind ORDER BY {_NAMED} DESC, value + entry.rank * 0.25, iri LIMIT :limit"""
_WORDS = re.compile(r"\w+")
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
class Hits:
    """The best hits, how many there are in all, and whether all the words were found in each.

    ``respelt`` are the words that were searched where those of the query are not known, else empty; ``has_more`` tells
    that there are more than ``total``, and nobody counted how many.
    """

    hits: tuple[Hit, ...]
    total: int
    complete: bool = True
    respelt: str = ""
    has_more: bool = False


def find(ask: Ask, query: str, limit: int, kind: str, vocabulary: Callable[[], Vocabulary]) -> Hits:
    """What ``query`` finds, best first; only where that is nothing are the words of ``vocabulary`` looked at."""
    searched = terms(query)
    if not searched:
        return Hits((), 0)
    values = {"kind": kind, "limit": limit, "whole": fold(query).strip(), "named": _named(query)}
    total, rows = _select(ask, " AND ".join(map(_match, searched)), values)
    if rows:
        return _found(rows, total, searched)
    nearest, respelt = _respelt(ask, searched, vocabulary())
    if respelt:
        total, rows = _select(
            ask, " AND ".join(map(_match, nearest)), values | {"whole": respelt, "named": _named(respelt)}
        )
    complete = bool(rows) or len(nearest) == 1
    if not complete:
        total, rows = _select(ask, " OR ".join(map(_match, nearest)), values)
    return _found(rows, total, nearest, complete=complete, respelt=respelt if rows else "")


def _found(rows: list[tuple[Any, ...]], total: int, searched: list[str], **more: Any) -> Hits:
    hits = tuple(_hit(row, searched) for row in rows)
    return Hits(hits, min(total, LOOKED_AT), has_more=total > LOOKED_AT, **more)


def _respelt(ask: Ask, searched: list[str], vocabulary: Vocabulary) -> tuple[list[str], str]:
    """The words to search where some are unknown, and how they are written; the same words and nothing if none is."""
    unknown = [
        term
        for term in searched
        if not ask("SELECT 1 FROM word WHERE word MATCH :match LIMIT 1", {"match": _match(term)})
    ]
    nearest = {term: near for term in unknown if (near := vocabulary.nearest(term))}
    found = [nearest.get(term, term) for term in searched]
    return found, " ".join(vocabulary.written(term) for term in found) if nearest else ""


def _select(ask: Ask, match: str, values: dict[str, Any]) -> tuple[int, list[tuple[Any, ...]]]:
    """How many match, counted to one more than `LOOKED_AT`, and the best of them.

    Of so many, what bears the whole query as its name is always among those looked at.
    """
    values = {**values, "match": match, "most": LOOKED_AT}
    near = ask(_NEAR, values)
    scores: dict[int, float] = dict(near[:LOOKED_AT])
    if len(near) > LOOKED_AT:
        scores = dict(ask(_CALLED, values)) | scores
    return len(near), ask(_BEST, {**values, "near": json.dumps(scores)})


def _named(query: str) -> str:
    """``query`` for FTS5 as a whole code or other name."""
    return f'code : "{" ".join(_WORDS.findall(fold(query))[:MOST_TERMS])}"'


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
