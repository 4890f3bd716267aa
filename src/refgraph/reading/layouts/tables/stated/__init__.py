"""The model of a référentiel as refgraph writes it: a table, and lists that say of its words what no table can."""

from __future__ import annotations

from refgraph.reading.layouts.tables.stated.finding import Stated, find
from refgraph.reading.layouts.tables.stated.joining import joined
from refgraph.reading.layouts.tables.stated.naming import with_facts

__all__ = ["Stated", "find", "joined", "with_facts"]
