"""A reading as a JSON text that a person can read; and such a text read back, that of version 0.1 included."""

from __future__ import annotations

from refgraph.reading.recordfile.layout import dump
from refgraph.reading.recordfile.loading import Unknown, load, load_older, parse

__all__ = ["Unknown", "dump", "load", "load_older", "parse"]
