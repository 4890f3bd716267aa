"""Reader of the layout family « tableaux »: Markdown whose tables have HTML, Markdown or plain cells."""

from refgraph.reading.layouts.tables.reader import FAMILY, read, recognises

__all__ = ["FAMILY", "read", "recognises"]
