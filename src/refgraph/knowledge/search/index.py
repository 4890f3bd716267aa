"""The index: an SQLite file (or memory) made from a store once, asked by all sessions at once."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from functools import cached_property
from pathlib import Path
from typing import Any

from refgraph.graph.store import Store
from refgraph.knowledge.search.browsing import Listing, browse
from refgraph.knowledge.search.entries import entries
from refgraph.knowledge.search.matching import Hits, find
from refgraph.knowledge.search.spelling import Vocabulary, spellings

_TABLES = """
    CREATE TABLE entry (iri, kind, rank INTEGER, code, label, place, certification, level, names);
    CREATE TABLE certification (iri PRIMARY KEY, label);
    CREATE VIRTUAL TABLE word USING fts5(code, folded, stems, content='');
    CREATE TABLE spelling (folded, written);
"""
_LAYOUT = 2
"""The number of these tables: a kept file with another is written again."""
_INDICES = """
    CREATE INDEX by_kind ON entry (kind, certification, level);
    CREATE INDEX by_certification ON entry (certification, kind, level);
    INSERT INTO certification SELECT iri, label FROM entry WHERE kind = 'certification' ORDER BY rowid;
"""
_KEPT = 3
"""How many index files stay: a process may still read the one before the newest."""


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
            database.executescript(_TABLES)
            database.execute(f"PRAGMA user_version = {_LAYOUT}")
            found = list(entries(store))
            for row, one in enumerate(found, 1):
                database.execute("INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?)", one.row())
                database.execute("INSERT INTO word (rowid, code, folded, stems) VALUES (?,?,?,?)", (row, *one.words()))
            database.executemany("INSERT INTO spelling VALUES (?,?)", spellings(one.text for one in found))
            database.executescript(_INDICES)
        return cls(database)

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index that `of` wrote at ``path``, read-only."""
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False))

    @classmethod
    def kept(cls, store: Store, path: Path) -> Index:
        """The index at ``path``, written first (aside, then put in place) where there is none of this layout yet."""
        if not _is_current(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
            try:
                cls.of(store, aside).close()
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)
            _clean(path)
        return cls.open(path)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def find(self, words: str, limit: int = 12, kind: str = "") -> Hits:
        """What ``words`` find, best first: codes that are equal, then certifications before blocs before the rest.

        ``kind`` is the key of a kind to search alone, or empty.
        """
        return find(self._ask, words, limit, kind, lambda: self._vocabulary)

    def browse(
        self, kind: str = "", certification: str = "", level: str = "", start: int = 0, size: int = 1_000_000
    ) -> Listing:
        """The entities of a kind (key), of a certification (IRI), of a level (French name); empty: of any."""
        return browse(self._ask, kind, certification, level, start, size)

    def __len__(self) -> int:
        """How many entities can be found."""
        return int(self._ask("SELECT count(*) FROM entry", {})[0][0])

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(dict(self._ask("SELECT folded, written FROM spelling ORDER BY rowid", {})))

    def _ask(self, query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(query, values).fetchall()


def _is_current(path: Path) -> bool:
    """Whether the file at ``path`` has the tables that are read here."""
    if not path.exists():
        return False
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        return bool(database.execute("PRAGMA user_version").fetchone() == (_LAYOUT,))


def _clean(path: Path) -> None:
    """Remove all but the newest index files beside ``path``."""
    files = sorted(path.parent.glob(f"*{path.suffix}"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in files[_KEPT:]:
        with contextlib.suppress(OSError):
            old.unlink()
