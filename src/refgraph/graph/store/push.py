"""Loading the graphs on a SPARQL server: SPARQL 1.1 Graph Store HTTP Protocol, in pieces, where it stopped before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox
import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from refgraph.core.errors import StoreError
from refgraph.graph.store.remote import PASSWORD, TOKEN, USER, Credentials, RemoteStore, absent, address

PIECE = 20_000
"""Triples sent in one request."""

# Where servers keep their graph store, by the end of the address of their query endpoint.
_NEIGHBOURS: list[tuple[str, str]] = [
    ("/sparql-auth", "/sparql-graph-crud-auth"),  # Virtuoso
    ("/sparql", "/sparql-graph-crud-auth"),  # Virtuoso
    ("/query", "/store"),  # Oxigraph
    ("/sparql", "/data"),  # Fuseki
    ("", "/rdf-graphs/service"),  # GraphDB, RDF4J
]

PushProgress = Callable[[str, int, int], None]
"""Called with a graph, the triples sent and the triples to send."""


class Journal(Protocol):
    """Which pieces of which graphs have arrived, by their checksums."""

    def has(self, piece: str) -> bool:
        """Whether ``piece`` has arrived."""

    def add(self, piece: str) -> None:
        """Remember that ``piece`` has arrived."""


class FileJournal:
    """A `Journal` in a JSON file, so that a push that was cut goes on where it stopped."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pieces: set[str] = set(json.loads(path.read_text("utf-8"))) if path.exists() else set()

    def has(self, piece: str) -> bool:
        """Whether ``piece`` has arrived."""
        return piece in self._pieces

    def add(self, piece: str) -> None:
        """Remember that ``piece`` has arrived."""
        self._pieces.add(piece)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(sorted(self._pieces)), "utf-8")

    def forget(self) -> None:
        """Start anew next time."""
        self._pieces.clear()
        self._path.unlink(missing_ok=True)


@dataclass(frozen=True)
class GraphStore:
    """The graph store at ``url``, and how to enter it."""

    url: str
    auth: AuthBase | None
    headers: Mapping[str, str]

    def send(self, method: str, graph: str | None, triples: list[ox.Triple]) -> None:
        """PUT (replace) or POST (add) ``triples`` in ``graph``, None being the default graph.

        Raises:
            StoreError: the server refuses, fails or is absent; what had arrived before stays.
        """
        content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
        target = f"{self.url}?default" if graph is None else self.url
        try:
            response = requests.request(
                method,
                target,
                params=None if graph is None else {"graph": graph},
                data=content,
                headers={"Content-Type": "application/n-triples", **self.headers},
                auth=self.auth,
                timeout=300,
            )
        except requests.RequestException as error:
            raise _interrupted(self.url) from error
        if response.status_code >= 400:
            raise _refused(self.url, response.status_code)


def find_graph_store(endpoint: str, credentials: Credentials, given: str | None = None) -> GraphStore:
    """The graph store beside the query endpoint ``endpoint``, or the one at ``given``.

    Raises:
        StoreError: none of the usual addresses answers.
    """
    headers = {"Authorization": f"Bearer {credentials.token}"} if credentials.token else {}
    for url in [address(given)] if given else _candidates(endpoint):
        challenged = bool(given)
        for auth in _ways_in(credentials):
            status, text = _probe(url, headers, auth)
            # No such graph is an answer of a graph store: it says so, or it let us in where it had refused before.
            if status in (200, 204) or (status == 404 and (challenged or "graph" in text.lower())):
                return GraphStore(url, auth, headers)
            challenged = challenged or status == 401
    raise StoreError(
        "aucun « graph store » ne répond près de cette adresse, ou il refuse l’accès.",
        place=endpoint,
        remedy=f"Donnez-le avec --graph-store, et vos accès dans {USER} et {PASSWORD} ou {TOKEN}.",
    )


def _probe(url: str, headers: Mapping[str, str], auth: AuthBase | None) -> tuple[int, str]:
    try:
        response = requests.get(url, params={"graph": "urn:refgraph:probe"}, headers=headers, auth=auth, timeout=10)
    except requests.RequestException as error:
        raise absent(url) from error
    return response.status_code, response.text


def push(
    dataset: Mapping[str, list[ox.Triple]],
    target: GraphStore,
    remote: RemoteStore,
    journal: Journal,
    progress: PushProgress = lambda graph, sent, total: None,
) -> None:
    """Load ``dataset`` (graph IRI → triples) on the server, and its union in the default graph where it has none.

    Raises:
        StoreError: cut on the way; the same call goes on where this one stopped.
    """
    for graph, triples in sorted(dataset.items()):
        _push_graph(graph, triples, target, journal, progress)
    sample = next((triple for _, triples in sorted(dataset.items()) for triple in triples), None)
    if sample is not None and not remote.ask(f"ASK {{ {sample.subject} {sample.predicate} {sample.object} }}"):
        union = list(dict.fromkeys(triple for _, triples in sorted(dataset.items()) for triple in triples))
        _push_graph(None, union, target, journal, progress)


def _push_graph(
    graph: str | None, triples: list[ox.Triple], target: GraphStore, journal: Journal, progress: PushProgress
) -> None:
    sent = 0
    for index, piece in enumerate(_pieces(triples)):
        key = _checksum(graph, index, piece)
        if not journal.has(key):
            # The first piece replaces what an older push had left, the others add to it.
            target.send("PUT" if index == 0 else "POST", graph, piece)
            journal.add(key)
        sent += len(piece)
        progress(graph or "union", sent, len(triples))


def _pieces(triples: list[ox.Triple]) -> Iterator[list[ox.Triple]]:
    ordered = sorted(triples, key=str)
    for start in range(0, len(ordered), PIECE):
        yield ordered[start : start + PIECE]


def _checksum(graph: str | None, index: int, piece: list[ox.Triple]) -> str:
    digest = hashlib.sha256(f"{graph or ''}\n{index}\n".encode())
    for triple in piece:
        digest.update(str(triple).encode())
    return digest.hexdigest()


def _candidates(endpoint: str) -> Iterator[str]:
    address = endpoint.rstrip("/")
    for ending, replacement in _NEIGHBOURS:
        if address.endswith(ending):
            yield address.removesuffix(ending) + replacement


def _ways_in(credentials: Credentials) -> list[AuthBase | None]:
    if not credentials.user or credentials.token:
        return [None]
    password = credentials.password or ""
    return [HTTPBasicAuth(credentials.user, password), HTTPDigestAuth(credentials.user, password)]


def _interrupted(url: str) -> StoreError:
    return StoreError(
        "le serveur ne répond pas ou a coupé la connexion ; ce qui était arrivé est conservé.",
        place=url,
        remedy="Relancez la même commande : elle reprendra où elle s’est arrêtée.",
    )


def _refused(url: str, status: int) -> StoreError:
    return StoreError(
        f"le serveur a refusé les données (code {status}) ; ce qui était arrivé est conservé.",
        place=url,
        remedy="Vérifiez vos droits d’écriture, puis relancez la même commande : elle reprendra où elle s’est arrêtée.",
    )
