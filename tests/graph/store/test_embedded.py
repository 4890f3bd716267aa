"""The embedded store answers like any SPARQL store and refuses what could change or leave it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.errors import QueryError, StoreError
from refgraph.graph.store import Builds, EmbeddedStore, Solutions


def node(name: str) -> NamedNode:
    return NamedNode(f"http://e/{name}")


SAME = Triple(node("a"), node("label"), Literal("Banque", language="fr"))
STORE = EmbeddedStore.of({"http://e/g1": [SAME], "http://e/g2": [SAME, Triple(node("b"), node("label"), Literal("x"))]})


def test_the_default_graph_is_the_union_each_triple_once() -> None:
    """A triple that two documents state is counted once, and each graph can still be asked by name."""
    assert len(STORE) == 2
    assert STORE.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows == [(Literal(3),)]
    assert STORE.graphs() == ["http://e/g1", "http://e/g2"]
    assert STORE.export("http://e/g1") == [SAME]
    assert len(STORE.export()) == 2


UNION = {
    "http://e/g1": [SAME, Triple(node("a"), node("next"), node("b"))],
    "http://e/g2": [Triple(node("b"), node("next"), node("c")), Triple(node("b"), node("label"), Literal("x"))],
}
ASKED = [
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?s ?o { ?s <http://e/next>+ ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s <http://e/next>* ?o }",
    "SELECT ?s ?o { ?s !<http://e/label> ?o }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "ASK { ?s <http://e/next>/<http://e/next> <http://e/c> }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DESCRIBE <http://e/b>",
    "SELECT ?s ?p ?o FROM <http://e/g2> { ?s ?p ?o }",
    "SELECT ?s FROM NAMED <http://e/g1> { ?s ?p ?o }",
    "SELECT ?s FROM NAMED <http://e/g1> { GRAPH ?g { ?s ?p ?o } }",
    "PREFIX from: <http://e/>\nSELECT ?o { from:a from:next ?o }",
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    builds = Builds(tmp_path_factory.mktemp("builds"))
    builds.write("k", UNION)
    return builds.open("k")


@pytest.mark.parametrize("query", ASKED)
def test_a_store_that_holds_each_triple_once_answers_like_one_that_holds_the_union_too(
    written: EmbeddedStore, query: str
) -> None:
    """What was halved on the disk is seen by no question, whatever its form, its paths or the graphs it names."""
    answer, expected = written.run(query), EmbeddedStore.of(UNION).run(query)
    assert _told(answer) == _told(expected)


def _told(answer: Solutions | bool | list[Triple]) -> object:
    if isinstance(answer, Solutions):
        return answer.variables, sorted(map(str, answer.rows))
    return sorted(map(str, answer)) if isinstance(answer, list) else answer


def test_answers_over_graphs_that_are_named() -> None:
    """The comparison above is not one of empty answers."""
    store = EmbeddedStore.of(UNION)
    assert store.select(ASKED[0]).rows == [(Literal(4),)]
    assert len(store.select(ASKED[1]).rows) == 3
    assert store.select(ASKED[8]).rows != []
    assert store.select(ASKED[9]).rows == []
    assert store.select(ASKED[11]).rows == [(node("b"),)]


def test_a_triple_of_two_graphs_is_written_once(tmp_path: Path) -> None:
    """Oxigraph counts a triple of the union once per graph: the first graph that says it keeps it."""
    builds = Builds(tmp_path)
    builds.write("k", {"http://e/g1": [SAME, SAME], "http://e/g2": [SAME, *UNION["http://e/g2"]]})
    store = builds.open("k")
    assert store.select(ASKED[0]).rows == [(Literal(3),)]
    assert len(store) == len(store.export()) == 3
    assert store.export("http://e/g1") == [SAME]


def test_the_four_forms_of_query() -> None:
    """SELECT, ASK, CONSTRUCT and DESCRIBE give each their own kind of answer; an unbound variable is None."""
    assert STORE.select("SELECT ?s ?z { ?s ?p 'x' }").rows == [(node("b"), None)]
    assert STORE.ask("ASK { ?s ?p 'x' }") is True
    built = STORE.construct("CONSTRUCT { ?s <http://e/q> 'y' } WHERE { ?s ?p ?o }")
    assert {triple.subject for triple in built} == {node("a"), node("b")}
    assert STORE.construct("DESCRIBE <http://e/a>") == [SAME]


def test_known_prefixes_need_no_declaration() -> None:
    """A person types rg: and skos: at once."""
    label = Triple(node("a"), NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), Literal("x"))
    store = EmbeddedStore.of({"http://e/g": [label]})
    assert store.select("SELECT ?s { ?s skos:prefLabel ?o }").rows == [(node("a"),)]


@pytest.mark.parametrize(
    "query", ["INSERT DATA { <a:b> <a:c> <a:d> }", "PREFIX a: <http://e/>\nDELETE WHERE { ?s ?p ?o }"]
)
def test_updates_are_refused_in_french(query: str) -> None:
    """The store is read-only whatever is typed."""
    with pytest.raises(QueryError, match="seule la lecture est permise"):
        STORE.run(query)
    assert len(STORE) == 2


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("SELECT *\nWHERE {\n  ?s ?p 'abc }", "ligne 3", "syntaxe SPARQL inattendue"),
        ("SELECT * { ?s foo:bar ?o }", "ligne 1", "le préfixe « foo » n’est pas déclaré"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "ligne 1", "ni groupée ni agrégée"),
        ("", "ligne 1", "syntaxe SPARQL inattendue"),
    ],
)
def test_a_broken_query_is_explained_at_its_line(query: str, place: str, words: str) -> None:
    """The error names the line in French, not the terminals of a grammar in English."""
    with pytest.raises(QueryError) as caught:
        STORE.select(query)
    assert place in (caught.value.place or "")
    assert words in caught.value.message


def test_a_query_of_another_form_is_refused() -> None:
    """A table cannot be made of an ASK."""
    with pytest.raises(QueryError, match="SELECT est attendue"):
        STORE.select("ASK { ?s ?p ?o }")


def test_no_query_leaves_the_machine() -> None:
    """SERVICE would send data of the users to another host."""
    with pytest.raises(QueryError, match="SERVICE"):
        STORE.run("SELECT * { SERVICE<http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_an_unknown_graph_is_named() -> None:
    """A misspelt graph gives an error with the graphs that there are, not an empty export."""
    with pytest.raises(StoreError, match="http://e/g2"):
        STORE.export("http://e/none")
