"""What refgraph asks of any store, embedded or remote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.graph.terms import Term

Binding = NamedNode | Literal | Sequence[NamedNode | Literal]
"""The value of a variable: one term, or several of which any may hold."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT: the names of its variables, and one term (or None where unbound) per variable and row."""

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


class Store(Protocol):
    """A SPARQL 1.1 store whose default graph is the union of all its named graphs.

    Variables in ``bindings`` are given without ``?``. Every method raises `QueryError` for a query that the store
    refuses, and `StoreError` when the store itself fails.
    """

    def select(self, query: str, bindings: Mapping[str, Binding] = {}) -> Solutions:
        """The solutions of a SELECT query."""

    def ask(self, query: str, bindings: Mapping[str, Binding] = {}) -> bool:
        """The answer to an ASK query."""

    def construct(self, query: str, bindings: Mapping[str, Binding] = {}) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, each once."""

    def run(self, query: str, bindings: Mapping[str, Binding] = {}) -> Solutions | bool | list[Triple]:
        """The answer to a query of any of the four forms."""

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""

    def export(self, graph: str | None = None) -> list[Triple]:
        """The triples of one named graph, or of their union, each once."""
