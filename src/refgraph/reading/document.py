"""A source document as text: decoded once, with its lines, so that any slice can be pointed at."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from refgraph.model.records import Basis, Passage
from refgraph.reading.elements import PrintedElement
from refgraph.reading.places import PlaceMap


@dataclass(frozen=True)
class Document:
    """A decoded document. Offsets are Unicode code points of ``text``; lines count from 1.

    ``text`` is that of the file, or where its format has none what `formats` wrote from it; then ``elements`` are its
    headings, paragraphs and tables, ``places`` where each stretch of the text stands in the file, and ``remarks``
    French sentences on what was not taken over. ``sha256`` is that of the bytes of the file.
    """

    name: str
    text: str
    sha256: str
    elements: tuple[PrintedElement, ...] = field(default=(), repr=False)
    places: PlaceMap = field(default_factory=PlaceMap, repr=False, compare=False)
    remarks: tuple[str, ...] = ()
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0]
        for index, char in enumerate(self.text):
            if char == "\n":
                starts.append(index + 1)
        object.__setattr__(self, "_starts", starts)

    @property
    def stem(self) -> str:
        """The file name without its suffix."""
        return Path(self.name).stem

    def line_at(self, offset: int) -> int:
        """The number of the line (from 1) that holds ``offset``."""
        return bisect_right(self._starts, offset)

    def line_start(self, line: int) -> int:
        """The offset of the first character of ``line`` (from 1)."""
        return self._starts[line - 1]

    def passage(self, start: int, end: int, basis: Basis = Basis.EXTRAIT) -> Passage:
        """The slice ``text[start:end]`` as a passage, without the white space around it."""
        quote = self.text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        return Passage(start=start, end=start + len(quote), line=self.line_at(start), quote=quote, basis=basis)
