"""What the sandbox and the HTTP endpoint cost, against the bare engine and the bare Oxigraph server in the same run."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1]))

from refgraph.core.errors import QueryError
from refgraph.faces.current import Opened
from refgraph.faces.endpoint.service import Policy, create_app
from refgraph.graph.sandbox.limits import Limits
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.sandbox.store import SandboxedStore
from refgraph.graph.store.embedded import EmbeddedStore
from tests.faces.endpoint.conftest import served
from tests.servers import oxigraph

EX = "http://example.org/"
TRIPLES = 100_000
SMALL = f"SELECT ?o {{ <{EX}s7> ?p ?o }}"
GROUPED = "SELECT ?p (COUNT(?s) AS ?n) (COUNT(DISTINCT ?o) AS ?m) { ?s ?p ?o } GROUP BY ?p"
LONG = "SELECT ?s ?o { ?s ?p ?o } LIMIT 2000"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def fill(folder: Path) -> None:
    store = ox.Store(str(folder))
    nodes = [ox.NamedNode(f"{EX}s{i}") for i in range(TRIPLES // 5)]
    properties = [ox.NamedNode(f"{EX}p{i}") for i in range(5)]
    store.bulk_extend(
        ox.Quad(node, prop, nodes[(index * 7 + step) % 3_000])
        for index, node in enumerate(nodes)
        for step, prop in enumerate(properties)
    )
    store.flush()


def median(work: Callable[[], object], times: int = 25) -> float:
    """Milliseconds, the median of ``times`` runs after one to warm up."""
    work()
    durations = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        durations.append(time.perf_counter() - started)
    return statistics.median(durations) * 1000


def sandbox(folder: Path) -> None:
    bare = EmbeddedStore.open(folder)
    with Pool(folder, Limits(seconds=1.0), size=1) as pool:
        sandboxed = SandboxedStore(pool)
        for name, query in {"small": SMALL, "grouped": GROUPED, "2 000 rows": LONG}.items():
            inside, outside = median(lambda: bare.run(query)), median(lambda: sandboxed.run(query))  # noqa: B023
            print(
                f"worker, {name}: {outside / inside:.2f} × in process ({outside - inside:+.2f} ms on {inside:.2f} ms)"
            )
        started = time.perf_counter()
        try:
            pool.run(ENDLESS)
        except QueryError:
            stopped = time.perf_counter()
        pool.run("ASK {}")
        ready = time.perf_counter()
        print(f"killed after {stopped - started:.2f} s (limit 1 s), next answer {ready - stopped:.2f} s later")


def throughput(url: str, query: str, clients: int = 4, requests: int = 60) -> float:
    """Answers per second with ``clients`` at once."""
    with httpx.Client() as client, ThreadPoolExecutor(clients) as threads:
        ask = lambda _: client.get(url, params={"query": query}).raise_for_status()  # noqa: E731
        list(threads.map(ask, range(clients)))
        started = time.perf_counter()
        list(threads.map(ask, range(requests)))
        return requests / (time.perf_counter() - started)


def endpoint(folder: Path, scratch: Path) -> None:
    policy = Policy(requests_per_second=1e6, burst=1_000_000)
    opened = Opened(EmbeddedStore.open(folder))
    app = create_app(lambda: opened, Pool(folder), policy=policy)
    with served(app) as ours, oxigraph(scratch) as theirs:
        triples = ox.serialize(EmbeddedStore.open(folder).export(), format=ox.RdfFormat.N_TRIPLES)
        put = httpx.put(
            theirs.replace("/query", "/store?default"),
            content=triples,
            headers={"Content-Type": "application/n-triples"},
            timeout=120,
        )
        put.raise_for_status()
        for name, query in {"grouped": GROUPED, "2 000 rows": LONG}.items():
            mine, bare = throughput(ours + "/sparql", query), throughput(theirs, query)
            print(f"endpoint, {name}: {mine / bare:.2f} × the throughput of the bare Oxigraph server")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as scratch:
        fill(Path(folder))
        sandbox(Path(folder))
        endpoint(Path(folder), Path(scratch))


if __name__ == "__main__":
    main()
