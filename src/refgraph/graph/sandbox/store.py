"""The sandbox as a `Store`: what runs saved questions on the built graph can run a person's query as safely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox

from refgraph.core.errors import QueryError, QueryLimitError
from refgraph.core.french import number
from refgraph.graph.sandbox.limits import MEBIBYTE
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.sandbox.wire import Answer
from refgraph.graph.store.bindings import bind
from refgraph.graph.store.embedded import EmbeddedStore
from refgraph.graph.store.forms import Forms
from refgraph.graph.store.protocol import Binding, Solutions
from refgraph.graph.terms import Term


@dataclass(frozen=True)
class Reply:
    """What a query gave: its result, whether a limit cut it, and the seconds that the engine took."""

    result: Solutions | bool | list[ox.Triple]
    truncated: bool
    seconds: float


class SandboxedStore(Forms):
    """A `Store` that answers through ``pool``, under its limits, from the open store ``asked``.

    Without ``asked`` it answers from the store of the pool.
    """

    def __init__(self, pool: Pool, asked: EmbeddedStore | None = None) -> None:
        self._pool = pool
        self._asked = asked  # kept: as long as it is open, its folder stays

    def reply(self, query: str, bindings: Mapping[str, Binding] = {}, rows: int | None = None) -> Reply:
        """The answer to ``query`` with ``bindings``, cut after ``rows`` rows, and whether it was cut.

        Raises:
            QueryError: refused, wrong, or beyond a limit.
        """
        folder = self._asked.folder if self._asked else None
        bound = bind(query, bindings)
        answer = self._pool.run(bound, store=folder, results_format="tsv", graph_format="nt", rows=rows)
        return Reply(_parsed(answer), answer.truncated, answer.seconds)

    def run(self, query: str, bindings: Mapping[str, Binding] = {}) -> Solutions | bool | list[ox.Triple]:
        """The whole answer to a query of any of the four forms (see `Store`).

        Raises:
            QueryLimitError: there is more than the limit of the sandbox; a part is never given for the whole.
        """
        reply = self.reply(query, bindings)
        if reply.truncated:
            limits = self._pool.limits
            raise QueryLimitError(
                f"la réponse dépasse {number(limits.rows)} lignes ou {limits.answer_bytes // MEBIBYTE} Mio.",
                remedy="Ajoutez un filtre, ou LIMIT à la fin de la requête.",
            )
        return reply.result

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        rows = self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
        return sorted(term.value for (term,) in rows if isinstance(term, ox.NamedNode))

    def export(self, graph: str | None = None) -> list[ox.Triple]:
        """The triples of one named graph, or of their union.

        Raises:
            QueryError: there are more than the limit of the sandbox.
        """
        pattern = f"GRAPH <{ox.NamedNode(graph).value}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        reply = self.reply(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")
        if reply.truncated:
            raise QueryError("le graphe dépasse la limite de lignes.", remedy="Exportez-le avec « refgraph export ».")
        return cast("list[ox.Triple]", reply.result)


def _parsed(answer: Answer) -> Solutions | bool | list[ox.Triple]:
    if answer.form == "graph":
        triples = ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
        return list(dict.fromkeys(quad.triple for quad in triples))
    if answer.form == "boolean":
        return bool(ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.JSON))
    parsed = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.TSV)
    assert isinstance(parsed, ox.QuerySolutions)
    names = tuple(variable.value for variable in parsed.variables)
    return Solutions(names, [cast("tuple[Term | None, ...]", tuple(row)) for row in parsed])
