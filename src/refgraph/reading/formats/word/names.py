"""The names of WordprocessingML, and how its properties are asked for (ISO 29500-1, §17)."""

from __future__ import annotations

from refgraph.reading.formats.archive import XmlElement

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{_W}}}{name}"


def child(element: XmlElement | None, name: str) -> XmlElement | None:
    """The first child of that name; None where there is none."""
    return element.find(w(name)) if element is not None else None


def value(element: XmlElement | None, name: str) -> str | None:
    """The ``w:val`` of the child of that name."""
    found = child(element, name)
    return found.get(w("val")) if found is not None else None


def number(element: XmlElement | None, name: str) -> int | None:
    """The ``w:val`` of the child of that name, where it is a whole number."""
    text = value(element, name) or ""
    return int(text) if text.lstrip("-").isdigit() else None


def is_on(element: XmlElement | None) -> bool:
    """Whether a switch (``w:b``, ``w:vanish``) is there and not turned off."""
    return element is not None and (element.get(w("val")) or "1").lower() not in _OFF
