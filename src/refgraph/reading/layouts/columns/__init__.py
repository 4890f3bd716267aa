"""Reader of référentiels whose three columns (activities, competences, assessment) a PDF export flattened to text."""

from refgraph.reading.layouts.columns.reader import read, recognises

__all__ = ["read", "recognises"]
