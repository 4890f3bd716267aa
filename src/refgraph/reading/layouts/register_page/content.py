"""The competences and modalities of a bloc, whose two columns copied text prints one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refgraph.core.text import fold
from refgraph.model.statement import opening_infinitive
from refgraph.reading.shared import bloc_content
from refgraph.reading.shared.flow import FlowLine
from refgraph.reading.shared.wordings import ASSESSMENT

_WORDS = re.compile(r"\W+")

Halves = tuple[list[FlowLine], list[FlowLine], list[FlowLine]]
"""Competences, modalities, and lines of which nothing says which they are."""


def halves(lines: Sequence[FlowLine], attested: Sequence[FlowLine], assessed: Sequence[FlowLine]) -> Halves:
    """The lines of a bloc by column; where no column is left, by what the summary of the page repeats, by codes and
    wording, and by their order: competences stand above modalities."""
    body = [line for line in lines if not (line.cell and line.cell.row == 0)]
    if any(line.cell for line in body):
        rows = [line for line in body if line.cell]
        loose = [line for line in body if not line.cell]
        first = [line for line in rows if line.cell and line.cell.column == 0]
        return first, [line for line in rows if line not in first], loose
    signs = [_sign(line, _known(attested), _known(assessed)) for line in body]
    last = max((place for place, sign in enumerate(signs) if sign == "c"), default=-1)
    start = next((place for place, sign in enumerate(signs) if sign == "m" and place > last), len(body))
    return body[: last + 1], body[start:], body[last + 1 : start]


def _known(lines: Sequence[FlowLine]) -> set[str]:
    return {_same(line.text) for line in lines}


def _same(text: str) -> str:
    return _WORDS.sub(" ", fold(text)).strip()


def _sign(line: FlowLine, attested: set[str], assessed: set[str]) -> str:
    """``c`` for a competence, ``m`` for a modality, empty for what does not tell."""
    words = _same(line.text)
    if words in attested or words in assessed:
        return "c" if words in attested else "m"
    if ASSESSMENT.match(line.flat):
        return "m"
    code = bloc_content.opening(line.block.runs[0].text)
    text = line.text[code.length :] if code else line.text
    return "c" if code or opening_infinitive(text) is not None else ""
