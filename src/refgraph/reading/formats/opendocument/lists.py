"""The numbers and bullets that the lists of an OpenDocument file print (OpenDocument 1.3, part 3, §5.3 and §19.880)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from refgraph.reading.formats.archive import XmlElement
from refgraph.reading.formats.opendocument.names import q
from refgraph.reading.formats.opendocument.styles import OUTLINE, OpenLevel
from refgraph.reading.formats.ordinals import BY_SIGN

_ID = "{http://www.w3.org/XML/1998/namespace}id"


@dataclass
class OpenList:
    """A list that is being read: its style, how many of each level were counted, and how deep we are in it."""

    style: str
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in a list: the list, its level from 1, and the number that its item asks for."""

    owner: OpenList
    level: int
    start: int | None = None


class OpenLists:
    """The lists of one file, in order: a list may go on counting where another ended."""

    def __init__(self, styles: Mapping[str, Mapping[int, OpenLevel]]) -> None:
        self._styles = styles
        self._by_id: dict[str, OpenList] = {}
        self._last: dict[str, OpenList] = {}
        self._headings = OpenList(OUTLINE)

    def begin(self, element: XmlElement, above: ListPlace | None, own_style: str | None) -> OpenList:
        """The list that ``element`` begins: a list inside an item counts on its owner, one level deeper."""
        if above is not None:
            return above.owner
        style = element.get(q("text:style-name")) or own_style or ""
        continued = self._by_id.get(element.get(q("text:continue-list"), ""))
        if continued is None and element.get(q("text:continue-numbering")) == "true":
            continued = self._last.get(style)
        found = OpenList(style, continued.counts if continued else {})
        if id := element.get(_ID):
            self._by_id[id] = found
        self._last[style] = found
        return found

    def heading(self, level: int) -> str:
        """What numbered headings print before one of ``level``."""
        return self.label(ListPlace(self._headings, level))[1]

    def label(self, place: ListPlace) -> tuple[str, str]:
        """The bullet and the number that an item prints: one of them, or none."""
        levels = self._styles.get(place.owner.style, {})
        own = levels.get(place.level, OpenLevel())
        counts = place.owner.counts
        for deeper in [level for level in counts if level > place.level]:
            del counts[deeper]
        counts[place.level] = place.start if place.start is not None else counts.get(place.level, own.start - 1) + 1
        if own.bullet or own.form not in BY_SIGN:
            return own.bullet, (own.before + own.behind).strip() if not own.bullet else ""
        shown = range(max(1, place.level - own.shown_levels + 1), place.level + 1)
        numbers = (self._number(levels.get(level, OpenLevel()), counts.get(level)) for level in shown)
        return "", f"{own.before}{'.'.join(one for one in numbers if one)}{own.behind}".strip()

    def _number(self, level: OpenLevel, count: int | None) -> str:
        form = BY_SIGN.get(level.form)
        return form(level.start if count is None else count) if form else ""
