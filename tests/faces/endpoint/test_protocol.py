"""SPARQL 1.1 Protocol over real HTTP: operations, formats, errors, and what stays shut."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from refgraph.faces.current import Opened
from refgraph.faces.endpoint.service import Policy, create_app
from refgraph.graph.sandbox.limits import Limits
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.store.embedded import EmbeddedStore
from tests.faces.endpoint.conftest import GENEROUS, served

Serve = Callable[[Policy], AbstractContextManager[str]]
ALL = "SELECT ?s ?o { ?s <http://example.org/says> ?o } ORDER BY ?s"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(40)) + " }"


def count(response: httpx.Response) -> int:
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize(
    "ask",
    [
        lambda url: httpx.get(url, params={"query": COUNT}),
        lambda url: httpx.post(url, data={"query": COUNT}),
        lambda url: httpx.post(url, content=COUNT, headers={"Content-Type": "application/sparql-query"}),
        lambda url: httpx.post(url, content=COUNT, headers={"Content-Type": "application/sparql-query; charset=utf-8"}),
    ],
    ids=["get", "form", "direct", "direct with charset"],
)
def test_each_operation_of_the_protocol_is_answered(base: str, ask: Callable[[str], httpx.Response]) -> None:
    """Section 2.1: a query may come by GET, by POST of a form, or as the body itself."""
    response = ask(base + "/sparql")
    assert (response.status_code, count(response)) == (200, 3)


@pytest.mark.parametrize(
    ("query", "accept", "media", "part"),
    [
        (ALL, "application/sparql-results+json", "application/sparql-results+json", "Accueillir le client"),
        (ALL, "application/json", "application/sparql-results+json", "Accueillir le client"),
        (ALL, "application/sparql-results+xml", "application/sparql-results+xml", "<literal xml:lang="),
        (ALL, "text/csv", "text/csv; charset=utf-8", "http://example.org/a,Accueillir le client"),
        (ALL, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '"Accueillir le client"@fr'),
        (ALL, "text/turtle;q=0.9, text/csv;q=0.1", "text/csv; charset=utf-8", "s,o"),
        (ALL, "text/*", "text/csv; charset=utf-8", "s,o"),
        ("ASK { ?s ?p ?o }", "*/*", "application/sparql-results+json", '"boolean":true'),
        ("ASK { ?s ?p ?o }", "text/csv", "application/sparql-results+json", '"boolean":true'),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle", "text/turtle; charset=utf-8", '"Accueillir le client"@fr'),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples", "<http://example.org/a>"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json", "Accueillir le client"),
        ("DESCRIBE <http://example.org/a>", "application/rdf+xml", "application/rdf+xml", "<rdf:RDF"),
        ("DESCRIBE <http://example.org/a>", "application/xml", "application/rdf+xml", "<rdf:RDF"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/json", "application/ld+json", "Accueillir le client"),
    ],
)
def test_the_client_chooses_the_format(base: str, query: str, accept: str, media: str, part: str) -> None:
    """Content negotiation gives each kind of answer in the formats of its specification."""
    response = httpx.get(base + "/sparql", params={"query": query}, headers={"Accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (200, media)
    assert part in response.text
    assert response.headers["vary"].startswith("Accept")


@pytest.mark.parametrize(
    ("status", "method", "arguments"),
    [
        (400, "GET", {"params": {"query": "SELECT * {"}}),
        (400, "GET", {"params": {"format": "json"}}),
        (400, "GET", {"params": [("query", COUNT), ("query", COUNT)]}),
        (400, "GET", {"params": {"query": COUNT, "default-graph-uri": "not an iri"}}),
        (400, "POST", {"content": b"\xff\xfe", "headers": {"Content-Type": "application/sparql-query"}}),
        (400, "GET", {"url": "/sparql?query=ASK%7B%3Fs%20%3Fp%20%22%FF%22%7D"}),
        (400, "POST", {"content": "query=ASK%7B%3Fs%20%3Fp%20%22%ED%A0%80%22%7D", "headers": FORM}),
        (
            415,
            "POST",
            {"content": "query=ASK%7B%7D", "headers": {"Content-Type": FORM["Content-Type"] + "; charset=latin1"}},
        ),
        (415, "POST", {"content": "query=ASK%7B%7D", "headers": FORM | {"Content-Encoding": "gzip"}}),
        (406, "GET", {"headers": {"Accept": "image/png"}}),
        (400, "GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}),
        (400, "GET", {"params": {"query": "DROP ALL"}}),
        (403, "POST", {"data": {"update": "DROP ALL"}}),
        (403, "POST", {"content": "DROP ALL", "headers": {"Content-Type": "application/sparql-update"}}),
        (404, "GET", {"url": "/nothing/here"}),
        (405, "DELETE", {}),
        (406, "GET", {"params": {"query": COUNT}, "headers": {"Accept": "image/png"}}),
        (406, "GET", {"params": {"query": COUNT}, "headers": {"Accept": "text/turtle"}}),
        (413, "POST", {"content": "x" * 300_000, "headers": {"Content-Type": "application/sparql-query"}}),
        (415, "POST", {"content": COUNT, "headers": {"Content-Type": "text/plain"}}),
        (503, "GET", {"params": {"query": ENDLESS}}),
    ],
)
def test_errors_are_told_with_their_status(base: str, status: int, method: str, arguments: dict[str, Any]) -> None:
    """Section 2.1.7: a wrong request gets a 4xx and a French sentence as problem details, never a trace."""
    arguments = dict(arguments)
    response = httpx.request(method, base + arguments.pop("url", "/sparql"), timeout=30, **arguments)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.json()["detail"].endswith(".")
    assert "Traceback" not in response.text


def test_the_dataset_of_the_protocol_is_respected(base: str) -> None:
    """Section 2.1.4: default-graph-uri restricts what is seen, and wins over the union."""
    seen = {
        graph: count(httpx.get(base + "/sparql", params={"query": COUNT, "default-graph-uri": graph}))
        for graph in ("http://example.org/graph0", "http://example.org/graph1", "http://example.org/none")
    }
    assert list(seen.values()) == [2, 1, 0]


@pytest.mark.parametrize(
    ("given", "pattern", "expected"),
    [
        ([("default-graph-uri", "graph0")], "GRAPH ?g { ?s ?p ?o }", 0),
        ([("named-graph-uri", "graph0")], "?s ?p ?o", 0),
        ([("named-graph-uri", "graph0")], "GRAPH ?g { ?s ?p ?o }", 2),
        ([("default-graph-uri", "graph0"), ("default-graph-uri", "graph0")], "?s ?p ?o", 2),
        ([("default-graph-uri", "graph0"), ("named-graph-uri", "graph1")], "?s ?p ?o . GRAPH ?g { ?a ?b ?c }", 2),
    ],
)
def test_what_the_protocol_does_not_name_is_empty(
    base: str, given: list[tuple[str, str]], pattern: str, expected: int
) -> None:
    """Section 2.1.4: a dataset that is named holds the graphs named and no other."""
    graphs = [(name, "http://example.org/" + graph) for name, graph in given]
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    assert count(httpx.get(base + "/sparql", params=[("query", query), *graphs])) == expected


def test_a_query_in_from_does_not_widen_the_dataset(base: str) -> None:
    """Section 2.1.4: the dataset of the protocol wins over the one that the query names."""
    query = "SELECT (COUNT(*) AS ?n) FROM <http://example.org/graph0> { ?s ?p ?o }"
    given = {"query": query, "default-graph-uri": "http://example.org/graph1"}
    assert count(httpx.get(base + "/sparql", params=given)) == 1


def test_several_accept_headers_are_one(base: str) -> None:
    """RFC 9110, section 5.3: a client or a proxy may send the list in pieces."""
    headers = [("Accept", "text/turtle"), ("Accept", "application/sparql-results+xml")]
    response = httpx.get(base + "/sparql", params={"query": "ASK {}"}, headers=headers)
    assert response.headers["content-type"] == "application/sparql-results+xml"


def test_waiting_queries_hold_nobody_else(small_store: Path) -> None:
    """While sixty queries wait for the one worker, the rest of the service answers; then they are answered too."""
    limits = Limits(seconds=8.0, waiting_seconds=60.0)
    other = Route("/other", lambda _: PlainTextResponse("ok"))  # answered in a thread, as questions and entities are
    opened = Opened(EmbeddedStore.open(small_store))
    app = create_app(lambda: opened, Pool(small_store, limits, size=1), [other], GENEROUS)
    most = httpx.Limits(max_connections=100)
    with served(app) as base, httpx.Client(timeout=90, limits=most) as client, ThreadPoolExecutor(61) as many:
        endless = many.submit(client.get, base + "/sparql", params={"query": ENDLESS})
        time.sleep(0.5)
        waiting = [many.submit(client.get, base + "/sparql", params={"query": "ASK {}"}) for _ in range(60)]
        time.sleep(1)
        assert client.get(base + "/other").text == "ok"
        assert not any(one.done() for one in (endless, *waiting))
        assert endless.result().status_code == 503
        assert {one.result().status_code for one in waiting} == {200}


def test_each_graph_can_be_named_in_a_query(base: str) -> None:
    """A user sees all graphs together by default, and each one under its name."""
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    rows = httpx.get(base + "/sparql", params={"query": query}).json()["results"]["bindings"]
    assert [(row["g"]["value"], row["n"]["value"]) for row in rows] == [
        ("http://example.org/graph0", "2"),
        ("http://example.org/graph1", "1"),
    ]


def test_a_file_named_in_from_is_not_read(base: str) -> None:
    """FROM names graphs of the store and nothing else: no file and no address is opened."""
    for clause in ("FROM <file:///etc/hostname>", "FROM NAMED <FILE:/etc/hostname>", "FROM <data:text/turtle,x>"):
        refused = httpx.get(base + "/sparql", params={"query": f"SELECT * {clause} {{ ?s ?p ?o }}"})
        assert (refused.status_code, "jamais un fichier" in refused.json()["detail"]) == (400, True)
    prefixed = "PREFIX f: <file:///etc/> SELECT * FROM f:hostname FROM <http://127.0.0.1:9/> { ?s ?p ?o }"
    assert httpx.get(base + "/sparql", params={"query": prefixed}).json()["results"]["bindings"] == []


def test_the_service_describes_itself(base: str) -> None:
    """A GET without a query gives the service description, in the format asked for."""
    response = httpx.get(base + "/sparql", headers={"Accept": "text/turtle"})
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "sd:Service" in response.text
    assert "sd:SPARQL11Query" in response.text
    assert response.text.count("sd:NamedGraph") == 2


def test_a_cut_answer_is_told_in_a_header(base: str) -> None:
    """A client can tell a whole answer from one that a limit has cut."""
    cut = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    assert httpx.get(base + "/sparql", params={"query": cut}).headers["x-refgraph-truncated"] == "true"
    assert httpx.get(base + "/sparql", params={"query": ALL}).headers["x-refgraph-truncated"] == "false"


def test_other_origins_are_let_in_only_when_asked(base: str, serve_small: Serve) -> None:
    """CORS is off by default; a page of another site cannot read the graph through a user's browser."""
    origin = {"Origin": "http://other.example"}
    assert "access-control-allow-origin" not in httpx.get(base + "/health", headers=origin).headers
    with serve_small(Policy(origins=["http://other.example"])) as open_base:
        allowed = httpx.get(open_base + "/health", headers=origin).headers["access-control-allow-origin"]
    assert allowed == "http://other.example"


def test_a_client_that_asks_too_fast_waits(serve_small: Serve) -> None:
    """Beyond the burst a client gets 429 and when to come back; health is always answered."""
    with serve_small(Policy(requests_per_second=0.01, burst=3)) as base:
        codes = [httpx.get(base + "/sparql", params={"query": "ASK {}"}).status_code for _ in range(5)]
        assert codes == [200, 200, 200, 429, 429]
        refused = httpx.get(base + "/sparql", params={"query": "ASK {}"})
        assert int(refused.headers["retry-after"]) >= 1
        assert httpx.get(base + "/health").json()["status"] == "ok"
