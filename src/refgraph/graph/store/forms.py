"""The three forms of a reading query, each asked of the one way in that a store has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from pyoxigraph import Triple

from refgraph.core.errors import QueryError
from refgraph.graph.store.protocol import Binding, Solutions


class Forms(ABC):
    """`select`, `ask` and `construct` of a `Store` in terms of its `run`."""

    @abstractmethod
    def run(self, query: str, bindings: Mapping[str, Binding] = {}) -> Solutions | bool | list[Triple]:
        """The answer to a query of any of the four forms (see `Store`)."""

    def select(self, query: str, bindings: Mapping[str, Binding] = {}) -> Solutions:
        """The solutions of a SELECT query (see `Store`)."""
        answer = self.run(query, bindings)
        if isinstance(answer, Solutions):
            return answer
        raise _wrong_form("SELECT")

    def ask(self, query: str, bindings: Mapping[str, Binding] = {}) -> bool:
        """The answer to an ASK query (see `Store`)."""
        answer = self.run(query, bindings)
        if isinstance(answer, bool):
            return answer
        raise _wrong_form("ASK")

    def construct(self, query: str, bindings: Mapping[str, Binding] = {}) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, each once (see `Store`)."""
        answer = self.run(query, bindings)
        if isinstance(answer, list):
            return answer
        raise _wrong_form("CONSTRUCT ou DESCRIBE")


def _wrong_form(expected: str) -> QueryError:
    return QueryError(f"une requête {expected} est attendue ici.", place="Requête")
