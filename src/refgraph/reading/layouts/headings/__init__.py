"""Reader of the layout « titres »: blocs under headings, competences and criteria as lists, épreuves that name them."""

from refgraph.reading.layouts.headings.reader import DESCRIPTION, NAME, VERSION, read, recognises

__all__ = ["DESCRIPTION", "NAME", "VERSION", "read", "recognises"]
