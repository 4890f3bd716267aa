"""The endpoint served for real over HTTP on a free port, on a small store whose content each test can see here."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
import uvicorn
from starlette.applications import Starlette

from refgraph.faces.current import Opened
from refgraph.faces.endpoint.patience import PatientProtocol
from refgraph.faces.endpoint.service import Policy, create_app
from refgraph.graph.sandbox.limits import Limits
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.store.embedded import EmbeddedStore

EX = "http://example.org/"
STATEMENTS = {"a": "Accueillir le client", "b": "Conseiller « l’équipement »", "c": 'dire "bonjour"; <script>'}


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("endpoint-store")
    store = ox.Store(str(folder))
    for index, (name, text) in enumerate(STATEMENTS.items()):
        triple = (ox.NamedNode(EX + name), ox.NamedNode(EX + "says"), ox.Literal(text, language="fr"))
        store.add(ox.Quad(*triple, ox.NamedNode(f"{EX}graph{index % 2}")))
    store.flush()
    return folder


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The URL at which ``app`` is served by uvicorn while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", http=PatientProtocol, ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


LIMITS = Limits(seconds=1.0, rows=100)
GENEROUS = Policy(requests_per_second=1000, burst=1000)
Serve = Callable[[Policy], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def serve_small(small_store: Path) -> Serve:
    def serve(policy: Policy) -> AbstractContextManager[str]:
        pool = Pool(small_store, LIMITS, size=1)
        opened = Opened(EmbeddedStore.open(small_store), pool=lambda: pool)
        return served(create_app(lambda: opened, pool, policy=policy))

    return serve


@pytest.fixture(scope="session")
def base(serve_small: Serve) -> Iterator[str]:
    with serve_small(GENEROUS) as url:
        yield url
