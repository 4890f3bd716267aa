"""Reader of the layout « reac »: the référentiel emploi activités compétences of a titre professionnel."""

from refgraph.reading.layouts.ministry.reader import DESCRIPTION, NAME, VERSION, read, recognises

__all__ = ["DESCRIPTION", "NAME", "VERSION", "read", "recognises"]
