"""Lines that a line end of the file has cut: joined where the words below go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from refgraph.reading.shared import codes
from refgraph.reading.shared.flow.line import FlowLine
from refgraph.reading.shared.sentences import is_open

_LONG = 60
"""From this length on, a line of text may have been wrapped."""


def joined(lines: Iterable[FlowLine], opens: Callable[[FlowLine], bool] = lambda line: False) -> list[FlowLine]:
    """``lines``, each with those that carry it on; one of which ``opens`` holds never does."""
    found: list[FlowLine] = []
    for line in lines:
        if found and goes_on(found[-1], line) and not opens(line):
            found[-1] = found[-1].carried_on(line)
        else:
            found.append(line)
    return found


def goes_on(above: FlowLine, line: FlowLine) -> bool:
    """Whether the words of ``line`` go on with those of ``above``.

    They do where they begin with a small letter, or where those above break off; not behind an empty line, unless both
    hold.
    """
    if not above.is_soft or line.level or above.level or line.cell or line.marker or codes.opens(line.text):
        return False
    begins_inside = line.text[:1].islower() or line.text[:1] in "(),;»"
    breaks_off = is_open(above.text) and not above.text.endswith(" -")
    if line.gap:
        return begins_inside and breaks_off
    return begins_inside or breaks_off
