"""A knowledge graph with a query interface for French vocational certifications (RNCP)."""

__version__ = "0.1.0"
