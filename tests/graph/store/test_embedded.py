"""The embedded store answers like any SPARQL store and refuses what could change or leave it."""

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.errors import QueryError, StoreError
from refgraph.graph.store import EmbeddedStore


def node(name):
    return NamedNode(f"http://e/{name}")


SAME = Triple(node("a"), node("label"), Literal("Banque", language="fr"))
STORE = EmbeddedStore.of({"http://e/g1": [SAME], "http://e/g2": [SAME, Triple(node("b"), node("label"), Literal("x"))]})


def test_the_default_graph_is_the_union_each_triple_once():
    """A triple that two documents state is counted once, and each graph can still be asked by name."""
    assert len(STORE) == 2
    assert STORE.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows[0][0].value == "3"
    assert STORE.graphs() == ["http://e/g1", "http://e/g2"]
    assert STORE.export("http://e/g1") == [SAME]
    assert len(STORE.export()) == 2


def test_the_four_forms_of_query():
    """SELECT, ASK, CONSTRUCT and DESCRIBE give each their own kind of answer; an unbound variable is None."""
    assert STORE.select("SELECT ?s ?z { ?s ?p 'x' }").rows == [(node("b"), None)]
    assert STORE.ask("ASK { ?s ?p 'x' }") is True
    built = STORE.construct("CONSTRUCT { ?s <http://e/q> 'y' } WHERE { ?s ?p ?o }")
    assert {triple.subject.value for triple in built} == {"http://e/a", "http://e/b"}
    assert STORE.construct("DESCRIBE <http://e/a>") == [SAME]


def test_known_prefixes_need_no_declaration():
    """A person types rg: and skos: at once."""
    assert STORE.select("SELECT ?s { ?s skos:prefLabel ?o }").rows == []


@pytest.mark.parametrize(
    "query", ["INSERT DATA { <a:b> <a:c> <a:d> }", "PREFIX a: <http://e/>\nDELETE WHERE { ?s ?p ?o }"]
)
def test_updates_are_refused_in_french(query):
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
def test_a_broken_query_is_explained_at_its_line(query, place, words):
    """The error names the line in French, not the terminals of a grammar in English."""
    with pytest.raises(QueryError) as caught:
        STORE.select(query)
    assert place in (caught.value.place or "")
    assert words in caught.value.message


def test_a_query_of_another_form_is_refused():
    """A table cannot be made of an ASK."""
    with pytest.raises(QueryError, match="SELECT est attendue"):
        STORE.select("ASK { ?s ?p ?o }")


def test_no_query_leaves_the_machine():
    """SERVICE would send data of the users to another host."""
    with pytest.raises(QueryError, match="SERVICE"):
        STORE.run("SELECT * { SERVICE<http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_an_unknown_graph_is_named():
    """A misspelt graph gives an error with the graphs that there are, not an empty export."""
    with pytest.raises(StoreError, match="http://e/g2"):
        STORE.export("http://e/none")
