"""Reader of the layout « but »: the national programme of a bachelor universitaire de technologie."""

from refgraph.reading.layouts.university.reader import DESCRIPTION, NAME, VERSION, read, recognises

__all__ = ["DESCRIPTION", "NAME", "VERSION", "read", "recognises"]
