"""Reader of référentiels whose three columns (activities, competences, assessment) a PDF export flattened to text."""

from refgraph.sources.columns.reader import FAMILY, read, recognises

__all__ = ["FAMILY", "read", "recognises"]
