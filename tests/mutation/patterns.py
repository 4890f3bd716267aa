"""Faults of a regular expression: a word that a list of alternatives forgets."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P<\w+>|<?[=!]|[a-zA-Z]*:?))?|[|)]|.", re.DOTALL)


def without_one_alternative(pattern: str) -> Iterator[str]:
    """The regular expression ``pattern`` without one of the alternatives between its bars, one after another.

    >>> list(without_one_alternative("un|deux(?:[|]|b)"))
    ['un|deux(?:b)', 'un|deux(?:[|])', 'deux(?:[|]|b)', 'un']
    """
    for spans in _groups(pattern):
        for index, (start, end) in enumerate(spans):
            yield pattern[:start] + pattern[end + 1 :] if index == 0 else pattern[: start - 1] + pattern[end:]


def _groups(pattern: str) -> Iterator[list[tuple[int, int]]]:
    """The alternatives (start, end) of each group that has several, the whole pattern last."""
    opened: list[list[int]] = [[0]]
    for token in _TOKEN.finditer(pattern):
        if token[0].startswith("("):
            opened.append([token.end()])
        elif token[0] == "|":
            opened[-1].append(token.end())
        elif token[0] == ")" and len(opened) > 1:
            yield from _several(opened.pop(), token.start())
    yield from _several(opened[0], len(pattern))


def _several(starts: list[int], end: int) -> list[list[tuple[int, int]]]:
    ends = [start - 1 for start in starts[1:]] + [end]
    return [list(zip(starts, ends, strict=True))] if len(starts) > 1 else []
