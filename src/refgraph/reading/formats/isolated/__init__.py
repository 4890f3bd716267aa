"""A document read in a process of its own, with limits: what kills a parser, or never ends, costs one document."""

from refgraph.reading.formats.isolated.process import rendered

__all__ = ["rendered"]
