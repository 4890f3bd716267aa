"""Reader of the layout family « tableaux »: Markdown whose tables have HTML, Markdown or plain cells."""

from refgraph.reading.layouts.tables.reader import DESCRIPTION, NAME, VERSION, read, recognises

__all__ = ["DESCRIPTION", "NAME", "VERSION", "read", "recognises"]
