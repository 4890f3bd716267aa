"""Other people's queries run in a worker that really stops, gives its memory back and never writes."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest

from refgraph.core.errors import QueryError, QueryLimitError
from refgraph.graph.sandbox.limits import Limits
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.sandbox.wire import Answer

EX = "http://example.org/"
TRIPLES = 10_000
LIMITS = Limits(seconds=1.0, rows=500)

CONCATENATIONS = " ".join(
    f"BIND(CONCAT({', '.join(['?' + one] * 10)}) AS ?{two})" for one, two in zip("abcdefghi", "bcdefghij", strict=True)
)
DEADLY = {
    "cartesian product that counts": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "cartesian product that streams": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "path over everything": "SELECT (COUNT(*) AS ?n) { ?a (<x:p>|!<x:p>)* ?b . ?b (<x:p>|!<x:p>)* ?c }",
    "sort of a product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "growing string": "SELECT (STRLEN(?j) AS ?n) { BIND('" + "x" * 60 + "' AS ?a) " + CONCATENATIONS + " }",
    "groups of a product": "SELECT ?a (GROUP_CONCAT(?k) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?k } GROUP BY ?a",
    "distinct rows of a product": "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "nested groups": "SELECT * WHERE " + "{" * 3_000 + "}" * 3_000,
    "nested parentheses": "SELECT * WHERE { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }",
}


@pytest.fixture(scope="module")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    store = ox.Store(str(path))
    graph = ox.NamedNode(EX + "g")
    names = ((f"s{i}", f"p{i % 7}", f"s{i * 7 % 3_000}") for i in range(TRIPLES))
    triples = (ox.Triple(ox.NamedNode(EX + s), ox.NamedNode(EX + p), ox.NamedNode(EX + o)) for s, p, o in names)
    store.bulk_extend(ox.Quad(one.subject, one.predicate, one.object, graph) for one in triples)
    store.flush()
    return path


@pytest.fixture(scope="module")
def pool(store_path: Path) -> Iterator[Pool]:
    with Pool(store_path, LIMITS, size=2) as pool:
        yield pool


def checksum(path: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*.sst")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def bindings(content: bytes) -> list[dict[str, dict[str, str]]]:
    rows: list[dict[str, dict[str, str]]] = msgspec.json.decode(content)["results"]["bindings"]
    return rows


def outcome(pool: Pool, query: str) -> tuple[Answer | None, QueryError | None]:
    try:
        return pool.run(query), None
    except QueryError as error:
        return None, error


def test_an_honest_query_is_answered(pool: Pool) -> None:
    """The sandbox sees the union of all graphs and counts what is there."""
    answer = pool.run("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert bindings(answer.content)[0]["n"]["value"] == str(TRIPLES)
    assert (answer.form, answer.rows, answer.truncated) == ("bindings", 1, False)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("ASK { ?s ?p ?o }", "boolean"),
        (f"CONSTRUCT WHERE {{ <{EX}s1> ?p ?o }}", "graph"),
        (f"DESCRIBE <{EX}s1>", "graph"),
    ],
)
def test_each_reading_form_is_answered(pool: Pool, query: str, form: str) -> None:
    """ASK, CONSTRUCT and DESCRIBE are reading forms and have answers of their own kind."""
    assert pool.run(query).form == form


def test_rows_beyond_the_limit_are_told(pool: Pool) -> None:
    """A long answer is cut at the limit and says so; it never passes for the whole."""
    answer = pool.run("SELECT ?s { ?s ?p ?o }")
    assert (answer.rows, answer.truncated, len(bindings(answer.content))) == (500, True, 500)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_the_size_of_an_answer_is_that_of_what_goes_out(store_path: Path, form: str) -> None:
    """XML takes four times the room of a TSV: rows are cut where the answer is full, and none is cut in two."""
    sizes = Limits(seconds=10, answer_bytes=400_000)
    with Pool(store_path, sizes, size=1) as pool:
        answer = pool.run("SELECT ?s ?p ?o { ?s ?p ?o }", results_format=form)
    assert 320_000 < len(answer.content) <= 400_000
    assert answer.truncated
    rows = answer.content.count(b"<result>") or answer.content.count(b'"s":{') or answer.content.count(b"\n") - 1
    assert rows == answer.rows


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "rdfxml"])
def test_the_size_of_a_graph_is_that_of_what_goes_out(store_path: Path, form: str) -> None:
    """A triple is longer in RDF/XML than in N-Triples: whole triples are left out until the rest fits."""
    with Pool(store_path, Limits(seconds=10, rows=9_000, answer_bytes=400_000), size=1) as pool:
        answer = pool.run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", graph_format=form)
    assert 320_000 < len(answer.content) <= 400_000
    assert answer.truncated


@pytest.mark.parametrize("name", DEADLY)
def test_a_deadly_query_is_contained(pool: Pool, name: str) -> None:
    """A query that would hold or crash the engine ends at a limit, and the next one is answered."""
    started = time.monotonic()
    answer, error = outcome(pool, DEADLY[name])
    assert error.remedy if error else answer and answer.truncated
    assert time.monotonic() - started < 60  # the limit is one second: endless, not slow
    assert pool.run("ASK {}").content


def test_others_are_served_while_a_deadly_query_runs(pool: Pool) -> None:
    """Ten honest questions are answered while a cartesian product is on its way to the limit."""
    refused: list[QueryError] = []

    def harm() -> None:
        try:
            pool.run(DEADLY["cartesian product that counts"])
        except QueryError as error:
            refused.append(error)

    harmful = threading.Thread(target=harm)
    harmful.start()
    answers = [pool.run(f"ASK {{ <{EX}s{i}> ?p ?o }}").content for i in range(10)]
    assert harmful.is_alive()
    harmful.join()
    assert all(msgspec.json.decode(content)["boolean"] is True for content in answers)
    assert "plus de 1 s" in refused[0].message


def children() -> set[str]:
    listings = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for listing in listings for child in listing.read_text().split()}


def test_quick_queries_are_served_beside_long_ones(store_path: Path) -> None:
    """Four people ask what never ends; a fifth is answered ten times before all of the four are stopped."""
    deadly = DEADLY["cartesian product that counts"]
    ends: list[str] = []

    def ask() -> None:
        try:
            two.run(deadly)
        except QueryLimitError as error:
            ends.append(error.message)

    with Pool(store_path, Limits(seconds=4.0, rows=500), size=2) as two:
        four = [threading.Thread(target=ask) for _ in range(4)]
        for one in four:
            one.start()
        answered = 0
        while any(one.is_alive() for one in four) and answered < 10:
            assert two.run("SELECT ?s { ?s ?p ?o } LIMIT 1").rows == 1
            answered += 1
        for one in four:
            one.join()
    assert answered == 10
    assert len(ends) == 4
    assert all("plus de 4 s de calcul" in message for message in ends)


def test_memory_comes_back(store_path: Path) -> None:
    """After a query that sorted a product, no process of the pool holds its memory any more."""
    others = children()
    with Pool(store_path, Limits(seconds=2.0), size=1) as pool:
        with pytest.raises(QueryError):
            pool.run(DEADLY["sort of a product"])
        pool.run("ASK {}")
        workers = children() - others
        pages = [int(Path(f"/proc/{worker}/statm").read_text().split()[1]) for worker in workers]
        assert len(pages) == 1
        assert pages[0] * os.sysconf("SC_PAGE_SIZE") < 300 * 1024**2


def test_the_worker_has_no_network(store_path: Path) -> None:
    """Even a call that slipped past the parser would find no network to go to."""
    with Pool(store_path, LIMITS, size=1) as pool:
        worker = pool._free.get_nowait()
        assert worker.network_is_off
        pool._free.put(worker)


def hostile_inputs() -> list[str]:
    services = [
        "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
        "SERVICE SILENT <http://h/> {}",
        "service ?g { ?s ?p ?o }",
    ]
    glued = ["SERVICE:p { ?s ?p ?o }", "SERVICEa:p{ ?s ?p ?o }", "SERVICESILENT<http://h/>{ ?s ?p ?o }"]
    wraps = [
        "SELECT * { %s }",
        "PREFIX a: <http://a/> PREFIX : <http://a/> SELECT * { ?s ?p ?o { SELECT * { %s } } }",
        "ASK { OPTIONAL { %s } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { { %s } UNION { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { %s } }",
        "SELECT * { GRAPH ?g { %s } }",
        "SELECT * { ?s ?p ?o MINUS { %s } }",
        "# SELECT\nSELECT * { %s }",
    ]
    calls = [wrap % call for wrap in wraps for call in services + glued]
    writes = [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE DATA { <x:a> <x:b> <x:c> }",
        "LOAD <file:///etc/passwd>",
        "LOAD <http://127.0.0.1:9/> INTO GRAPH <x:g>",
        "CLEAR ALL",
        "DROP ALL",
        "DROP SILENT DEFAULT",
        "CREATE GRAPH <x:g>",
        "COPY DEFAULT TO <x:g>",
        "MOVE <x:g> TO DEFAULT",
        "ADD <x:g> TO DEFAULT",
        "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    ]
    disguises = [
        "%s",
        "# ASK {}\n%s",
        "PREFIX ask: <x:ask>\n%s",
        "  \n\t%s",
        "ASK {} ; %s",
        "SELECT * { ?s ?p ?o } ; %s",
    ]
    updates = [disguise % write for disguise in disguises for write in writes]
    broken = [
        "",
        " ",
        "SELECT",
        "SELECT *",
        "SELECT * {",
        "SELECT * { ?s ?p }",
        "SELECT ?x { ?s ?p ?o } GROUP BY",
        "SELECT * { ?s ?p 'unterminated }",
        'SELECT * { ?s ?p """unterminated }',
        "SELECT * { ?s <unterminated ?o }",
        "SELECT * WHERE { FILTER( }",
        "SELECT * { ?s undeclared:name ?o }",
        "SELECT (1 AS ?x) (2 AS ?x) {}",
        "CONSTRUCT { _:b ?p 1 } WHERE",
        "DESCRIBE",
        "ASK",
        "\x00ASK {}",
        "ASK {}\x00",
        "ASK { \ud800 }",
        "SELECT * { ?s ?p ?o } LIMIT -1",
        "SELECT * { ?s ?p ?o } LIMIT 1e3",
        "SELECT * { BIND(1/0 AS ?x }",
        "<script>alert(1)</script>",
        "'; DROP TABLE competences; --",
        "{{7*7}}",
        "../../etc/passwd",
        "%00",
        "SELECT * { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { " + "(" * 200 + " } }",
        "SELECT " + "?x" * 15_000,
        "SELECT * { ?s ?p '" + "x" * 30_000 + "' }",
        "SELECT * { ?s ?p ?o " + "{" * 61 + "}" * 61 + " }",
        "SELECT * { ?s " + "^" * 100 + "<x:p> ?o }",
        "ASK { FILTER(" + "!" * 19_000 + "true) }",
        "ASK { ?s " + "(" * 100 + "<x:p>" + ")" * 100 + " ?o }",
    ]
    return calls + updates + broken + [f"SELECT * {{ ?s ?p ?o FILTER regex(?o, '{'(' * n}') " for n in range(1, 40)]


