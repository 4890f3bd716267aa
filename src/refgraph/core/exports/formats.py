"""The formats that a table can be taken away in, as one table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from refgraph.core.exports.lines import to_markdown, to_text
from refgraph.core.exports.plain import to_csv, to_csv_data, to_json
from refgraph.core.exports.spreadsheet import to_xlsx
from refgraph.core.table import Table
from refgraph.core.text import fold

_SIGNS = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_WORD = 40


@dataclass(frozen=True)
class Format:
    """A file format: its suffix, media type, French label, how to write it, and whether a terminal can show it."""

    suffix: str
    media_type: str
    label: str
    write: Callable[[Table], bytes]
    is_text: bool = True


FORMATS: dict[str, Format] = {
    "table": Format(".txt", "text/plain; charset=utf-8", "Texte", lambda table: to_text(table).encode()),
    "csv": Format(".csv", "text/csv; charset=utf-8", "CSV (tableur)", to_csv),
    "csv-data": Format(".csv", "text/csv; charset=utf-8", "CSV (programmes)", to_csv_data),
    "json": Format(".json", "application/json", "JSON", to_json),
    "md": Format(".md", "text/markdown; charset=utf-8", "Markdown", to_markdown),
    "xlsx": Format(
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Excel",
        to_xlsx,
        is_text=False,
    ),
}


def file_stem(*words: str, day: date) -> str:
    """A file name, without suffix, that says what the file holds and of which day, in letters that every system takes.

    >>> file_stem("comparaison", "RNCP31919", "Chargé d’affaires", day=date(2026, 12, 1))
    'comparaison-RNCP31919-charge-d-affaires-2026-12-01'
    """
    return "-".join([*filter(None, map(_plain, words)), day.isoformat()])


def _plain(word: str) -> str:
    """``word`` without accents and signs; a longer one is cut between two words, a code keeps its capitals."""
    folded = word if word.isascii() else fold(word)
    plain = _SIGNS.sub("-", folded).strip("-")
    return (
        plain if len(plain) <= _LONGEST_WORD else plain[: _LONGEST_WORD + 1].rpartition("-")[0] or plain[:_LONGEST_WORD]
    )


def export(table: Table, name: str) -> bytes:
    """``table`` in the format ``name`` of `FORMATS`.

    Raises:
        KeyError: no such format.
    """
    return FORMATS[name].write(table)
