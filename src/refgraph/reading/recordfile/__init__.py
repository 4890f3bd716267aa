"""The reviewed result of a reading: one JSON file per certification that people read, correct and keep in git."""

from __future__ import annotations

from refgraph.reading.recordfile.differences import Difference, differences, mark_typed
from refgraph.reading.recordfile.layout import dump
from refgraph.reading.recordfile.loading import load, parse

__all__ = ["Difference", "differences", "dump", "load", "mark_typed", "parse"]
