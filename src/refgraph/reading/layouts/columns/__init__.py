"""Reader of référentiels whose three columns (activities, competences, assessment) a PDF export flattened to text."""

from refgraph.reading.layouts.columns.reader import DESCRIPTION, NAME, VERSION, read, recognises

__all__ = ["DESCRIPTION", "NAME", "VERSION", "read", "recognises"]
