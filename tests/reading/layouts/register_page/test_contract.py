"""The layout « page » keeps the contract of all layouts, on pages of both generations that a person has read."""

from __future__ import annotations

from pathlib import Path

from refgraph.reading.contract import LayoutContract
from refgraph.reading.layouts import register_page


class TestRegisterPage(LayoutContract):
    """Each case is a page beside what it says."""

    layout = register_page
    cases = Path(__file__).parent / "cases"
    count = 3
