"""Where a passage stands in the file that a person holds, in French words."""

from __future__ import annotations

from refgraph.core.french import NBSP, quote
from refgraph.reading.document import Document
from refgraph.reading.places import InCell, OnPage, PlaceInFile

_LONGEST_TITLE = 60
"""Characters of a title of a row or column: what is longer is a text."""


def location(document: Document, start: int, end: int) -> str:
    """Where the passage from ``start`` to ``end`` stands: its page, cell or paragraph where the file has them, with the
    titles of its column and row in a table of a text; else its line.

    >>> location(Document("a.txt", "Un\\nDeux", "0" * 64), 3, 7)
    'ligne\\xa02'
    """
    places = document.places.within(start, end)
    if not places:
        return f"ligne{NBSP}{document.line_at(start)}"
    first = places[0]
    if isinstance(first, OnPage):
        pages = [place.page for place in places if isinstance(place, OnPage)]
        return str(first) if pages[0] == pages[-1] else f"pages{NBSP}{pages[0]} à {pages[-1]}"
    titles = _titles(document, first) if isinstance(first, InCell) else []
    return f"{first} ({', '.join(map(quote, titles))})" if titles else str(first)


def _titles(document: Document, cell: InCell) -> list[str]:
    """What the first row says above ``cell`` and the first column beside it, where these are titles."""
    above, beside = InCell(cell.table, 1, cell.column), InCell(cell.table, cell.row, 1)
    found = [_words(document, place) for place in (above, beside) if place != cell]
    return [words for words in found if 0 < len(words) <= _LONGEST_TITLE]


def _words(document: Document, place: PlaceInFile) -> str:
    """All that stands at ``place``, on one line."""
    stretches = document.places.stretches
    ends = [start for start, _ in stretches[1:]] + [len(document.text)]
    words = [document.text[start:end] for (start, one), end in zip(stretches, ends, strict=True) if one == place]
    return " ".join(" ".join(words).replace("|", " ").split())
