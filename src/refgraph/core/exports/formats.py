"""The formats that a table can be taken away in, as one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from refgraph.core.exports.lines import to_markdown, to_text
from refgraph.core.exports.plain import to_csv, to_csv_data, to_json
from refgraph.core.exports.spreadsheet import to_xlsx
from refgraph.core.table import Table


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


def export(table: Table, name: str) -> bytes:
    """``table`` in the format ``name`` of `FORMATS`.

    Raises:
        KeyError: no such format.
    """
    return FORMATS[name].write(table)
