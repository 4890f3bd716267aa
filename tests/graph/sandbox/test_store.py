"""The sandbox answers like any other store, under its limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from refgraph.core.errors import QueryError, QueryLimitError
from refgraph.graph.sandbox.limits import Limits
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.sandbox.store import SandboxedStore
from refgraph.graph.store.embedded import EmbeddedStore

EX = "http://example.org/"
GRAPH = EX + "graph"
HOSTILE = 'fin" } INSERT DATA { <x:a> <x:b> "c" } #'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    store = ox.Store(str(folder))
    for name, text in {"a": "Accueillir", "b": "Conseiller", "c": HOSTILE}.items():
        triple = (ox.NamedNode(EX + name), ox.NamedNode(EX + "says"), ox.Literal(text, language="fr"))
        store.add(ox.Quad(*triple, ox.NamedNode(GRAPH)))
    store.flush()
    return folder


@pytest.fixture(scope="module")
def sandboxed(folder: Path) -> Iterator[SandboxedStore]:
    with Pool(folder, Limits(seconds=2.0, rows=50), size=1) as pool:
        yield SandboxedStore(pool)


@pytest.mark.parametrize(
    ("query", "bindings"),
    [
        ("SELECT ?s ?o { ?s <http://example.org/says> ?o } ORDER BY ?s", {}),
        ("SELECT ?s { ?s <http://example.org/says> ?o }", {"o": ox.Literal(HOSTILE, language="fr")}),
        ("ASK { ?s ?p ?o }", {"s": ox.NamedNode(EX + "a")}),
        ("ASK { ?s ?p ?o }", {"s": ox.NamedNode(EX + "nobody")}),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", {"s": ox.NamedNode(EX + "b")}),
    ],
)
def test_it_answers_like_the_embedded_store(
    folder: Path, sandboxed: SandboxedStore, query: str, bindings: dict[str, ox.NamedNode | ox.Literal]
) -> None:
    """The same query with the same values gives the same answer in the sandbox and outside."""
    assert sandboxed.run(query, bindings) == EmbeddedStore.open(folder).run(query, bindings)


def test_a_hostile_value_stays_a_value(sandboxed: SandboxedStore) -> None:
    """A text with quotes and braces finds the one statement that has it, and does nothing else."""
    found = sandboxed.select("SELECT ?s { ?s ?p ?o }", {"o": ox.Literal(HOSTILE, language="fr")})
    assert found.rows == [(ox.NamedNode(EX + "c"),)]


def test_it_knows_the_named_graphs(sandboxed: SandboxedStore) -> None:
    """Each graph can be named, and exported as it is."""
    assert sandboxed.graphs() == [GRAPH]
    assert len(sandboxed.export(GRAPH)) == 3


def test_a_cut_answer_is_told(sandboxed: SandboxedStore) -> None:
    """Who asks for two rows of three learns that there are more."""
    reply = sandboxed.reply("SELECT ?s { ?s ?p ?o }", rows=2)
    assert reply.truncated
    assert sandboxed.reply("SELECT ?s { ?s ?p ?o }", rows=3).truncated is False


def test_a_part_is_never_given_for_the_whole(folder: Path) -> None:
    """A question of the user's own with more rows than the limit is refused, not cut in silence."""
    with Pool(folder, Limits(rows=2), size=1) as pool, pytest.raises(QueryLimitError, match="2 lignes"):
        SandboxedStore(pool).select("SELECT ?s { ?s ?p ?o }")


def test_the_wrong_form_is_refused(sandboxed: SandboxedStore) -> None:
    """A page that expects a table is told when it gets a yes or no."""
    with pytest.raises(QueryError, match="SELECT"):
        sandboxed.select("ASK { ?s ?p ?o }")
