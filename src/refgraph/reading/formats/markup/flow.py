"""The paragraphs of an HTML tree as a browser lays them out: white space, lists, bold, and tables as grids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from refgraph.reading.formats.canvas import BULLET, CellWords, Words
from refgraph.reading.formats.markup.tree import BLOCKS, HtmlElement
from refgraph.reading.formats.ordinals import BY_SIGN
from refgraph.reading.places import InCell, InParagraph, PlaceInFile

_HEADING = re.compile(r"h([1-6])$")
_CELLS = frozenset({"td", "th"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_BOLD = frozenset({"b", "strong"})
_OWN_SIGN = re.compile(r"\s*[-–—•▪▫◦●○■‣►➢✓*]\s")
_LEVEL = re.compile(r"level(\d)")
_WIDEST, _TALLEST = 1_000, 65_534
"""Columns and rows that a cell may span (HTML, §4.9.11)."""


@dataclass
class ListState:
    """A list that is open: what it prints before an entry, and how many it has."""

    element: HtmlElement
    count: int

    def label(self, item: HtmlElement) -> str:
        """What is printed before ``item``, the next entry."""
        value = item.attributes.get("value", "")
        self.count = int(value) if value.isdigit() and len(value) < 6 else self.count + 1
        if "none" in self.element.style("list-style-type") + self.element.style("list-style"):
            return ""
        if self.element.tag != "ol":
            return BULLET
        return f"{BY_SIGN.get(self.element.attributes.get('type', '1'), str)(self.count)}."


@dataclass(frozen=True)
class Around:
    """What stands around some words: open lists, bold, a heading, a cell, the label of an entry not yet printed."""

    lists: tuple[ListState, ...] = ()
    bold: bool = False
    level: int = 0
    place: PlaceInFile | None = None
    keeps_space: bool = False


@dataclass
class PageFlow:
    """Lays out a tree; ``paragraph`` and ``table`` count those outside of tables, from 1."""

    paragraph: int = 0
    table: int = 0
    _text: list[str] = field(default_factory=list)
    _bold: list[bool] = field(default_factory=list)
    _label: str = ""
    _depth: int | None = None

    def parts(self, element: HtmlElement, around: Around = Around()) -> Iterator[Words | tuple[list[CellWords], int]]:
        """The paragraphs and tables of ``element``, in order; a table is its cells and how many rows are headings."""
        for child in element.children:
            if isinstance(child, str):
                self._add(child, around)
            elif child.tag == "br":
                self._add("\n", replace(around, keeps_space=True))
            elif child.tag not in BLOCKS:
                yield from self._inline(child, around)
            else:
                yield from self._flush(around)
                yield from self._block(child, around)
                yield from self._flush(around)
        if element.tag in BLOCKS:
            yield from self._flush(around)

    def _inline(self, element: HtmlElement, around: Around) -> Iterator[Words | tuple[list[CellWords], int]]:
        if "ignore" in element.style("mso-list"):
            label = _words_of(element).strip(" \u00a0")
            self._label = label if any(char.isalnum() for char in label) and label != "o" else BULLET
            return
        if element.tag == "input" and element.attributes.get("type", "").lower() in ("checkbox", "radio"):
            self._add("☒ " if "checked" in element.attributes else "☐ ", around)
            return
        weight = element.style("font-weight")
        is_bold = weight in ("bold", "bolder", "600", "700", "800", "900") if weight else around.bold
        yield from self.parts(element, replace(around, bold=is_bold or element.tag in _BOLD))

    def _block(self, element: HtmlElement, around: Around) -> Iterator[Words | tuple[list[CellWords], int]]:
        if element.tag == "table":
            yield from self._table(element, around)
        elif element.tag in ("ul", "ol"):
            start = element.attributes.get("start", "")
            state = ListState(element, int(start) - 1 if start.isdigit() and len(start) < 6 else 0)
            yield from self.parts(element, replace(around, lists=(*around.lists, state)))
        elif element.tag == "li":
            self._label = around.lists[-1].label(element) if around.lists else BULLET
            yield from self.parts(element, around)
            self._label = ""
        elif heading := _HEADING.match(element.tag):
            inside = replace(around, bold=True) if around.place else replace(around, level=int(heading[1]))
            yield from self.parts(element, inside)
        else:
            found = _LEVEL.search(element.style("mso-list"))
            self._depth = int(found[1]) if found else None
            yield from self.parts(element, replace(around, keeps_space=around.keeps_space or element.tag == "pre"))
            self._depth = None

    def _add(self, text: str, around: Around) -> None:
        if not around.keeps_space:
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
            if text.startswith(" ") and (not self._text or self._text[-1][-1:] in (" ", "\n")):
                text = text[1:]
        if text:
            self._text.append(text)
            self._bold += [around.bold] * len(text)

    def _flush(self, around: Around) -> Iterator[Words]:
        """The paragraph that ends here, if it has words."""
        text, bold, label = "".join(self._text), tuple(self._bold), self._label
        self._text, self._bold = [], []
        if not text.strip():
            return
        self._label = ""
        if around.place is None:
            self.paragraph += 1
        is_number = any(char.isalnum() for char in label)
        if is_number:
            text, bold = f"{label} {text}", (*(bold[:1] * (len(label) + 1)), *bold)
        depth = len(around.lists) if self._depth is None else self._depth
        sign = "" if is_number or _OWN_SIGN.match(text) else label
        place = around.place or InParagraph(self.paragraph)
        yield Words(text, bold, place, depth=depth, bullet=sign, is_ordered=is_number, level=around.level)

    def _table(self, table: HtmlElement, around: Around) -> Iterator[Words | tuple[list[CellWords], int]]:
        rows = list(_rows(table))
        if around.place is not None:
            yield from self._inner_rows(rows, around)
            return
        for caption in (child for child in table.children if isinstance(child, HtmlElement) and child.tag == "caption"):
            yield from self.parts(caption, around)
        widest = max((len(cells) for cells, _ in rows), default=0)
        if widest < 2:  # one column lays a page out, and parts nothing
            for cells, _ in rows:
                for cell in cells:
                    yield from self.parts(cell, around)
            return
        self.table += 1
        yield list(self._grid(rows)), _heading_rows(rows)

    def _inner_rows(self, rows: list[tuple[list[HtmlElement], bool]], around: Around) -> Iterator[Words]:
        """A table inside a cell gives one paragraph a row."""
        for cells, _ in rows:
            words = [one for cell in cells for one in self.parts(cell, around) if isinstance(one, Words)]
            text = " ".join(one.text.strip() for one in words if one.text.strip())
            if text and around.place:
                yield Words(text, (False,) * len(text), around.place)

    def _grid(self, rows: list[tuple[list[HtmlElement], bool]]) -> Iterator[CellWords]:
        reaching: dict[int, int] = {}
        for number, (cells, _) in enumerate(rows):
            column = 0
            for cell in cells:
                while reaching.get(column, 0) > number:
                    column += 1
                down = min(_span(cell, "rowspan", _TALLEST) or len(rows), len(rows) - number)
                across = _span(cell, "colspan", _WIDEST) or 1
                place = InCell(self.table, number + 1, column + 1)
                words = [one for one in self.parts(cell, Around(place=place)) if isinstance(one, Words)]
                yield CellWords(number, column, down, across, tuple(words))
                reaching |= {column + step: number + down for step in range(across)}
                column += across


def _rows(table: HtmlElement) -> Iterator[tuple[list[HtmlElement], bool]]:
    """The cells of each row, and whether the row stands in a head; those of inner tables are not among them."""
    for child in table.children:
        if isinstance(child, str):
            continue
        if child.tag == "tr":
            cells = [cell for cell in child.children if isinstance(cell, HtmlElement) and cell.tag in _CELLS]
            yield cells, table.tag == "thead"
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _heading_rows(rows: list[tuple[list[HtmlElement], bool]]) -> int:
    """How many of the first rows stand in a head, or have only heading cells."""
    heads = [is_head or (bool(cells) and all(cell.tag == "th" for cell in cells)) for cells, is_head in rows]
    return next((place for place, is_head in enumerate(heads) if not is_head), len(heads))


def _span(cell: HtmlElement, name: str, most: int) -> int:
    """How many rows or columns it says to span; 0 is all that are left (HTML, §4.9.11)."""
    said = cell.attributes.get(name, "1").strip()
    return min(int(said), most) if said.isdigit() and len(said) < 9 else 1


def _words_of(element: HtmlElement) -> str:
    return "".join(child if isinstance(child, str) else _words_of(child) for child in element.children)
