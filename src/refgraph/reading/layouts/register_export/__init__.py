"""Reader of the layout « export »: the XML in which the register publishes its fiches, RNCP and RS."""

from refgraph.reading.layouts.register_export.reader import DESCRIPTION, NAME, VERSION, read, recognises

__all__ = ["DESCRIPTION", "NAME", "VERSION", "read", "recognises"]
