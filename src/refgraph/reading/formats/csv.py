"""Sheets as text (.csv), as workbooks save them: parted by semicolons, commas or tabs."""

from __future__ import annotations

import csv
import io

from refgraph.core.errors import DocumentError
from refgraph.reading.formats import plain, sheets
from refgraph.reading.formats.canvas import Canvas
from refgraph.reading.formats.rendition import Rendition
from refgraph.reading.formats.sheets import SheetCell

_SEPARATORS = (";", "\t", ",")
_HEAD = 50


def read(raw: bytes, name: str) -> Rendition:
    """The cells of a text in UTF-8 whose rows are lines, but for line breaks between double quotes (RFC 4180).

    Raises:
        DocumentError: as `plain.read`, or with more cells than `sheets` takes.
    """
    text = plain.read(raw, name).text
    cells: list[SheetCell] = []
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))):
            cells += [
                SheetCell(row, column, value.replace("\r\n", "\n"))
                for column, value in enumerate(values)
                if value.strip()
            ]
            sheets.check_count(len(cells), name)
    except csv.Error as error:
        raise DocumentError(
            "le fichier ne peut pas être lu\u00a0: une cellule est bien trop longue.",
            place=name,
            remedy="Enregistrez-le en classeur (.xlsx ou .ods).",
        ) from error
    canvas = Canvas()
    sheets.write(canvas, "", cells)
    return Rendition(canvas.text, tuple(canvas.elements), canvas.places)


def _separator(text: str) -> str:
    """The separator that parts the most cells evenly in the first rows; a comma in a sentence parts none evenly."""
    scores: dict[str, int] = {}
    for separator in _SEPARATORS:
        rows = [row for row, _ in zip(csv.reader(io.StringIO(text), delimiter=separator), range(_HEAD), strict=False)]
        widths = [len(row) for row in rows if len(row) > 1]
        scores[separator] = max((width * widths.count(width) for width in set(widths)), default=0)
    return max(_SEPARATORS, key=lambda separator: scores[separator])
