"""A `Table` as bytes that people take away: CSV, JSON, Markdown, a workbook, or text for the terminal."""

from __future__ import annotations

from refgraph.core.exports.formats import FORMATS, Format, export, file_stem
from refgraph.core.exports.lines import to_markdown, to_text
from refgraph.core.exports.plain import several_to_json, to_csv, to_csv_data, to_json
from refgraph.core.exports.spreadsheet import guard, to_xlsx

__all__ = [
    "FORMATS",
    "Format",
    "export",
    "file_stem",
    "guard",
    "several_to_json",
    "to_csv",
    "to_csv_data",
    "to_json",
    "to_markdown",
    "to_text",
    "to_xlsx",
]
