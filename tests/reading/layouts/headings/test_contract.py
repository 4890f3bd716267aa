"""The layout « titres » keeps the contract of all layouts, on documents of several trades that a person has read."""

from __future__ import annotations

from pathlib import Path

from refgraph.reading.contract import LayoutContract
from refgraph.reading.layouts import headings


class TestHeadings(LayoutContract):
    """Each case is a document beside what it says."""

    layout = headings
    cases = Path(__file__).parent / "cases"
    count = 5
