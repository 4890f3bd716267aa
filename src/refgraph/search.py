"""Search as you type: codes, statements and titles, whatever their accents and inflections.

An SQLite FTS5 index of folded words beside their stems. A word of the query matches a word that begins with it or that
has its stem; all must match, and where nothing does, some.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import snowballstemmer
from pyoxigraph import Literal, NamedNode

from refgraph.kinds import BY_KEY, KINDS, Kind
from refgraph.labels import Ref, all_refs, ancestors
from refgraph.store import Store
from refgraph.text import fold

_UNSEARCHED = {"excerpt", "document", "referential", "jury"}
_STOP_WORDS = frozenset(
    (
        "a",
        "au",
        "aux",
        "avec",
        "ce",
        "ces",
        "cet",
        "cette",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "en",
        "est",
        "et",
        "il",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "ou",
        "par",
        "pour",
        "qu",
        "que",
        "qui",
        "sa",
        "se",
        "ses",
        "son",
        "sur",
        "un",
        "une",
        "vers",
        "y",
    )
)
_WORD = re.compile(r"\w+(?:[.\-]\w+)*")
_RANK = {kind.key: rank for rank, kind in enumerate(KINDS)}
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


class Index:
    """The searchable words of a graph. One index serves all threads."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._lock = threading.Lock()

    @classmethod
    def of(cls, store: Store, path: Path | None = None) -> Index:
        """An index over ``store``, in memory or in a new file at ``path``."""
        database = sqlite3.connect(path or ":memory:", check_same_thread=False)
        with database:
            database.execute("CREATE TABLE entry (iri, kind, rank INTEGER, code, label, place)")
            database.execute("CREATE VIRTUAL TABLE word USING fts5(code, folded, stems, content='')")
            for row, entry in enumerate(_entries(store), 1):
                database.execute(
                    "INSERT INTO entry (rowid, iri, kind, rank, code, label, place) VALUES (?,?,?,?,?,?,?)",
                    (row, entry.iri, entry.kind.key, _RANK[entry.kind.key], entry.code, entry.label, entry.place),
                )
                database.execute(
                    "INSERT INTO word (rowid, code, folded, stems) VALUES (?,?,?,?)", (row, *entry.words())
                )
        return cls(database)

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index that `of` wrote at ``path``, read-only."""
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False))

    def find(self, words: str, limit: int = 12, kind: str = "") -> Found:
        """What ``words`` find, best first: codes that are equal, then certifications before blocs before the rest.

        ``kind`` is the key of a kind to search alone, or empty.
        """
        terms = _terms(words)
        if not terms:
            return Found((), 0)
        matches, whole = [_match(term) for term in terms], fold(words).strip()
        total, rows = self._select(" AND ".join(matches), whole, kind, limit)
        complete = bool(rows) or len(terms) == 1
        if not complete:
            total, rows = self._select(" OR ".join(matches), whole, kind, limit)
        return Found(tuple(_hit(row, terms) for row in rows), total, complete)

    def __len__(self) -> int:
        """How many entities can be found."""
        with self._lock:
            return int(self._database.execute("SELECT count(*) FROM entry").fetchone()[0])

    def _select(self, match: str, whole: str, kind: str, limit: int) -> tuple[int, list[tuple[str, ...]]]:
        values = {"match": match, "kind": kind, "limit": limit, "whole": whole}
        with self._lock:
            total = self._database.execute(f"SELECT count(*) {_FOUND}", values).fetchone()[0]
            rows = self._database.execute(
                f"SELECT iri, kind, entry.code, label, place {_FOUND} {_BEST}", values
            ).fetchall()
        return total, rows


_FOUND = """FROM word JOIN entry ON entry.rowid = word.rowid
    WHERE word MATCH :match AND (:kind = '' OR kind = :kind)"""
_BEST = "ORDER BY lower(entry.code) = :whole DESC, bm25(word, 8, 3, 1) + entry.rank * 0.25, iri LIMIT :limit"
_ALIASES = """SELECT ?entity ?alias {
  VALUES ?property { skos:altLabel skos:hiddenLabel rg:sourceCode rg:blocLocalCode rg:rncpNumber }
  ?entity ?property ?alias }"""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entity as the index keeps it; ``aliases`` are its other names and codes, found but not shown."""

    iri: str
    kind: Kind
    code: str
    label: str
    place: str
    aliases: str

    def words(self) -> tuple[str, str, str]:
        """Codes and other names, the folded label, and its stems."""
        folded = fold(self.label)
        return fold(f"{self.code} {self.aliases}"), folded, " ".join(_stems(folded))


def _entries(store: Store) -> Iterable[_Entry]:
    named = all_refs(store)
    aliases: dict[str, list[str]] = {}
    for entity, alias in store.select(_ALIASES).rows:
        if isinstance(entity, NamedNode) and isinstance(alias, Literal):
            aliases.setdefault(entity.value, []).append(alias.value)
    for ref in sorted(named.values(), key=lambda one: one.iri):
        if ref.kind.key not in _UNSEARCHED:
            others = " ".join(sorted(aliases.get(ref.iri, [])))
            yield _Entry(ref.iri, ref.kind, ref.code, ref.label, _place(ref, named), others)


def _place(ref: Ref, named: dict[str, Ref]) -> str:
    """The entities above, outermost first, in a few words."""
    above = [named[iri] for iri in ancestors(ref.iri) if iri in named]
    return " › ".join(
        f"Bloc {one.code}" if one.kind.key == "bloc" else f"{one.code} {one.label}".strip() for one in above
    )


def _terms(words: str) -> list[str]:
    """The words to search, without those that say nothing unless there are no others."""
    found = _WORD.findall(fold(words))[:12]
    return [term for term in found if term not in _STOP_WORDS] or found


def _stems(folded: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(folded)]


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """The stem of a folded word. The stemmer is made anew because it keeps its state while it works."""
    return str(snowballstemmer.stemmer("french").stemWord(word))


def _match(term: str) -> str:
    """One word of the query for FTS5: as the beginning of a word, or by its stem. Words hold no quotation mark."""
    return f'(code : "{term}"* OR folded : "{term}"* OR stems : "{_stem(term)}")'


def _hit(row: tuple[str, ...], terms: list[str]) -> Hit:
    iri, kind, code, label, place = row
    return Hit(iri, BY_KEY[kind], code, _slices(label, terms), place)


def _slices(label: str, terms: list[str]) -> tuple[tuple[str, bool], ...]:
    """``label``, cut around its first match where it is long, with the words that the query matches marked."""
    stems = {_stem(term) for term in terms}
    spans = [word.span() for word in re.finditer(r"\w+", label) if _is_match(fold(word.group()), terms, stems)]
    start = max(0, spans[0][0] - _SNIPPET // 2) if spans and len(label) > _SNIPPET and spans[0][0] > _SNIPPET else 0
    start = label.find(" ", start) + 1 if start else 0
    end = len(label) if len(label) <= start + _SNIPPET else label.rfind(" ", start, start + _SNIPPET)
    slices: list[tuple[str, bool]] = [("… ", False)] if start else []
    position = start
    for left, right in spans:
        if start <= left and right <= end:
            slices += [(label[position:left], False), (label[left:right], True)]
            position = right
    slices += [(label[position:end], False)] + ([(" …", False)] if end < len(label) else [])
    return tuple(one for one in slices if one[0])


def _is_match(word: str, terms: list[str], stems: set[str]) -> bool:
    return any(word.startswith(term) for term in terms) or _stem(word) in stems
