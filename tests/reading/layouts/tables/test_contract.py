"""The layout « tableaux » keeps the contract of all layouts, on documents of other trades that a person has read."""

from __future__ import annotations

from pathlib import Path

from refgraph.reading.contract import LayoutContract
from refgraph.reading.layouts import tables


class TestTables(LayoutContract):
    """Each case is a document beside what it says."""

    layout = tables
    cases = Path(__file__).parent / "cases"
    count = 38
