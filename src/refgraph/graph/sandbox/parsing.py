"""The columns of a query, found by reading it and no more.

A text of a few thousand characters can crash the engine, or keep it busy for minutes, while it is only being read. What
a person wrote is therefore read in a process of its own, that is thrown away.
"""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache

import pyoxigraph as ox
from msgspec import Struct, json

from refgraph.core.errors import QueryError
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.sandbox.guard import refuse_unsafe_text
from refgraph.graph.sandbox.limits import DEFAULT
from refgraph.graph.sandbox.wire import Refusal
from refgraph.graph.store.syntax import explain
from refgraph.graph.store.tokens import calls_service

_SECONDS = 5.0


class _Columns(Struct, frozen=True, tag=True):
    names: tuple[str, ...]


def columns(query: str) -> tuple[str, ...]:
    """The variables that the SELECT ``query`` gives, found by running it on nothing.

    Raises:
        QueryError: it is no SELECT, is wrong (with the line), or calls another server.
    """
    if calls_service(query):
        raise QueryError("SERVICE n’est pas permis dans une question.", remedy="Retirez-le.")
    try:
        answer = ox.Store().query(query, prefixes=PREFIXES)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise explain(error, query) from error
    if not isinstance(answer, ox.QuerySolutions):
        raise QueryError("une question doit être un SELECT.", remedy="Réécrivez-la avec SELECT.")
    return tuple(variable.value for variable in answer.variables)


def columns_apart(query: str) -> tuple[str, ...]:
    """What `columns` says of ``query``, which a person wrote; the same text is read once.

    Raises:
        QueryError: as `columns`, or the text is too long, too deep, or cannot be read in time.
    """
    found = _apart(query)
    if isinstance(found, Refusal):
        raise QueryError(found.message, place=found.place, remedy=found.remedy)
    return found.names


@lru_cache(maxsize=512)
def _apart(query: str) -> _Columns | Refusal:
    try:
        refuse_unsafe_text(query, DEFAULT)
    except QueryError as error:
        return _refusal(error)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "refgraph.graph.sandbox.parsing"],
            input=query.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return Refusal("la requête est trop compliquée pour être lue.", remedy="Découpez-la en plusieurs questions.")
    return json.decode(done.stdout, type=_Columns | Refusal)


def _refusal(error: QueryError) -> Refusal:
    return Refusal(error.message, error.place, error.remedy)


def main() -> None:
    """Say on standard output what `columns` finds in the query on standard input."""
    found: _Columns | Refusal
    try:
        found = _Columns(columns(sys.stdin.buffer.read().decode()))
    except QueryError as error:
        found = _refusal(error)
    sys.stdout.buffer.write(json.encode(found))


if __name__ == "__main__":
    main()
