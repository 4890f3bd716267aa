"""The tree of an HTML file: with the end tags that authors leave out (HTML, §13.1.2.4), without what is not shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
})  # fmt: skip
_SILENT = frozenset({
    "script", "style", "template", "noscript", "head", "title", "svg", "math", "object", "iframe", "canvas",
    "audio", "video", "select", "button", "datalist", "nav", "dialog", "map", "xml",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})  # fmt: skip
"""Elements that stand on lines of their own (HTML, §15.3); any other is a part of its line."""
_CLOSES: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr", "td", "th"}),
    **{name: frozenset({"tr", "td", "th", "thead", "tbody", "tfoot"}) for name in ("thead", "tbody", "tfoot")},
}
"""A tag → the elements that it ends where they are open."""
_WALLS: Mapping[str, frozenset[str]] = {
    "li": frozenset({"ul", "ol", "td", "th"}),
    "dt": frozenset({"dl", "td", "th"}),
    "dd": frozenset({"dl", "td", "th"}),
    **{name: frozenset({"table"}) for name in ("td", "th", "tr", "thead", "tbody", "tfoot")},
}
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
DEEPEST = 200
"""Elements inside each other; what stands deeper is read at this depth."""


@dataclass(eq=False)
class HtmlElement:
    """An element: its tag, its attributes, its children in order (elements and text)."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[HtmlElement | str] = field(default_factory=list)

    def style(self, name: str) -> str:
        """What its own style says of ``name``, in small letters; nothing where it says nothing."""
        found = re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]*)", self.attributes.get("style", ""), re.IGNORECASE)
        return found[1].strip().lower() if found else ""


class TreeBuilder(HTMLParser):
    """Builds the tree of the text that it is fed; ``hidden`` counts elements with words that are not shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = HtmlElement("body")
        self.hidden = 0
        self._open = [self.root]
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, and end those that it ends."""
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.append(tag)
            return
        attributes = {name: value or "" for name, value in attrs}
        is_hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
        if (tag in _SILENT or is_hidden) and tag not in _VOID:
            self.hidden += tag == "nav" or (is_hidden and tag not in _SILENT)
            self._silent = [tag]
            return
        self._imply_ends(tag)
        element = HtmlElement(tag, attributes)
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; ``/>`` ends only those that have no end tag (HTML, §13.1.2.1)."""
        if ":" in tag:  # <o:p/> of Word
            return
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End the innermost open element of that name, with what is open inside it."""
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        walls = _WALLS.get(tag, frozenset({"td", "th"} - {tag}))
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return
            if self._open[place].tag in walls and tag not in ("table", "tr", "tbody", "thead", "tfoot"):
                return

    def handle_data(self, data: str) -> None:
        """Keep the words that are shown."""
        if not self._silent:
            self._open[-1].children.append(data)

    def unknown_decl(self, data: str) -> None:
        """Pass over the conditional marks of Word (``<![if !supportLists]>``)."""

    def _imply_ends(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end("p", frozenset({"td", "th", "li", "div", "blockquote", "table", "section", "body"}))
        for ended in _CLOSES.get(tag, ()):
            self._end(ended, _WALLS[tag])

    def _end(self, tag: str, walls: frozenset[str]) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return
            if self._open[place].tag in walls:
                return
