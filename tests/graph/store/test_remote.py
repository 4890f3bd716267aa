"""One contract over each implementation of the store: embedded, sandboxed, and two real servers over HTTP."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from refgraph.core.errors import QueryError, QueryLimitError, StoreError
from refgraph.graph.sandbox.limits import Limits
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.sandbox.store import SandboxedStore
from refgraph.graph.store.embedded import EmbeddedStore, quads
from refgraph.graph.store.protocol import Store
from refgraph.graph.store.push import FileJournal, find_graph_store, push
from refgraph.graph.store.remote import Credentials, RemoteStore
from tests.servers import oxigraph, virtuoso

EX = "http://example.org/"
SAYS, COUNTS, OPEN = (ox.NamedNode(EX + name) for name in ("says", "counts", "open"))
HOSTILE = 'fin" } INSERT DATA { <x:a> <x:b> "c" } # \\u0022 <script>'
BOOLEAN = ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
DURATION = ox.NamedNode("http://www.w3.org/2001/XMLSchema#duration")
DBA = Credentials("dba", "dba")


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(EX + name)


DATASET = {
    EX + "graph/one": [
        ox.Triple(node("a"), SAYS, ox.Literal("Accueillir « l’élève » à 20 % près", language="fr")),
        ox.Triple(node("b"), SAYS, ox.Literal(HOSTILE, language="fr")),
        ox.Triple(node("a"), COUNTS, ox.Literal("0.80", datatype=DECIMAL)),
    ],
    EX + "graph/two": [
        ox.Triple(node("c"), SAYS, ox.Literal("sans langue")),
        ox.Triple(node("c"), COUNTS, ox.Literal(3)),
        ox.Triple(node("c"), OPEN, ox.Literal("PT1H30M", datatype=DURATION)),
        ox.Triple(node("c"), SAYS, node("a")),
    ],
}


def pushed(url: str, credentials: Credentials, journal: Path) -> RemoteStore:
    remote = RemoteStore(url, credentials)
    push(DATASET, find_graph_store(url, credentials), remote, FileJournal(journal))
    return remote


@pytest.fixture(scope="module", params=["embedded", "sandboxed", "oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp(request.param)
    journal = tmp_path_factory.mktemp("journal") / "push.json"
    if request.param in ("embedded", "sandboxed"):
        written = ox.Store(str(folder))
        written.extend(quads(DATASET))
        written.flush()
        del written
    if request.param == "embedded":
        yield EmbeddedStore.open(folder)
    elif request.param == "sandboxed":
        with Pool(folder, Limits(), size=1) as pool:
            yield SandboxedStore(pool)
    elif request.param == "oxigraph":
        with oxigraph(folder) as url:
            yield pushed(url, Credentials(), journal)
    else:
        with virtuoso(folder) as url:
            yield pushed(url, DBA, journal)


def test_all_graphs_together_hold_each_triple_once(store: Store) -> None:
    """The default graph is the union of the named graphs, and a count over it is right."""
    ours = f"FILTER(STRSTARTS(STR(?s), '{EX}'))"
    (count,) = store.select(f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o {ours} }}").rows[0]
    assert count is not None
    assert count.value == "7"


def test_each_graph_has_its_name(store: Store) -> None:
    """A user can ask one graph alone."""
    query = f"SELECT ?s {{ GRAPH <{EX}graph/two> {{ ?s <{EX}counts> ?n }} }}"
    assert store.select(query).rows == [(node("c"),)]
    assert {EX + "graph/one", EX + "graph/two"} <= set(store.graphs())


def test_texts_come_back_as_they_went(store: Store) -> None:
    """French typography, a language tag and a hostile text survive the way through any server."""
    rows = store.select(f"SELECT ?o {{ ?s <{EX}says> ?o FILTER(LANG(?o) = 'fr') }} ORDER BY ?s").rows
    assert rows == [
        (ox.Literal("Accueillir « l’élève » à 20 % près", language="fr"),),
        (ox.Literal(HOSTILE, language="fr"),),
    ]


def test_a_bound_value_is_a_value(store: Store) -> None:
    """A hostile text given as a value finds its own statement, everywhere."""
    found = store.select(f"SELECT ?s {{ ?s <{EX}says> ?text }}", {"text": ox.Literal(HOSTILE, language="fr")})
    assert found.rows == [(node("b"),)]


def test_several_values_are_alternatives(store: Store) -> None:
    """A list of values means any of them."""
    found = store.select(f"SELECT ?s {{ ?s <{EX}counts> ?n }} ORDER BY ?s", {"s": [node("a"), node("c"), node("z")]})
    assert found.rows == [(node("a"),), (node("c"),)]


def test_yes_and_no(store: Store) -> None:
    """ASK gives a truth value on every engine."""
    assert store.ask("ASK { ?s ?p ?o }", {"s": node("a")}) is True
    assert store.ask("ASK { ?s ?p ?o }", {"s": node("nobody")}) is False


def test_construct_gives_triples(store: Store) -> None:
    """CONSTRUCT gives each triple once, with its literal as it is."""
    found = store.construct(f"CONSTRUCT {{ ?s <{EX}says> ?o }} WHERE {{ ?s <{EX}says> ?o }}", {"s": node("a")})
    assert found == [DATASET[EX + "graph/one"][0]]


def test_a_duration_is_written_as_xml_schema_does(store: Store) -> None:
    """An hour and a half is PT1H30M everywhere, never a number of seconds."""
    rows = store.select(f"SELECT ?d {{ ?s <{EX}open> ?d }}").rows
    assert rows == [(ox.Literal("PT1H30M", datatype=DURATION),)]


def test_an_unbound_variable_is_none(store: Store) -> None:
    """What the graph does not say is None, never a word or a zero."""
    query = f"SELECT ?s ?n {{ ?s <{EX}says> ?o OPTIONAL {{ ?s <{EX}counts> ?n }} FILTER(?s = <{EX}b>) }}"
    assert store.select(query).rows == [(node("b"), None)]


@pytest.mark.parametrize("query", ["SELECT * {", "DROP ALL", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"])
def test_what_is_no_reading_query_is_refused(store: Store, query: str) -> None:
    """Broken, writing and calling queries are errors on every engine."""
    with pytest.raises(QueryError):
        store.run(query)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT { <a:a> <a:b> <a:c> } WHERE { SELECT * {} }",
        "PREFIX a: <a:> BASE <a:> # SELECT\nDELETE { ?s ?p ?o } WHERE { { SELECT * { ?s ?p ?o } } }",
        "WITH <a:g> INSERT { a:a a:b a:c } WHERE { FILTER EXISTS { SELECT * {} } }",
        "PREFIX SELECT: <a:> CLEAR ALL",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_no_update_is_ever_sent_to_a_server_of_the_user(query: str) -> None:
    """A SELECT inside makes no reading of an update: nobody listens at this address, so a refusal is ours."""
    with pytest.raises(QueryError, match=r"lecture|SERVICE"):
        RemoteStore("http://127.0.0.1:9/sparql", Credentials(), seconds=2).run(query)


def test_a_push_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """Pieces that had arrived are not sent again, and the server ends with the whole."""
    journal = FileJournal(tmp_path / "journal.json")
    seen: list[str] = []
    with oxigraph(tmp_path / "store") as url:
        remote = RemoteStore(url, Credentials())
        target = find_graph_store(url, Credentials())
        half = {EX + "graph/one": DATASET[EX + "graph/one"]}
        push(half, target, remote, journal)
        sent = len(journal._pieces)
        push(DATASET, target, remote, FileJournal(tmp_path / "journal.json"), lambda graph, *_: seen.append(graph))
        assert sent == 2
        assert remote.graphs() == sorted(DATASET)
        assert len(remote.export(EX + "graph/two")) == 4
    assert EX + "graph/two" in seen


def answering(reply: bytes) -> tuple[str, threading.Thread]:
    """A server that says ``reply`` to the first caller and hangs up; the empty reply never comes."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listening:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(reply)
                while not reply and connection.recv(65_536):
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}/sparql", thread


