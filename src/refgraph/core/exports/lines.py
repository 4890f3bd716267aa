"""Tables as text to read: Markdown, and columns wrapped to the width of a terminal."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from itertools import zip_longest

from refgraph.core.table import Cell, Marked, Table, show

_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BETWEEN = "  "
_LONGEST_WORD = 24
"""A longer word (an address, an identifier) may be cut in a column; a shorter one never is."""


def to_markdown(table: Table) -> bytes:
    """A Markdown table, headed by its title; nothing in a cell can start markup or HTML."""
    lines = [f"## {_markdown(table.title)}", ""] if table.title else []
    if not table.rows:
        lines += [_markdown(table.empty or "Aucune ligne.")]
    else:
        lines += [_markdown_row(table.columns), _markdown_row(("---",) * len(table.columns), raw=True)]
        lines += [_markdown_row(tuple(map(_signed, row))) for row in table.rows]
    lines += ["", *(f"- {_markdown(label)}\u00a0: {_markdown(value)}" for label, value in table.source)]
    return ("\n".join(lines).rstrip() + "\n").encode()


def to_text(table: Table, width: int = 120) -> str:
    """The table in columns that fit ``width`` characters, long cells on several lines, control characters replaced.

    Where the columns are too many for ``width``, words would be cut: each row is then a block of labelled lines.
    """
    heading = [table.title, ""] if table.title else []
    if not table.rows:
        return "\n".join([*heading, table.empty or "Aucune ligne."]) + "\n"
    cells = [[_visible(_signed(cell)) for cell in row] for row in (table.columns, *table.rows)]
    widths = _widths(cells, width - len(_BETWEEN) * (len(cells[0]) - 1))
    lines = [*heading, *(_text_rows(cells, widths) if widths else _text_blocks(cells, width))]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _markdown(text: str) -> str:
    return " ".join(_MARKDOWN_SIGNS.sub(r"\\\1", _visible(text)).split("\n"))


def _markdown_row(cells: tuple[str, ...], raw: bool = False) -> str:
    return "| " + " | ".join(cells if raw else map(_markdown, cells)) + " |"


def _signed(cell: Cell) -> str:
    return cell.with_signs() if isinstance(cell, Marked) else show(cell)


def _visible(text: str) -> str:
    return _CONTROL.sub("�", text.replace("\r\n", "\n").replace("\t", " "))


def _columns(text: str) -> int:
    """How many columns of a terminal the longest line of ``text`` takes."""
    return max((_line_columns(line) for line in text.split("\n")), default=0)


def _line_columns(line: str) -> int:
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in line)


def _widths(cells: list[list[str]], room: int) -> list[int]:
    """The widths of the columns: short ones keep theirs, the long ones share what is left; none where words are cut."""
    columns = list(zip(*cells, strict=True))
    natural = [max(map(_columns, column)) for column in columns]
    least = [min(max(map(_longest_word, column)), _LONGEST_WORD) for column in columns]
    if sum(least) > room:
        return []
    widths: list[int] = least
    for share in range(1, room + 1):
        wider = [max(low, min(share, high)) for low, high in zip(least, natural, strict=True)]
        if sum(wider) > room:
            break
        widths = wider
    return widths


def _longest_word(text: str) -> int:
    return max(map(_line_columns, text.split()), default=1)


def _text_rows(cells: list[list[str]], widths: list[int]) -> list[str]:
    lines = [*_text_row(cells[0], widths), _BETWEEN.join("─" * size for size in widths)]
    for row in cells[1:]:
        lines += _text_row(row, widths)
        if any(len(cell) > size for cell, size in zip(row, widths, strict=True)):
            lines.append("")
    return lines


def _text_blocks(cells: list[list[str]], width: int) -> list[str]:
    labels, *rows = cells
    labels = [label.replace("\n", " ") for label in labels]
    margin = min(max(map(_line_columns, labels)), width // 3)
    sizes = [margin, max(width - margin - len(_BETWEEN), 1)]
    lines = ["─" * width]
    for row in rows:
        for pair in zip(labels, row, strict=True):
            lines += _text_row(list(pair), sizes)
        lines.append("─" * width)
    return lines


def _text_row(cells: list[str], widths: list[int]) -> list[str]:
    wrapped = [_wrap(cell, size) for cell, size in zip(cells, widths, strict=True)]
    return [
        _BETWEEN.join(part + " " * (size - _line_columns(part)) for part, size in zip(line, widths, strict=True))
        for line in zip_longest(*wrapped, fillvalue="")
    ]


def _wrap(text: str, size: int) -> list[str]:
    return [part for line in text.split("\n") for part in (textwrap.wrap(line, size) or [""])]
