"""PDF: the lines, rulings and cells that its pages draw, for the file keeps no paragraphs and no tables."""

from refgraph.reading.formats.pdf.body import read

__all__ = ["read"]
