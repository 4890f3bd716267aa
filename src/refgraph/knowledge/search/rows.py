"""The rows of the index, put in and taken out part by part: each part is a certification, or what belongs to none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from msgspec.structs import astuple

from refgraph.knowledge.search.entries import IndexRow
from refgraph.knowledge.search.spelling import forms

_COLUMNS = ", ".join(f'"{name}"' for name in IndexRow.__struct_fields__)
_PLACES = ", ".join("?" * (len(IndexRow.__struct_fields__) + 1))
_ENTRY = f"INSERT INTO entry VALUES ({_PLACES})"
_WORD = "INSERT INTO word (rowid, code, folded, stems) VALUES (?, ?, ?, ?)"
_FORM = """INSERT INTO form VALUES (?, ?, ?)
    ON CONFLICT (folded, written) DO UPDATE SET uses = uses + excluded.uses"""
# A table without content forgets a row when it is told the words that the row had.
_NO_WORD = "INSERT INTO word (word, rowid, code, folded, stems) VALUES ('delete', ?, ?, ?, ?)"


def add(database: Connection, part: str, rows: Sequence[IndexRow]) -> None:
    """Put ``rows`` in as the rows of ``part``."""
    for row in rows:
        number = database.execute(_ENTRY, (part, *astuple(row))).lastrowid
        database.execute(_WORD, (number, row.names, row.folded, row.stems))
    _certify(database, rows)
    database.executemany(_FORM, [(*form, uses) for form, uses in forms(row.text for row in rows).items()])


def remove(database: Connection, part: str) -> None:
    """Take the rows of ``part`` out, and the words that no other row has."""
    found = database.execute(f"SELECT rowid, {_COLUMNS} FROM entry WHERE part = ?", (part,)).fetchall()
    rows = [IndexRow(*values) for _, *values in found]
    for (number, *_), row in zip(found, rows, strict=True):
        database.execute(_NO_WORD, (number, row.names, row.folded, row.stems))
    database.execute("DELETE FROM entry WHERE part = ?", (part,))
    database.executemany("DELETE FROM certification WHERE iri = ?", [(row.iri,) for row in rows])
    counted = forms(row.text for row in rows)
    database.executemany(_FORM, [(*form, -uses) for form, uses in counted.items()])
    database.executemany("DELETE FROM form WHERE folded = ? AND written = ? AND uses = 0", list(counted))


def _certify(database: Connection, rows: Iterable[IndexRow]) -> None:
    """Keep the names of the certifications among ``rows`` apart: each list of entities tells them."""
    named = [(row.iri, row.label, row.order) for row in rows if row.kind == "certification"]
    database.executemany("INSERT OR REPLACE INTO certification VALUES (?, ?, ?)", named)
