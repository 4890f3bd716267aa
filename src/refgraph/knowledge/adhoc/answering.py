"""A query typed by a person, and its answer ready to be shown and taken away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, cast

import pyoxigraph as ox

from refgraph import __version__
from refgraph.core.table import Table
from refgraph.core.text import fold
from refgraph.graph.sandbox.store import Reply
from refgraph.graph.store import Solutions, Store
from refgraph.graph.store.protocol import Binding
from refgraph.graph.store.serialisation import results_json, serialize_graph
from refgraph.graph.terms import Term
from refgraph.knowledge.adhoc.naming import unknown_names
from refgraph.knowledge.questions import cells
from refgraph.knowledge.questions.question import HEADINGS

ROWS = 5_000
"""The most rows that a page shows."""

EXAMPLE = """SELECT ?certification ?bloc (COUNT(?competence) AS ?competences)
WHERE {
  ?certification rg:hasBloc ?bloc .
  ?bloc rg:hasCompetence ?competence .
}
GROUP BY ?certification ?bloc
ORDER BY ?certification ?bloc"""
"""What a new query starts from: it runs as it stands."""

_EMPTY = "La requête est juste, mais rien dans les données ne lui répond : élargissez un filtre, ou vérifiez un nom."


_WORDS = {fold(word): word.lower() for word in HEADINGS.values()}
"""The words that our questions name columns by: a variable can't have their accents."""


class Replying(Protocol):
    """Answers a query and says whether a limit has cut the answer."""

    def reply(self, query: str, bindings: Mapping[str, Binding] = {}, rows: int | None = None) -> Reply:
        """The answer to ``query``, cut after ``rows`` rows."""


@dataclass(frozen=True)
class Direct:
    """A server of the user's own as `Replying`: it has limits of its own, and the answer is cut here."""

    store: Store

    def reply(self, query: str, bindings: Mapping[str, Binding] = {}, rows: int | None = None) -> Reply:
        """The answer of the server, cut after ``rows`` rows."""
        result = self.store.run(query, bindings)
        most = rows or ROWS
        if isinstance(result, Solutions):
            return Reply(Solutions(result.variables, result.rows[:most]), len(result.rows) > most, 0.0)
        if isinstance(result, list):
            return Reply(result[:most], len(result) > most, 0.0)
        return Reply(result, False, 0.0)


@dataclass(frozen=True)
class Outcome:
    """The answer to a typed query.

    ``table`` shows any form of answer; ``verdict`` is the answer of an ASK, ``doubts`` the sentences on names that may
    have made it « non »; ``triples`` are those of a CONSTRUCT or DESCRIBE; ``solutions`` the terms behind the table of
    a SELECT. ``truncated`` says that there was more.
    """

    query: str
    table: Table
    truncated: bool = False
    seconds: float = 0.0
    verdict: bool | None = None
    doubts: tuple[str, ...] = ()
    solutions: Solutions | None = field(default=None, repr=False)
    triples: tuple[ox.Triple, ...] = field(default=(), repr=False)

    def results_json(self) -> bytes:
        """The solutions or the verdict as SPARQL 1.1 Query Results JSON."""
        return results_json(self.solutions if self.solutions is not None else bool(self.verdict))

    def rdf(self, syntax: str) -> bytes:
        """The triples in the format ``ttl``, ``nt`` or ``jsonld``, with the prefixes that they use."""
        return serialize_graph(list(self.triples), syntax)


def ask(people: Replying, store: Store, query: str, rows: int = ROWS) -> Outcome:
    """The answer of ``people`` to ``query``, with the labels that ``store`` knows.

    Raises:
        QueryError: refused, wrong or beyond a limit, with the place in the query and what to do.
    """
    reply = people.reply(query, rows=rows)
    source = (
        ("Requête", query),
        ("Date", f"{date.today():%d/%m/%Y}"),
        ("Version", f"refgraph {__version__}"),
        *([("Limite", f"{rows} premières lignes ; la réponse en a davantage")] if reply.truncated else []),
    )
    result = reply.result
    if isinstance(result, bool):
        table = Table(("Réponse",), ((result,),), title="Réponse", source=source)
        doubts = () if result else unknown_names(store, query)
        return Outcome(query, table, seconds=reply.seconds, verdict=result, doubts=doubts)
    if isinstance(result, Solutions):
        headings = tuple(map(_heading, result.variables))
        empty = _EMPTY if result.rows else _silence(store, query)
        table = Table(headings, cells(store, result.rows), "Résultat", result.variables, source, empty)
        return Outcome(query, table, reply.truncated, reply.seconds, solutions=result)
    triples = tuple(result)
    rows_of_terms = [cast("tuple[Term, ...]", (one.subject, one.predicate, one.object)) for one in triples]
    columns = ("Sujet", "Propriété", "Valeur")
    empty = _EMPTY if triples else _silence(store, query)
    table = Table(columns, cells(store, rows_of_terms), "Triplets", source=source, empty=empty)
    return Outcome(query, table, reply.truncated, reply.seconds, triples=triples)


def _silence(store: Store, query: str) -> str:
    """Why nothing may have answered ``query``."""
    return " ".join(unknown_names(store, query)) or _EMPTY


def _heading(variable: str) -> str:
    """What a column is called after its variable: words apart, with their accents (``nombreCompetences``)."""
    words = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])|_", " ", variable).split()
    said = " ".join(_accented(word if word.isupper() else word.lower()) for word in words)
    return said[:1].upper() + said[1:]


def _accented(word: str) -> str:
    singular = _WORDS.get(word.removesuffix("s"))
    return _WORDS.get(word) or (f"{singular}s" if singular and word.endswith("s") else word)