def test_hostile_inputs_change_nothing(store_path: Path, pool: Pool) -> None:
    """Two hundred broken, writing or calling queries are each refused, and the store is byte for byte what it was."""
    before = checksum(store_path)
    inputs = hostile_inputs()
    assert len(inputs) == 206
    errors = {query: outcome(pool, query)[1] for query in inputs}
    assert [query for query, error in errors.items() if error is None or not error.message] == []
    assert checksum(store_path) == before


def test_a_syntax_error_names_its_line(pool: Pool) -> None:
    """A designer who edits a query is told the line and column of the mistake."""
    with pytest.raises(QueryError) as caught:
        pool.run("SELECT * WHERE {\n  ?s ?p ?o .\n  FILTER(?o > )\n}")
    assert caught.value.place is not None
    assert caught.value.place.startswith("ligne 3")


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX service: <http://s/> SELECT * { service:a service:b ?service }",
        "SELECT * { ?s ?p 'SERVICE <http://h/> { }' }",
        "SELECT * { ?s <http://h/service> ?o } # SERVICE <http://h/> {}",
        "PREFIX insert: <http://s/> ASK { insert:a ?delete 'DROP ALL' }",
    ],
)
def test_the_word_service_is_only_refused_as_a_clause(pool: Pool, query: str) -> None:
    """The decision is taken on the query, not on its text: names and strings that look like clauses are harmless."""
    assert pool.run(query).form in {"bindings", "boolean"}


