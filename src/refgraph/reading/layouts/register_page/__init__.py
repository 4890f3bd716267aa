"""Reader of the layout « page »: the page of a certification on francecompetences.fr, as copied or saved."""

from refgraph.reading.layouts.register_page.reader import DESCRIPTION, NAME, VERSION, read, recognises

__all__ = ["DESCRIPTION", "NAME", "VERSION", "read", "recognises"]
