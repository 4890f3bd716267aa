"""Annexes in a flattened table: from their heading to where the table goes on, they are no cells of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from refgraph.core.text import fold
from refgraph.model.statement import opening_infinitive
from refgraph.reading.layouts.columns.lines import Gap, Line
from refgraph.reading.layouts.columns.markers import Mark, find, find_bloc, find_unit
from refgraph.reading.shared.annexes import opens_annex
from refgraph.reading.shared.titles import opens_with_kind

_CODED = (Mark.ACTIVITY, Mark.SUBACTIVITY, Mark.COMPETENCE)
_WEAK = frozenset({"jury", "le jury", "les jurys", "sources", "contacts", "synthese", "recapitulatif", "index"})
"""Words that head a paragraph of a cell as well."""

_FEW_LINES = 4
"""The cells of a bloc take more lines."""


def find_annexes(lines: Sequence[Line], fixed: set[int]) -> list[list[int]]:
    """The places of the lines of each annex, its heading first; ``fixed`` are lines that no annex holds."""
    return _Annexes(lines, fixed).found


class _Annexes:
    def __init__(self, lines: Sequence[Line], fixed: set[int]) -> None:
        self._lines = lines
        self._fixed = fixed
        self._codes = [_code(line) for line in lines]
        self._counts = Counter(self._codes)
        self.found: list[list[int]] = []
        title = self._title_above()
        place = 0
        while place < len(lines):
            if self._opens(place):
                end = self._end(place, title)
                self.found.append(list(range(place, end)))
                place = end
            else:
                place += 1

    def _opens(self, place: int) -> bool:
        line = self._lines[place]
        is_apart = place == 0 or line.gap > Gap.NONE or opens_annex(self._lines[place - 1].text)
        is_weak = fold(line.text).strip(" :.") in _WEAK
        return place not in self._fixed and is_apart and opens_annex(line.text) and not is_weak

    def _end(self, start: int, title: int) -> int:
        for place in range(start + 1, len(self._lines)):
            is_title = start < title == place
            if place in self._fixed or is_title or self._opens(place) or self._goes_on(place, start):
                return place
        return len(self._lines)

    def _goes_on(self, place: int, start: int) -> bool:
        """Whether the table goes on at ``place``: a bloc with cells below it, or the code that follows the last one."""
        if _is_bloc(self._lines[place]):
            is_listed = self._lines[place].gap is Gap.NONE and _is_bloc(self._lines[place - 1])
            return not is_listed and self._has_cells(place)
        code = self._codes[place]
        if code is None or self._counts[code] > 1:
            return False
        before = next((one for one in reversed(self._codes[:start]) if one and one[0] == code[0]), None)
        return before is not None and code[1] > before[1]

    def _has_cells(self, place: int) -> bool:
        below = []
        for other in range(place + 1, len(self._lines)):
            if other in self._fixed or _is_bloc(self._lines[other]) or self._opens(other):
                break
            below.append(other)
        has_codes = any(find(self._lines[other].text).mark is Mark.COMPETENCE for other in below)
        has_verbs = any(opening_infinitive(self._lines[other].text) for other in below)
        return has_codes or (has_verbs and len(below) >= _FEW_LINES)

    def _title_above(self) -> int:
        """The place of the title above the first column titles: a line that says what kind of certification it is, else
        the first line of the paragraph above them; -1 where there is none."""
        first = min(self._fixed, default=0)
        apart = [place for place in range(first) if self._lines[place].gap > Gap.NONE or place == 0]
        named = (place for place in apart if opens_with_kind(self._lines[place].text))
        return next(named, apart[-1] if apart else -1)


def _is_bloc(line: Line) -> bool:
    return find_bloc(line.text) is not None or find_unit(line.text) is not None


def _code(line: Line) -> tuple[str, tuple[int, ...]] | None:
    """The letters and numbers of the code that a line opens with."""
    marker = find(line.text)
    if marker.mark not in _CODED or not marker.code:
        return None
    letters = marker.code.rstrip("0123456789.")
    numbers = tuple(int(part) for part in marker.code[len(letters) :].split(".") if part.isdigit())
    return letters, numbers
