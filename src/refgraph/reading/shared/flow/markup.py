"""Text with or without tags, as the pieces that its tags and line ends part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from refgraph.reading.elements import Slice
from refgraph.reading.runs import Run

_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "caption", "summary"})
_BREAKS = _PARAGRAPHS | {
    *("div", "br", "hr", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "section", "article", "header"),
    *("footer", "main", "nav", "aside", "html", "head", "body", "blockquote", "figure", "form", "fieldset"),
    *("details", "button", "label", "address"),
}
_INLINE = frozenset(
    {"b", "strong", "i", "em", "u", "s", "span", "font", "sup", "sub", "small", "a", "mark", "abbr", "img", "path"}
    | {"input", "meta", "link", "time"}
)
_UNSEEN = "script|style|noscript|template|svg|title"
_TOKEN = re.compile(
    rf"(?P<unseen><(?P<kind>{_UNSEEN})\b[^<>]*>.*?</(?P=kind)\s*>|<!--.*?-->|<!doctype\b[^<>]*>|<\?xml\b[^<>]*\?>)"
    r"|(?P<tag></?(?P<name>[a-z][a-z0-9]*)\b(?P<attributes>[^<>]*)>)|(?P<entity>&(?:#\w+|\w+);)|(?P<end>\r?\n)",
    re.IGNORECASE | re.DOTALL,
)
_SPAN = re.compile(r"(?P<what>row|col)span\s*=\s*[\"']?(?P<count>\d{1,3})", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Text of which each character knows its slice of the document."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of_document(cls, text: str) -> PlacedText:
        """The text of a whole document."""
        return cls(text, range(len(text)), range(1, len(text) + 1))

    def slice(self, start: int, end: int) -> Slice:
        """What ``text[start:end]``, which is not empty, takes of the document."""
        return self.starts[start], self.ends[end - 1]


@dataclass(slots=True)
class PrintedPiece:
    """What stands between two breaks: its characters, the headings, lists and cell around it, and how it ends.

    ``tags`` are the block tags around it, the innermost last; ``place`` is row and column of its cell in ``table``.
    """

    run: Run
    tags: tuple[str, ...]
    table: int
    place: tuple[int, int] | None
    ends_line: bool
    lines_above: int


@dataclass
class _Table:
    number: int
    row: int = -1
    column: int = -1
    reach: dict[int, int] = field(default_factory=dict)

    def open_cell(self, attributes: str) -> None:
        spans = {found["what"].lower(): max(1, int(found["count"])) for found in _SPAN.finditer(attributes)}
        self.row = max(self.row, 0)
        self.column += 1
        while self.reach.get(self.column, 0) > self.row:
            self.column += 1
        for column in range(self.column, self.column + spans.get("col", 1)):
            self.reach[column] = self.row + spans.get("row", 1)
        self.last = self.column + spans.get("col", 1) - 1

    last: int = -1

    def open_row(self) -> None:
        self.row, self.column = self.row + 1, -1


class Scanner:
    """Cuts printed text into pieces; ``marks`` are the slices that only lay it out."""

    def __init__(self, printed: PlacedText) -> None:
        self.marks: list[Slice] = []
        self._printed = printed
        self._is_page = _PAGE.match(printed.text) is not None
        self._chars: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._bolds: list[bool] = []
        self._tags: list[str] = []
        self._bold = 0
        self._tables: list[_Table] = []
        self._table_count = 0
        self._lines = 0

    def pieces(self) -> Iterator[PrintedPiece]:
        """The pieces in order, those without words left out."""
        text, last = self._printed.text, 0
        for match in _TOKEN.finditer(text):
            name = (match["name"] or "").lower()
            if match["tag"] and name not in _BREAKS and name not in _INLINE:
                continue
            self._take(last, match.start())
            last = match.end()
            yield from self._token(match, name)
        self._take(last, len(text))
        yield from self._flush(ends_line=True)

    def _token(self, match: re.Match[str], name: str) -> Iterator[PrintedPiece]:
        if match["entity"]:
            self._entity(match)
        elif match["end"]:
            if self._is_page or any(tag in _PARAGRAPHS for tag in self._tags):
                self._add("\v", *self._printed.slice(*match.span()))
            else:
                yield from self._flush(ends_line=True)
                self._lines += 1
        elif match["unseen"]:
            self.marks.append(self._printed.slice(*match.span()))
        elif name in ("b", "strong"):
            self._bold = max(0, self._bold + (-1 if match["tag"].startswith("</") else 1))
        elif name in _BREAKS:
            yield from self._flush(ends_line=False)
            self.marks.append(self._printed.slice(*match.span()))
            self._block(name, match)

    def _block(self, name: str, match: re.Match[str]) -> None:
        closes, is_void = match["tag"].startswith("</"), name in ("br", "hr") or match["tag"].endswith("/>")
        if name == "br":
            return
        if closes:
            self._close(name)
        elif not is_void:
            if name in ("li", "p", "td", "th", "tr") and self._tags and self._tags[-1] in (name, "p"):
                self._close(self._tags[-1])
            self._open(name, match["attributes"])

    def _open(self, name: str, attributes: str) -> None:
        self._tags.append(name)
        if name == "table":
            self._tables.append(_Table(self._table_count))
            self._table_count += 1
        elif name == "tr" and self._tables:
            self._tables[-1].open_row()
        elif name in ("td", "th") and self._tables:
            self._tables[-1].open_cell(attributes)

    def _close(self, name: str) -> None:
        if name in self._tags:
            place = len(self._tags) - 1 - self._tags[::-1].index(name)
            del self._tags[place:]
        if name == "table" and self._tables:
            self._tables.pop()
        elif name in ("td", "th") and self._tables:
            self._tables[-1].column = self._tables[-1].last

    def _entity(self, match: re.Match[str]) -> None:
        char = unescape(match[0])
        if char == match[0]:
            self._take(match.start(), match.end())
        else:
            for one in char:
                self._add(" " if one in "\r\n" else one, *self._printed.slice(*match.span()))

    def _take(self, start: int, end: int) -> None:
        if start < end:
            self._chars.append(self._printed.text[start:end].replace("\n", " "))
            self._starts += self._printed.starts[start:end]
            self._ends += self._printed.ends[start:end]
            self._bolds += [self._bold > 0] * (end - start)

    def _add(self, char: str, start: int, end: int) -> None:
        self._chars.append(char)
        self._starts.append(start)
        self._ends.append(end)
        self._bolds.append(self._bold > 0)

    def _flush(self, *, ends_line: bool) -> Iterator[PrintedPiece]:
        text = "".join(self._chars)
        if text.strip():
            table = self._tables[-1] if self._tables else None
            yield PrintedPiece(
                Run(text, tuple(self._starts), tuple(self._ends), tuple(self._bolds)),
                tuple(self._tags),
                table.number if table else -1,
                (table.row, table.column) if table and table.column >= 0 else None,
                ends_line,
                self._lines,
            )
            self._lines = 0
        self._chars, self._starts, self._ends, self._bolds = [], [], [], []
