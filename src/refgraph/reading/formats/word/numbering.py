"""Automatic numbers and bullets: what Word prints in front of a paragraph and no text of the file holds.

ISO 29500-1, §17.9. Counters belong to the abstract list: a level starts again whenever a higher one counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from refgraph.reading.formats.archive import Archive, XmlElement
from refgraph.reading.formats.canvas import BULLET
from refgraph.reading.formats.ordinals import BY_SIGN
from refgraph.reading.formats.word.names import child, number, value, w

PART = "word/numbering.xml"
_PLACEHOLDER = re.compile(r"%(\d)")
_PRIVATE = range(0xE000, 0xF900)
"""Signs of symbol fonts have no meaning of their own."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: how it counts (``decimal``, ``bullet``…), what it prints (``%1.%2``), and from where on.

    ``restarts``: a list of this level starts it over by itself (w:startOverride).
    """

    form: str
    text: str
    start: int
    restarts: bool = False


@dataclass(frozen=True, slots=True)
class ListLabel:
    """What stands in front of a paragraph: a bullet, or a number."""

    text: str
    is_number: bool


class Numbering:
    """The lists of a file, counted while its paragraphs are read in order."""

    def __init__(self, levels: Mapping[int, Mapping[int, ListLevel]], roots: Mapping[int, int]) -> None:
        self._levels = levels
        self._roots = roots
        self._counts: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self._begun: set[int] = set()

    def label(self, list_id: int, level: int) -> ListLabel | None:
        """Count one paragraph of ``level`` (from 0) of a list, and say what stands before it; None: nothing."""
        levels = self._levels.get(list_id, {})
        own = levels.get(level)
        if own is None or own.form == "none":
            return None
        if own.form == "bullet":
            is_sign = len(own.text) == 1 and ord(own.text) not in _PRIVATE and not own.text.isalnum()
            return ListLabel(own.text if is_sign else BULLET, is_number=False)
        counts = self._counts[self._roots.get(list_id, list_id)]
        self._begin(list_id, levels, counts)
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return ListLabel(_PLACEHOLDER.sub(lambda found: _count(int(found[1]) - 1, levels, counts), own.text), True)

    def _begin(self, list_id: int, levels: Mapping[int, ListLevel], counts: dict[int, int]) -> None:
        """Start over, at the first paragraph of a list, the levels that it restarts."""
        if list_id not in self._begun:
            self._begun.add(list_id)
            for level in [level for level, one in levels.items() if one.restarts]:
                counts.pop(level, None)


def read_numbering(archive: Archive) -> Numbering:
    """The lists that the file declares."""
    if PART not in archive:
        return Numbering({}, {})
    root = archive.xml(PART)
    abstract = {
        int(one.get(w("abstractNumId"), "-1")): {
            int(each.get(w("ilvl"), "0")): _level(each) for each in one.iter(w("lvl"))
        }
        for one in root.iter(w("abstractNum"))
    }
    levels: dict[int, dict[int, ListLevel]] = {}
    roots: dict[int, int] = {}
    for instance in root.iter(w("num")):
        list_id, base = int(instance.get(w("numId"), "-1")), number(instance, "abstractNumId")
        levels[list_id] = dict(abstract.get(base if base is not None else -1, {}))
        roots[list_id] = base if base is not None else -1
        for override in instance.iter(w("lvlOverride")):
            _override(override, levels[list_id])
    return Numbering(levels, roots)


def _level(element: XmlElement) -> ListLevel:
    start = number(element, "start")
    return ListLevel(
        value(element, "numFmt") or "decimal", value(element, "lvlText") or "", 1 if start is None else start
    )


def _override(override: XmlElement, levels: dict[int, ListLevel]) -> None:
    rank = int(override.get(w("ilvl"), "0"))
    if (own := child(override, "lvl")) is not None:
        levels[rank] = _level(own)
    start = number(override, "startOverride")
    if start is not None and rank in levels:
        levels[rank] = replace(levels[rank], start=start, restarts=True)


def _count(level: int, levels: Mapping[int, ListLevel], counts: Mapping[int, int]) -> str:
    own = levels.get(level)
    if own is None:
        return ""
    return FORMS.get(own.form, str)(counts.get(level, own.start))


FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": BY_SIGN["1"],
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": BY_SIGN["a"],
    "upperLetter": BY_SIGN["A"],
    "lowerRoman": BY_SIGN["i"],
    "upperRoman": BY_SIGN["I"],
}
"""How a level counts → what it prints for a number."""
