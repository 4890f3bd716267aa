"""RDF terms, by where they may stand."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | Literal | BlankNode
"""What a query answers for a variable."""

ObjectTerm = Term | Triple
"""What may stand as the object of a triple that was parsed; in our own data, no blank node and no triple does."""
