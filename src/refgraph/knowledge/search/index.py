"""The index: an SQLite file (or memory) made from a store once, asked by all sessions at once."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from shutil import copyfile
from typing import Any

from refgraph.graph.store import Store
from refgraph.knowledge.search.browsing import Listing, browse
from refgraph.knowledge.search.entries import IndexRow, entries
from refgraph.knowledge.search.matching import Hits, find
from refgraph.knowledge.search.rows import add, remove
from refgraph.knowledge.search.spelling import Vocabulary, spellings

_TABLES = """
    CREATE TABLE entry (
        part, iri, kind, rank INTEGER, "order", code, label, place, certification, level, aliases, names, folded, stems
    );
    CREATE TABLE certification (iri PRIMARY KEY, label, "order");
    CREATE VIRTUAL TABLE word USING fts5(code, folded, stems, content='');
    CREATE TABLE form (folded, written, uses INTEGER, PRIMARY KEY (folded, written)) WITHOUT ROWID;
"""
_LAYOUT = 3
"""The number of these tables: a kept file with another is written again."""
_INDICES = """
    CREATE INDEX by_part ON entry (part);
    CREATE INDEX by_order ON entry (rank, "order");
    CREATE INDEX by_kind ON entry (kind, certification, level);
    CREATE INDEX by_certification ON entry (certification, kind, level);
"""
_REMEMBERED = 500
"""How many answers stay in memory: as they type, readers ask for the same beginnings of words."""
_PAGE = 200
"""A list of more entities than that is no page, and is not kept."""
_KEPT = 3
"""How many index files stay: a process may still read the one before the newest."""


class Index:
    """The searchable words of a graph. One index serves all threads."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._found = lru_cache(_REMEMBERED)(self._find)
        self._listed = lru_cache(_REMEMBERED)(partial(browse, self._ask))

    @classmethod
    def of(cls, store: Store, path: Path | None = None) -> Index:
        """An index over ``store``, in memory or in a new file at ``path``."""
        return cls.written(path, [("", list(entries(store)))])

    @classmethod
    def written(cls, path: Path | None, parts: Iterable[tuple[str, Sequence[IndexRow]]]) -> Index:
        """An index of the rows of each part, by its name, in memory or in a new file at ``path``."""
        database = sqlite3.connect(path or ":memory:", check_same_thread=False)
        with database:
            database.executescript(_TABLES)
            database.execute(f"PRAGMA user_version = {_LAYOUT}")
            for name, rows in parts:
                add(database, name, rows)
            database.executescript(_INDICES)
        return cls(database)

    def renew(self, parts: Mapping[str, Sequence[IndexRow]]) -> None:
        """Put these rows in place of those of the parts of these names: a part without rows is gone."""
        with self._lock, self._database:
            for name, rows in parts.items():
                remove(self._database, name)
                add(self._database, name, rows)
        self.__dict__.pop("_vocabulary", None)
        self._found.cache_clear()
        self._listed.cache_clear()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = True) -> Index:
        """The index that was written at ``path``."""
        mode = "ro" if read_only else "rw"
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, check_same_thread=False))

    @classmethod
    def kept(cls, store: Store, path: Path) -> Index:
        """The index at ``path``, written first (aside, then put in place) where there is none of this layout yet."""
        if not _is_current(path):
            with _aside(path) as aside:
                cls.of(store, aside).close()
        return cls.open(path)

    @classmethod
    def write(cls, path: Path, parts: Iterable[tuple[str, Sequence[IndexRow]]]) -> None:
        """Put the index of the rows of each part at ``path``, whole or not at all.

        Raises:
            OSError: the file cannot be written.
        """
        with _aside(path) as aside:
            cls.written(aside, parts).close()

    @classmethod
    def copy(cls, base: Path, path: Path, parts: Mapping[str, Sequence[IndexRow]]) -> None:
        """Put the index at ``base`` at ``path``, whole or not at all, with these rows in place of those of their parts.

        Raises:
            OSError: the file cannot be written.
        """
        with _aside(path) as aside:
            copyfile(base, aside)
            index = cls.open(aside, read_only=False)
            index.renew(parts)
            index.close()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def find(self, words: str, limit: int = 12, kind: str = "") -> Hits:
        """What ``words`` find, best first: codes that are equal, then certifications before blocs before the rest.

        ``kind`` is the key of a kind to search alone, or empty.
        """
        return self._found(words, limit, kind)

    def browse(
        self, kind: str = "", certification: str = "", level: str = "", start: int = 0, size: int = 1_000_000
    ) -> Listing:
        """The entities of a kind (key), of a certification (IRI), of a level (French name); empty: of any."""
        if size > _PAGE:
            return browse(self._ask, kind, certification, level, start, size)
        return self._listed(kind, certification, level, start, size)

    def __len__(self) -> int:
        """How many entities can be found."""
        return int(self._ask("SELECT count(*) FROM entry", {})[0][0])

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        counted = self._ask("SELECT folded, written, uses FROM form", {})
        return Vocabulary(dict(spellings((folded, written, uses) for folded, written, uses in counted)))

    def _find(self, words: str, limit: int, kind: str) -> Hits:
        return find(self._ask, words, limit, kind, lambda: self._vocabulary)

    def _ask(self, query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(query, values).fetchall()


@contextlib.contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """A file to write, which is put at ``path`` when all went well; index files that are long old are removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    _clean(path)


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
