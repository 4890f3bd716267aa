"""A name that does not exist is told where the answer is empty: SPARQL itself says nothing of it."""

from __future__ import annotations

import pytest

from refgraph.graph.store import Store
from refgraph.knowledge.adhoc import Direct, ask, unknown_names


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?s a rg:Competance }", ["rg:Competance", "rg:Competence"]),
        ("SELECT * { ?s rg:hasBlock ?o ; rg:hasBlock ?p }", ["rg:hasBlock", "rg:hasBloc"]),
        ("ASK { ?s a rg:Xyzzyxyzzy }", ["rg:Xyzzyxyzzy"]),
    ],
)
def test_the_nearest_name_is_offered(store: Store, query: str, said: list[str]) -> None:
    """One sentence a name, with what was probably meant; no name is offered where none is near."""
    (sentence,) = unknown_names(store, query)
    assert [word.strip("\u00a0;?.") for word in sentence.replace("\u00a0", " ").split() if word[:3] == "rg:"] == said


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a rg:Bloc ; rg:hasCompetence ?c }",
        "SELECT * { ?s ?p 'rg:Competance' } # rg:Competance",
        "PREFIX rg: <http://example.org/> SELECT * { ?s a rg:Competance }",
        "SELECT * { ?s skos:prefLabel ?rg }",
    ],
)
def test_nothing_is_said_of_other_names(store: Store, query: str) -> None:
    """Names that exist, words in strings and comments, and names under a prefix of the query's own are left alone."""
    assert unknown_names(store, query) == ()


def test_an_empty_answer_says_which_name_to_look_at(store: Store) -> None:
    """The editor shows it in place of a general remark, which stays where all names exist."""
    assert "vouliez-vous dire rg:Competence" in ask(Direct(store), store, "SELECT * { ?s a rg:Competance }").table.empty
    assert "La requête est juste" in ask(Direct(store), store, "SELECT * { ?s a rg:Bloc FILTER(false) }").table.empty


def test_a_no_says_which_name_to_look_at(store: Store) -> None:
    """« Non » to a misspelt question is no answer; a « non » to a right one, or a « oui », raises no doubt."""
    (doubt,) = ask(Direct(store), store, "ASK { ?s a rg:Competance }").doubts
    assert "vouliez-vous dire rg:Competence" in doubt
    assert ask(Direct(store), store, "ASK { ?s a rg:Bloc FILTER(false) }").doubts == ()
    assert ask(Direct(store), store, "ASK { { ?s a rg:Bloc } UNION { ?s a rg:Competance } }").doubts == ()
