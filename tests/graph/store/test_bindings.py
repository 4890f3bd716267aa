"""Values are joined to a query as terms: whatever a person types, the query keeps its meaning."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.errors import QueryError
from refgraph.graph.store import EmbeddedStore, bind
from refgraph.graph.store.bindings import to_sparql
from refgraph.graph.store.tokens import calls_service, names_dataset, variables

A = NamedNode("http://e/a")
B = NamedNode("http://e/b")

HOSTILE = [
    '" } DELETE WHERE { ?s ?p ?o } #',
    "x\\",
    'fin\\" . ?s ?p ?o . "',
    "\\u0022 } #",
    "\\U00000022 } #",
    "ligne\nsuivante\r\n\ttabulée",
    "'''\"\"\"",
    "?_x <http://e/a> {}",
    "é’œ « » \u00a0\u202e\U0001f600",
]


def test_a_value_goes_where_the_variable_is_used() -> None:
    """The block stands in the group of the variable, on its line, and nowhere else."""
    query = "SELECT ?o\nWHERE {\n  ?_x_iri ?p ?o }"
    assert bind(query, {"_x_iri": A}) == "SELECT ?o\nWHERE { VALUES ?_x_iri { <http://e/a> }\n  ?_x_iri ?p ?o }"
    assert bind(query, {}) == query


def test_several_values_stand_for_any_of_them() -> None:
    """A person chooses two certifications: rows of both come back."""
    assert "VALUES ?x { <http://e/a> <http://e/b> }" in bind("SELECT * { ?x ?p ?o }", {"x": [A, B]})


def test_a_pattern_is_a_constant_of_its_function() -> None:
    """A word looked for in 40,000 statements: the engine compiles its pattern once and not for each of them."""
    query = 'SELECT ?o { ?s ?p ?o FILTER(REGEX(?o, ?_w_text, "i")) }'
    assert (
        bind(query, {"_w_text": Literal('a"')})
        == 'SELECT ?o { VALUES ?_w_text { "a\\"" } ?s ?p ?o FILTER(REGEX(?o, "a\\"", "i")) }'
    )
    assert "REGEX(?o, ?_w_text" in bind(query, {"_w_text": [Literal("a"), Literal("b")]})


def test_names_in_comments_strings_and_iris_are_no_variables() -> None:
    """A brace or a name in a comment must not move the values elsewhere."""
    query = "# { ?_x\nSELECT * { ?s <http://e/?_x> ?o . FILTER(?o != '{ ?_x' && ?s = ?_y) }"
    assert variables(query) == {"s", "o", "_y"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # A filter inside a nested group or a UNION branch does not see the outer group (SPARQL 1.1, 18.2).
        ("SELECT ?s { { ?s ?p ?o FILTER(?o = ?_x) } UNION { ?s ?q ?_x } }", {"http://e/a", "http://e/b"}),
        ("SELECT ?s { ?s <http://e/p> ?o . OPTIONAL { ?s <http://e/q> ?_x } }", {"http://e/a", "http://e/c"}),
        # EXISTS sees the group around it; the value belongs there.
        ("SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { ?s ?q ?_x } }", {"http://e/c"}),
        (
            "SELECT ?s { { SELECT ?s (COUNT(?_x) AS ?n) WHERE { ?s ?p ?_x } GROUP BY ?s } }",
            {"http://e/a", "http://e/b"},
        ),
        ("SELECT (?_x AS ?s) { ?c ?p 'z' }", {"1"}),
        ("SELECT ?s { { SELECT (?_x AS ?s) { ?c ?p 'z' } } }", {"1"}),
        ("SELECT ?s { VALUES (?s ?o) { (<http://e/a> '1') (<http://e/c> 'z') } FILTER(?o = ?_x) }", {"http://e/a"}),
        ("CONSTRUCT { ?s <http://e/r> ?_x } WHERE { ?s <http://e/p> '1' }", {"http://e/a"}),
    ],
)
def test_scopes_of_sparql_are_kept(query: str, expected: set[str]) -> None:
    """The value reaches each place that the variable is in: nested groups, EXISTS, sub-selects, heads, templates."""
    turtle = [("a", "p", "1"), ("b", "q", "1"), ("c", "p", "z")]
    store = EmbeddedStore.of({"http://e/g": [triple(s, p, o) for s, p, o in turtle]})
    answer = store.run(query, {"_x": Literal("1")})
    assert not isinstance(answer, bool)
    found = [one.subject for one in answer] if isinstance(answer, list) else [row[0] for row in answer.rows]
    assert {getattr(term, "value", None) for term in found} == expected


def triple(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(f"http://e/{subject}"), NamedNode(f"http://e/{predicate}"), Literal(value))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_a_literal_on_each_engine(text: str) -> None:
    """What a person types is found as typed by Oxigraph and by rdflib, which resolves \\u before it parses."""
    query = bind("SELECT ?_x WHERE { BIND(STR(?_x) AS ?y) }", {"_x": Literal(text)})
    assert EmbeddedStore.of({}).select(query).rows == [(Literal(text),)]
    assert list(rdflib.Graph().query(query)) == [(rdflib.Literal(text),)]


def test_terms_keep_their_language_and_type() -> None:
    """A number is compared as a number, a French label as French."""
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert to_sparql(Literal("5", datatype=integer)) == '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert to_sparql(Literal("été", language="fr")) == '"été"@fr'
    assert to_sparql(Literal("x")) == '"x"'


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?_x ?p ?o }"])
def test_a_value_with_no_place_is_an_error(query: str) -> None:
    """A value that would be ignored gives a wrong answer in silence."""
    with pytest.raises(QueryError, match="_x"):
        bind(query, {"_x": A})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", True),
        ("PREFIX a: <http://e/> SELECT * { serviceSILENTa:p { ?s ?p ?o } }", True),
        ("PREFIX a: <urn:> SELECT * { ?x a:it\\'s ?y . SERVICE <http://e/> { ?s ?p ?o } #'\n }", True),
        ("PREFIX a: <urn:> SELECT * { OPTIONAL { ?x a:b\\#c ?y } SERVICE <http://e/> { ?s ?p ?o }\n }", True),
        ("SELECT * { \\u0053ERVICE <http://e/> { ?s ?p ?o } }", True),
        ("SELECT * { SER\\U00000056ICE <http://e/> { ?s ?p ?o } }", True),
        ("SELECT * { ?s ?p 'caf\\u00E9 service' }", False),
        ("SELECT * { ?service <http://e/service> 'service' } # SERVICE", False),
    ],
)
def test_service_is_seen_however_it_is_written(query: str, expected: bool) -> None:
    """No query leaves the machine; a variable or a text with that word may stay."""
    assert calls_service(query) is expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * FROM <http://e/g> { ?s ?p ?o }", True),
        ("select * from named ex:g where { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o } FROM <http://e/g> WHERE { ?s ?p ?o }", True),
        ("DESCRIBE <http://e/a> FROM <http://e/g>", True),
        ("SELECT ?from { ?s ?p ?from }", False),
        ("PREFIX from: <http://e/> SELECT * { from:a ?p ?o }", False),
        ("DESCRIBE ex:from", False),
        ("SELECT * { ?s ?p 'from' } # FROM <http://e/g>", False),
        ("SELECT * { { SELECT ?s { ?s ex:p ex:from } } }", False),
    ],
)
def test_a_query_that_says_on_which_graphs_it_runs(query: str, expected: bool) -> None:
    """The union of all graphs is asked of no query that names its own."""
    assert names_dataset(query) is expected