XML = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+xml\r\n"


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", StoreError, "a échoué"),
        (b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", StoreError, "refuse l’accès"),
        (b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", StoreError, "pas de point d’accès"),
        (XML + b"Content-Length: 9999\r\n\r\n<sparql><head>", StoreError, "coupé"),
        (XML + b"Content-Length: 14\r\n\r\n<sparql><head>", StoreError, "coupée ou illisible"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nhola", StoreError, "illisible"),
        (b"garbage\r\n\r\n", StoreError, "ne répond pas"),
        (b"", QueryLimitError, "n’a pas répondu en 1 s"),
    ],
)
def test_a_failing_server_is_told_in_french(reply: bytes, kind: type[Exception], words: str) -> None:
    """A server that is slow, fails in the middle or hangs up gives one sentence, and no half answer."""
    url, thread = answering(reply)
    with pytest.raises(kind, match=words):
        RemoteStore(url, Credentials(), seconds=1).select("SELECT * { ?s ?p ?o }")
    thread.join(timeout=10)


def test_an_absent_server_is_told_in_french() -> None:
    """Nobody listens at the address: the user learns to start the server."""
    with pytest.raises(StoreError, match="ne répond pas"):
        RemoteStore("http://127.0.0.1:9/sparql", Credentials(), seconds=2).ask("ASK {}")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://", "pas l’adresse d’un serveur"),
        ("http://127.0.0.1:port/query", "pas l’adresse d’un serveur"),
        ("http://exa mple/query", "pas l’adresse d’un serveur"),
        ("http://[bad/query", "pas l’adresse d’un serveur"),
        ("ftp://example.org/", "commence par http"),
        ("http://anne:secret@127.0.0.1:9/query", "ni identifiant ni mot de passe"),
    ],
)
def test_what_is_no_address_is_told_before_anything_is_asked(url: str, words: str) -> None:
    """A slip in the address is told as such, not as a server that is down; a password in it is never printed."""
    for ask in (lambda: RemoteStore(url), lambda: find_graph_store("http://127.0.0.1:9/query", Credentials(), url)):
        with pytest.raises(StoreError, match=words) as caught:
            ask()
        assert "secret" not in str(caught.value)


def test_an_absent_server_promises_no_resumption(tmp_path: Path) -> None:
    """Nothing has been sent yet: the message of a push that was cut on the way would be wrong."""
    with pytest.raises(StoreError, match="Vérifiez qu’il est démarré"):
        find_graph_store("http://127.0.0.1:9/query", Credentials())


def test_a_password_is_not_printed() -> None:
    """Credentials never appear in a message or a log."""
    assert "secret" not in repr(Credentials("anne", "secret", "secret-token"))
