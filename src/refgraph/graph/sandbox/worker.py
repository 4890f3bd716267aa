"""The worker: opens a store, gives up what it does not need, and answers one query after another.

Started by `pool` as ``python -m refgraph.graph.sandbox.worker STORE FD MEMORY RESIDENT``; it speaks `wire` over the
socket ``FD``.
"""

from __future__ import annotations

import sys
import time
from multiprocessing.connection import Connection

import pyoxigraph as ox

from refgraph.core import isolation
from refgraph.core.errors import QueryError
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.sandbox.answers import answer
from refgraph.graph.sandbox.guard import form_of
from refgraph.graph.sandbox.wire import Message, Ready, Refusal, Request, pack, unpack
from refgraph.graph.store.syntax import explain
from refgraph.graph.store.tokens import names_dataset

_WARMING = (
    "SELECT ?s (STR(?o) AS ?t) { ?s ?p ?o FILTER(?p != rdf:type) } LIMIT 1",
    "ASK {}",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1",
    "SELECT nothing",
)


def main(arguments: list[str]) -> int:
    """Serve until the other end of the socket closes; 0 then, or 3 to be replaced by a worker with less memory."""
    path, descriptor, memory, resident = arguments
    connection: Connection[bytes, bytes] = Connection(int(descriptor))
    network_is_off = isolation.leave_network()
    opened = _Opened(path)
    for query in _WARMING:  # loads what a query wants, which takes longer than most queries may
        _serve(opened, Request(query, path, 60.0, 1, 10_000))
    isolation.cap_memory(int(memory))
    connection.send_bytes(pack(Ready(network_is_off)))
    while True:
        try:
            request = unpack(connection.recv_bytes())
        except EOFError:
            return 0
        connection.send_bytes(pack(_serve(opened, request)))
        if isolation.resident_bytes() > int(resident):
            return 3


class _Opened:
    """The one store that is open."""

    def __init__(self, path: str) -> None:
        self._path, self._store = path, ox.Store.read_only(path)

    def at(self, path: str) -> ox.Store:
        """The store in the folder ``path``, opened in place of the one before.

        Raises:
            OSError: there is no store.
        """
        if path != self._path:
            self._store, self._path = ox.Store.read_only(path), path
        return self._store


def _serve(opened: _Opened, request: Message) -> Message:
    if not isinstance(request, Request):
        return Refusal("le message n’est pas une question.")
    isolation.cap_processor(request.seconds)
    try:
        return _run(opened.at(request.store), request)
    except QueryError as error:
        return Refusal(error.message, error.place, error.remedy)
    except MemoryError:
        return Refusal(
            "la question a épuisé la mémoire accordée.",
            remedy="Ajoutez un filtre, ou demandez moins de colonnes.",
            beyond_limit=True,
        )
    except (ValueError, OSError, RuntimeError, SyntaxError) as error:
        told = explain(error, request.query)
        return Refusal(told.message, told.place, told.remedy)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a panic of the engine is no Exception; the next query wants a worker
        return Refusal("le moteur ne sait pas exécuter cette requête.", remedy="Écrivez-la autrement.")


def _run(store: ox.Store, request: Request) -> Message:
    form_of(request.query)
    started = time.perf_counter()
    defaults: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
        ox.NamedNode(iri) for iri in request.default_graphs
    ]
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in request.named_graphs]
    # A dataset given by the protocol replaces the store's own and what FROM says; the half that it does not give is
    # empty then (SPARQL 1.1 Protocol, section 2.1.4; SPARQL 1.1 Query, section 13.2).
    given = bool(defaults or named)
    result = store.query(
        request.query,
        prefixes=PREFIXES,
        base_iri=request.base or None,
        default_graph=defaults if given else None,
        named_graphs=named if given else None,
        use_default_graph_as_union=not given and not names_dataset(request.query),
    )
    return answer(result, request, started)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
