"""Tables as a PDF to print and to read aloud: A4 on its side, tagged (PDF/UA-1), in French, with bookmarks.

Typst sets the pages (https://typst.app/docs/reference/pdf/): it is offline, and carries its fonts. What is told goes to
it as data, never as markup.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from refgraph.core.exports.word import column_widths, word_text
from refgraph.core.table import Cell, Marked, Table, show

_PAGE = Path(__file__).with_name("document.typ")
_TENTHS = 2_670
"""The width between the margins, in tenths of a millimetre."""
_LETTER = 15
"""About the width of a letter, in tenths of a millimetre."""
_TALLEST = 30
"""A row of more lines than this may be cut: kept in one piece it could run off the page."""


class PrintedPart(NamedTuple):
    """A table under its ``title``, which begins a new page where ``breaks``."""

    title: str
    table: Table
    breaks: bool = False


def table_to_pdf(table: Table) -> bytes:
    """``table`` as a document of its own: its title, where it comes from, then the rows."""
    told = [f"{name}\u00a0: {value}" for name, value in table.source]
    return to_pdf(table.title or "Résultat", [PrintedPart(table.title or "Résultat", table)], told)


def to_pdf(title: str, parts: Sequence[PrintedPart], remarks: Sequence[str] = ()) -> bytes:
    """The ``parts`` as one document under ``title``, its ``remarks`` first; contents where there are three or more.

    A letter that the font lacks is drawn as a box, and the document is then tagged without claiming PDF/UA-1.
    """
    import typst

    told = {"title": word_text(title), "remarks": list(map(word_text, remarks)), "parts": list(map(_part, parts))}
    page, inputs = _PAGE.read_bytes(), {"told": json.dumps(told, ensure_ascii=False)}
    try:
        return typst.compile(page, sys_inputs=inputs, ignore_system_fonts=True, format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return typst.compile(page, sys_inputs=inputs, ignore_system_fonts=True, format="pdf")


def _part(part: PrintedPart) -> dict[str, Any]:
    table = part.table
    widths = column_widths(table, _TENTHS, _LETTER)
    return {
        "title": word_text(part.title),
        "breaks": part.breaks,
        "empty": word_text(table.empty or "Aucune ligne."),
        "columns": list(map(word_text, table.columns)),
        "widths": widths,
        "rows": [_row(row, widths) for row in table.rows],
    }


def _row(row: Sequence[Cell], widths: Sequence[int]) -> dict[str, Any]:
    lines = (_lines(show(cell), width) for cell, width in zip(row, widths, strict=True))
    return {"breaks": max(lines, default=0) > _TALLEST, "cells": list(map(_runs, row))}


def _lines(text: str, width: int) -> int:
    """About how many lines ``text`` takes in a column of this width."""
    return sum(1 + len(line) * _LETTER // width for line in text.split("\n"))


def _runs(cell: Cell) -> list[dict[str, str]]:
    """The words of ``cell``, each run with whether another wording has them not: « old », « new », or nothing."""
    if not isinstance(cell, Marked):
        return [{"text": word_text(show(cell)), "mark": ""}]
    mark, last = "old" if cell.is_old else "new", len(cell.runs) - 1
    return [
        {"text": word_text(words) + (" " if at < last else ""), "mark": mark if marked else ""}
        for at, (words, marked) in enumerate(cell.runs)
    ]