LEGAL = [
    "SELECT * { VALUES ?x { -1.5 -.5 +.5 -1.5e3 } }",
    "SELECT * { ?s ?p ?o FILTER(?o > -2.5 && -?o < 1) } LIMIT 1",
    "SELECT (STRLEN(STR(?s))-1.0 AS ?n) { ?s ?p ?o } LIMIT 1",
    "SELECT * { ?s <http://example.org/p1> * ?o } LIMIT 1",
    "SELECT * { ?s (<http://example.org/p1>/<http://example.org/p2>) + ?o } LIMIT 1",
    "SELECT * { ?s <http://example.org/p1>?o } LIMIT 1",
    "SELECT * { ?s <http://example.org/p1> ? ?o } LIMIT 1",
    "SELECT*{?s ?p?o}LIMIT 1",
    "SELECT (COUNT(*) * 2 AS ?n) { ?s a?c }",
]


@pytest.mark.parametrize("query", LEGAL)
def test_a_legal_query_is_answered(pool: Pool, query: str) -> None:
    """Negative decimals and spaces as the grammar allows them: no worker dies of them, no false reason is told."""
    assert pool.run(query).form == "bindings"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p -1.0 } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p -.5 } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p -1.0 }",
        "INSERT DATA { <a:a> <a:b> -1.5 }",
        "SELECT * { ?s ?p -1.0 ",
    ],
)
def test_what_one_parser_cannot_read_is_no_way_in(pool: Pool, query: str) -> None:
    """A query on which a parser fails is only run if it names no server and no file, and the engine reads it."""
    with pytest.raises(QueryError) as refused:
        pool.run(query)
    assert not isinstance(refused.value, QueryLimitError)
