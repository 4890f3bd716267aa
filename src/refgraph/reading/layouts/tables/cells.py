"""The content of a table cell: HTML, Markdown or plain text, as blocks that know their place in the document.

Of a table inside the cell, each row is a block.

Tags that lay text out are read; any other (``<script>``) is words like others, kept and shown as printed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

from refgraph.model.statement import opening_infinitive
from refgraph.reading.document import Document
from refgraph.reading.layouts.tables.grid import Row
from refgraph.reading.runs import Block, Run, unmarked
from refgraph.reading.shared import codes

_LISTS = frozenset({"ul", "ol"})
_PARAGRAPHS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "tr"})
_TABLE = frozenset({"table", "thead", "tbody"})
_BOLD = frozenset({"b", "strong"})
_INLINE = frozenset({"i", "em", "u", "s", "span", "font", "sup", "sub", "small", "a", "mark"})
_CELLS = frozenset({"td", "th"})
_KNOWN = _LISTS | _PARAGRAPHS | _TABLE | _CELLS | _BOLD | _INLINE | {"li", "br"}

_BREAK = re.compile(r"[ \u00a0]*(?P<br>\n)\s*|[ \u00a0]*(?P<line>\v)\s*|(?P<wide>[ \u00a0]{2,})")
_INNER_BULLET = re.compile(r"(?<=\s)(?=[•▪▫◦●○■‣⁃►➢➤✓✔❖\uf000-\uf0ff]\s*\S)")
_LAST_BULLET = re.compile(r"(?<=\s)(?=[-–—•*]\s*$)")
_INNER_DASH = re.compile(r"(?<=\s)(?=[-–—]\s\w)")
_INNER_DASH_ENTRY = re.compile(r"(?<=\s)(?=[-–—]\s[A-ZÀ-ÖØ-Þ])")


def of_row(document: Document, row: Row) -> list[list[Block]]:
    """The blocks of each cell of ``row``, stray bullets (blocks without words) included."""
    if row.contents is None:
        return [read(document, *cell) for cell in row.cells]
    return [_with_tails([piece for block in blocks for piece in _pieces(block)]) for blocks in row.contents]


def _with_tails(blocks: list[Block]) -> list[Block]:
    """``blocks`` with what follows a list at its side marked as its tail: a format tells no more of it than of others.

    It stands outside of lists in a cell that begins with one, and opens like no entry: no sign, code or infinitive.
    """
    if not blocks or not blocks[0].depth:
        return blocks
    return [
        replace(block, is_tail=True)
        if not (block.depth or block.marker or codes.opens(block.text) or opening_infinitive(block.text))
        else block
        for block in blocks
    ]


def read(document: Document, start: int, end: int) -> list[Block]:
    """The blocks of the cell ``document.text[start:end]``, stray bullets (blocks without words) included."""
    if document.text[start:end].isspace() or start == end:  # cells that spans leave are many
        return []
    parser = _CellParser(document.text[start:end], start)
    return [piece for block in parser.blocks for piece in _pieces(block)]


class _CellParser(HTMLParser):
    """Cuts a cell at its block tags. Scripts and styles are no special content here: they are words."""

    def __init__(self, source: str, base: int) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self._source = source
        self._base = base
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._chars: list[tuple[str, int, int, bool]] = []
        self._lists: list[str] = []
        self._bold = 0
        self._is_tail = False
        self.feed(source)
        self.close()
        self._flush()

    def _place(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _token(self, opening: str, closing: str = ">") -> str:
        """The tag or entity at the parser's place, as printed."""
        place = self._place()
        end = self._source.find(closing, place + len(opening))
        return self._source[place : end + len(closing)] if end >= 0 else self._source[place:]

    def _add(self, printed: str, *, as_char: str | None = None) -> None:
        start = self._base + self._place()
        is_bold = self._bold > 0
        if as_char is not None:
            self._chars += [(char, start, start + len(printed), is_bold) for char in as_char]
            return
        text = printed.replace("\r", " ").replace("\n", "\v").replace("\t", " ")
        self._chars += [(char, start + n, start + n + 1, is_bold) for n, char in enumerate(text)]

    def _flush(self, *, is_tail: bool = False) -> None:
        if any(not char.isspace() for char, *_ in self._chars):
            text, starts, ends, bold = zip(*self._chars, strict=True)
            run = unmarked(Run("".join(text), starts, ends, bold)).cut(0)
            depth, ordered = len(self._lists), bool(self._lists) and self._lists[-1] == "ol"
            self.blocks.append(Block((run,), depth, is_ordered=ordered, is_tail=self._is_tail))
            self._is_tail = False
        self._chars = []
        self._is_tail = is_tail or (self._is_tail and not self.blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a list or bold; keep any other tag as words."""
        if tag not in _KNOWN:
            self._add(self.get_starttag_text() or "")
        elif tag == "br":
            self._add("<br>", as_char="\n")
        elif tag in _CELLS:
            self._add(self.get_starttag_text() or "", as_char=" ")
        elif tag in _BOLD:
            self._bold += 1
        elif tag not in _INLINE:
            self._flush()
            if tag in _LISTS:
                self._lists.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what `handle_starttag` opened; words that follow a list without a tag are its tail."""
        if tag not in _KNOWN:
            self._add(self._token("</"))
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag in _LISTS:
            self._flush()
            if self._lists:
                self._lists.pop()
            self._is_tail = True
        elif tag != "br" and tag not in _INLINE | _CELLS:
            self._flush()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read ``<br/>``; keep any other tag that closes itself as words."""
        self.handle_starttag(tag, attrs)

    def set_cdata_mode(self, elem: str, *, escapable: bool = False) -> None:
        """Read what stands in a script or style element like anything else."""

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        """Keep the character that an entity names, or its letters where it names none."""
        self._entity(f"&{name};" if self._token("&", ";") == f"&{name};" else f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Keep the character that a numeric reference names."""
        self._entity(f"&#{name};" if self._token("&#", ";") == f"&#{name};" else f"&#{name}")

    def _entity(self, printed: str) -> None:
        char = unescape(printed)
        self._add(printed, as_char=char if char != printed else None)

    def handle_comment(self, data: str) -> None:
        """Keep a comment as words: nothing of a document is lost."""
        self._add(self._token("<!", "-->" if self._source.startswith("<!--", self._place()) else ">"))

    def handle_decl(self, decl: str) -> None:
        """Keep a declaration as words."""
        self._add(self._token("<!"))

    def handle_pi(self, data: str) -> None:
        """Keep a processing instruction as words."""
        self._add(self._token("<?"))

    def unknown_decl(self, data: str) -> None:
        """Keep a marked section as words."""
        self._add(self._token("<!["))


def _pieces(block: Block) -> list[Block]:
    """``block`` cut where a line break, wide space or inline bullet opens another entry; bullets taken off.

    Entries with a bullet stand in a list, inside the entry that ``block`` begins with when that one has no bullet.
    """
    runs = _lines(block)
    markers = [codes.bullet(run.text) for run in runs]
    inner = max(block.depth, 1) if markers[0] or not block.depth else block.depth + 1
    pieces: list[Block] = []
    for run, marker in zip(runs, markers, strict=True):
        words = run.cut(len(marker)) if run.text[len(marker) :].strip() else run
        depth = inner if marker and len(runs) > 1 else block.depth
        is_tail = block.is_tail and not pieces and not marker
        sign = marker.strip() or ("" if pieces else block.marker)
        pieces.append(replace(block, runs=(words,), marker=sign, depth=depth, is_tail=is_tail))
    return pieces


def _lines(block: Block) -> list[Run]:
    run = block.runs[0]
    places = [match.end() for match in _BREAK.finditer(run.text) if _opens_entry(run.text, match, block.depth)]
    places += [match.end() for inner in (_INNER_BULLET, _LAST_BULLET) for match in inner.finditer(run.text)]
    if block.depth == 0 and (marker := codes.bullet(run.text).strip()):
        dash = _INNER_DASH if marker in "-–—" else _INNER_DASH_ENTRY
        places += [match.end() for match in dash.finditer(run.text)]
    if not block.depth:
        places += codes.further(run.text)
    bounds = [0, *sorted(set(places) - {0}), len(run.text)]
    return [run.cut(left, right) for left, right in pairwise(bounds) if run.text[left:right].strip()]


def _opens_entry(text: str, gap: re.Match[str], depth: int) -> bool:
    """Whether an entry of its own stands behind ``gap``: a bullet, a code, or a capital where a sentence may begin."""
    before, after = text[: gap.start()], text[gap.end() :]
    code = codes.code(f"{before} ")
    if code and code.length > len(before):
        return False
    if codes.bullet(after):
        return gap["wide"] is None or before.rstrip().endswith((".", ";", ":"))
    if depth:
        return False
    if codes.opens(after):
        return True
    return after[:1].isupper() and (bool(gap["br"]) or before.rstrip().endswith((".", ";", ":", "!", "?")))
