"""The names of OpenDocument that are asked for (OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

from refgraph.reading.formats.archive import XmlElement

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_PREFIXES = {
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    **{name: _SPACE.format(name) for name in ("draw", "office", "style", "table", "text")},
}


def q(name: str) -> str:
    """The qualified name of ``prefix:name``.

    >>> q("text:p")
    '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p'
    """
    prefix, _, local = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


def number(element: XmlElement, name: str, default: int = 1) -> int:
    """The attribute ``name`` where it is a whole number, else ``default``."""
    text = element.get(q(name), "")
    return int(text) if text.isdigit() and len(text) < 10 else default
