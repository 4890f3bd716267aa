"""The entries of a field of an export, whose line ends its publisher has made spaces."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from refgraph.reading.elements import Slice
from refgraph.reading.runs import Block, Run
from refgraph.reading.shared import codes, flow
from refgraph.reading.shared.wordings import is_sentence

_MARKED = re.compile(r"</?(?:p|br|li|ul|ol|div)\b[^<>]*>|\n", re.IGNORECASE)
_BULLET = r"[*•▪●○■·➢✓–-]\s*(?=\S)|o\s+(?=[A-ZÀ-ÖØ-ÞŒ])"
_CODE = r"(?:[A-Z]{1,2}\.?\d{1,2}(?:[.-]?[A-Z]?\d{1,2})*\s*[.:–-]|\d{1,2}(?:\.\d{1,2})*\s*[.:)–-]?\s+(?=[A-ZÀ-Þ]))"
_GAP = re.compile(rf"\s{{2,}}(?={_BULLET}|{_CODE})|\s{{4,}}")
_NARROW = re.compile(r"\s{2,}")
_LISTED = re.compile(r"\s*[,;]\s+")
_FEWEST = 2


def of_field(run: Run) -> list[Block]:
    """The entries of a field: its lines where it has some, else what bullets, codes or wide gaps part.

    Two spaces part entries only where nothing wider does and each part begins with a capital.
    """
    if not run.text:
        return []
    if _MARKED.search(run.text):
        return [line.block for line in flow.joined(flow.of_run(run).lines)]
    pieces = _cut(run, [match.end() for match in _GAP.finditer(run.text)])
    if len(pieces) == 1:
        narrow = _cut(run, [match.end() for match in _NARROW.finditer(run.text)])
        if all(piece.text[:1].isupper() for piece in narrow):
            pieces = narrow
    return [_entry(piece) for piece in pieces]


def marks(run: Run) -> tuple[Slice, ...]:
    """The slices of a field that only part its entries: tags that are written out."""
    return flow.of_run(run).marks if _MARKED.search(run.text) else ()


def of_list(run: Run) -> list[Block]:
    """The entries of a field that lists names, by commas too where they stand in one line."""
    found = of_field(run)
    if len(found) > 1 or is_sentence(run.text) or "(" in run.text:
        return found
    commas = list(_LISTED.finditer(run.text))
    if len(commas) < _FEWEST:
        return found
    bounds = [0, *(match.end() for match in commas)], [*(match.start() for match in commas), len(run.text)]
    return [Block((run.cut(left, right),)) for left, right in zip(*bounds, strict=True) if run.text[left:right].strip()]


def _cut(run: Run, places: list[int]) -> list[Run]:
    bounds = [0, *places, len(run.text)]
    return [run.cut(left, right) for left, right in pairwise(bounds) if run.text[left:right].strip()]


def _entry(run: Run) -> Block:
    """A piece without its bullet; « o » stands one list deeper than other bullets."""
    marker = codes.bullet(run.text) or (re.match(_BULLET, run.text) or [""])[0]
    words = run.cut(len(marker))
    if not words.text:
        return Block((run,))
    sign = marker.strip()
    return replace(Block((words,)), marker=sign, depth=(2 if sign in ("o", "○") else 1) if sign else 0)
