"""A typed query: its answer as table, bars and network, its files, and how it becomes a question of one's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from refgraph.core.errors import QueryError
from refgraph.core.table import Resource, Table
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.sandbox.store import SandboxedStore
from refgraph.graph.store import Store
from refgraph.knowledge.adhoc import Direct, Replying, ask, bars, network, save
from refgraph.knowledge.questions import read_catalogue
from refgraph.pipeline import Build
from refgraph.workspace import Workspace

BLOCS = """SELECT ?bloc (COUNT(?competence) AS ?competences) WHERE {
  id:certification\\/RNCP31919 rg:hasBloc ?bloc . ?bloc rg:hasCompetence ?competence
} GROUP BY ?bloc ORDER BY ?bloc"""


@pytest.fixture(scope="module", params=["sandbox", "server"])
def people(request: pytest.FixtureRequest, workspace: Workspace, built: Build, store: Store) -> Iterator[Replying]:
    if request.param == "server":
        yield Direct(store)
    else:
        with Pool(workspace.builds.folder / built.key, size=1) as pool:
            yield SandboxedStore(pool)


def test_the_answer_has_labels_and_counts(people: Replying, store: Store) -> None:
    """RNCP31919 has five blocs of 6, 6, 3, 7 and 3 competences, shown by their titles."""
    outcome = ask(people, store, BLOCS)
    assert outcome.table.column("competences") == (6, 6, 3, 7, 3)
    assert [str(cell) for cell in outcome.table.column("bloc")][2] == "3 – prospecter sur le marché des professionnels"
    assert outcome.truncated is False


def test_columns_are_named_in_french(people: Replying, store: Store) -> None:
    """A variable has no accent and no space: its column has, and its machine name stays."""
    query = "SELECT (1 AS ?nombreCompetences) (2 AS ?nb_criteres) (3 AS ?codeRNCP) (4 AS ?niveau) {}"
    table = ask(people, store, query).table
    assert table.columns == ("Nombre compétences", "Nb critères", "Code RNCP", "Niveau")
    assert table.names == ("nombreCompetences", "nb_criteres", "codeRNCP", "niveau")


def test_a_cut_answer_says_so_in_its_files_too(people: Replying, store: Store) -> None:
    """Who takes a cut answer away finds in the file that it is not whole."""
    outcome = ask(people, store, BLOCS, rows=2)
    assert (len(outcome.table), outcome.truncated) == (2, True)
    assert ("Limite", "2 premières lignes ; la réponse en a davantage") in outcome.table.source


def test_yes_or_no(people: Replying, store: Store) -> None:
    """ASK is answered by a verdict."""
    assert ask(people, store, "ASK { ?s a rg:Certification }").verdict is True
    assert json.loads(ask(people, store, "ASK { ?s a rg:Nothing }").results_json()) == {"head": {}, "boolean": False}


def test_a_graph_is_shown_and_taken_away(people: Replying, store: Store) -> None:
    """The triples of a CONSTRUCT are a table on the page and RDF in the file."""
    outcome = ask(people, store, "CONSTRUCT { ?c rg:hasBloc ?b } WHERE { ?c rg:hasBloc ?b }")
    assert outcome.table.columns == ("Sujet", "Propriété", "Valeur")
    assert len(outcome.triples) == 18
    assert len(list(ox.parse(outcome.rdf("ttl"), format=ox.RdfFormat.TURTLE))) == 18


def test_results_are_standard_json(people: Replying, store: Store) -> None:
    """The JSON file holds the terms as SPARQL 1.1 Query Results JSON, unbound ones left out."""
    query = """SELECT ?n ?nothing ?text WHERE { BIND(3 AS ?n) BIND("l’été\\n\\"vrai\\""@fr AS ?text) }"""
    content = json.loads(ask(people, store, query).results_json())
    assert content["head"]["vars"] == ["n", "nothing", "text"]
    assert content["results"]["bindings"] == [
        {
            "n": {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
            "text": {"type": "literal", "value": 'l’été\n"vrai"', "xml:lang": "fr"},
        }
    ]


def test_bars_leave_out_what_is_not_documented() -> None:
    """An unknown value is not drawn as 0, and the longest bar is the largest value."""
    table = Table(("Bloc", "Poids"), (("A", Decimal("0.2")), ("B", None), ("C", Decimal("0.8"))))
    assert [(bar.label, bar.value, bar.share) for bar in bars(table)] == [
        ("C", Decimal("0.8"), 100.0),
        ("A", Decimal("0.2"), 25.0),
    ]
    assert bars(Table(("Bloc",), (("A",),))) == ()


def test_a_network_links_the_things_of_a_row() -> None:
    """Two columns of things become links; beyond 80 things the rest is counted."""
    rows = tuple((Resource(f"x:{i}", f"{i}"), Resource("x:hub", "centre")) for i in range(100))
    found = network(Table(("Un", "Autre"), rows))
    assert found is not None
    assert (len(found.nodes), found.left_out) == (80, 21)
    assert found.links[0] == ("x:0", "x:hub")
    assert network(Table(("Un", "Texte"), ((Resource("x:1", "1"), "texte"),))) is None


def test_a_query_is_kept_as_a_question(tmp_path: Path) -> None:
    """What a designer saves is in the list of questions, under the theme that was given."""
    question = save(tmp_path, "Évaluation", "Quels blocs : combien de compétences ?", BLOCS)
    assert (question.subject, question.name) == ("evaluation", "quels-blocs-combien-de-competences")
    assert read_catalogue(tmp_path).find(question.name).title == "Quels blocs : combien de compétences ?"


@pytest.mark.parametrize(
    ("title", "query", "words"),
    [
        ("  ", BLOCS, "n’a pas de titre"),
        ("Cassée ?", "SELECT * {", "syntaxe"),
        ("Une mise à jour ?", "DROP ALL", "lecture"),
        ("Ailleurs ?", "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }", "SERVICE"),
        ("../../evasion\n#+ endpoint: http://h/", "SELECT * {", "syntaxe"),
        ("Une profonde ?", "SELECT * { " + "{" * 3_000 + "}" * 3_000 + " }", "imbriquées"),
        ("Sans type ?", "SELECT * { ?__certification rg:hasBloc ?bloc }", "porte le nom d’un type"),
        ("Une longue ?", "SELECT * { ?s ?p " + "?o, " * 2_000 + "?o }", "trop compliquée"),
    ],
)
def test_what_is_no_question_is_not_kept(tmp_path: Path, title: str, query: str, words: str) -> None:
    """A wrong query is refused with a sentence, and nothing is left in the folder."""
    with pytest.raises(QueryError, match=words):
        save(tmp_path, "essai", title, query)
    assert list(tmp_path.rglob("*.rq")) == []


def test_a_question_is_never_overwritten(tmp_path: Path) -> None:
    """The same title twice is refused: the first question stays as it was."""
    first = save(tmp_path, "essai", "La même ?", BLOCS)
    with pytest.raises(QueryError, match="déjà une question"):
        save(tmp_path, "essai", "La même ?", "ASK {}")
    assert "COUNT" in first.path.read_text("utf-8")
