"""Tables that a text draws with bars or tabs: which of its lines are rows, of which table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\|?[ \t]*")
_TAB = re.compile(r"(?<=[^\s])[ ]*\t")


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A line that is the row of a drawn table: table and row from 0, and what parts its cells."""

    table: int
    row: int
    separator: re.Pattern[str]


def rows(text: str) -> dict[int, DrawnRow]:
    """The rows of ``text``, by the number of their line (from 0). A line that only rules is none."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    found: dict[int, DrawnRow] = {}
    for table, (group, separator) in enumerate(_groups(lines)):
        drawn = [number for number in group if not _RULE.fullmatch(lines[number])]
        found |= {number: DrawnRow(table, row, separator) for row, number in enumerate(drawn)}
    return found


def is_rule(text: str) -> bool:
    """Whether a line only draws the rule below the head of a table."""
    return _RULE.fullmatch(text) is not None and "|" in text


def _groups(lines: list[str]) -> Iterator[tuple[list[int], re.Pattern[str]]]:
    """The numbers of the lines of each table. Bars need a rule, or stand at the beginning of each line."""
    start = 0
    while start < len(lines):
        for separator in (_BAR, _TAB):
            end = start
            while end < len(lines) and separator.search(lines[end]):
                end += 1
            if end > start and _is_table(lines[start:end], separator):
                yield list(range(start, end)), separator if separator is _BAR else re.compile(r"\t")
                break
        start = max(end, start + 1)


def _is_table(lines: list[str], separator: re.Pattern[str]) -> bool:
    if separator is _TAB:
        return True
    return any(is_rule(line) for line in lines) or all(line.lstrip().startswith("|") for line in lines)
