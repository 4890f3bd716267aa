"""Reader of the layout family « tableaux »: Markdown whose tables have HTML, Markdown or plain cells."""

from refgraph.sources.tables.reader import read, recognises

__all__ = ["read", "recognises"]
