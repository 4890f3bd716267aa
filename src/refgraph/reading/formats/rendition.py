"""What a format gives: the text of a document, its elements, the place of its words, and what was not taken over."""

from __future__ import annotations

from dataclasses import dataclass, field

from refgraph.reading.elements import PrintedElement
from refgraph.reading.places import PlaceMap


@dataclass(frozen=True)
class Rendition:
    """A document as its format says it; ``remarks`` are French sentences on what was left out or could not be known."""

    text: str
    elements: tuple[PrintedElement, ...] = ()
    places: PlaceMap = field(default_factory=PlaceMap)
    remarks: tuple[str, ...] = ()
