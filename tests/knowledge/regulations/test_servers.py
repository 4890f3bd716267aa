"""The answers about cited texts are the same when the graph is on a server that users have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from refgraph.core.namespaces import graph_iri
from refgraph.core.table import Table, show
from refgraph.graph.store import Store
from refgraph.graph.store.push import FileJournal, find_graph_store, push
from refgraph.graph.store.remote import Credentials, RemoteStore
from refgraph.knowledge.regulations import (
    Evidence,
    Level,
    activities_table,
    coverage_of,
    evidence_of,
    matrix,
    passages_table,
    regulated_activities,
    watch,
    watch_table,
)
from refgraph.pipeline import Build
from tests.servers import oxigraph, virtuoso

pytestmark = pytest.mark.server

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def remote(request: pytest.FixtureRequest, built: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp(request.param)
    start, who = {
        "oxigraph": (oxigraph, Credentials()),
        "virtuoso": (virtuoso, Credentials("dba", "dba")),
    }[request.param]
    with start(folder) as url:
        store = RemoteStore(url, who, seconds=120)
        dataset = {graph_iri(name): triples for name, triples in built.graphs.items()}
        push(dataset, find_graph_store(url, who), store, FileJournal(folder / "push.json"))
        yield store


def answers(evidence: Evidence) -> list[Table]:
    return [
        watch_table(watch(evidence), evidence),
        passages_table(evidence),
        activities_table(regulated_activities(evidence), evidence.register),
        *(matrix(coverage_of(evidence, level)) for level in Level),
    ]


def test_the_answers_are_those_of_the_embedded_store(remote: Store, store: Store) -> None:
    """Seven tables, row for row, whatever the order in which a server gives its solutions."""
    assert [len(table) for table in answers(evidence_of(store, TODAY))] == [16, 28, 8, 15, 15, 143, 220]
    for here, there in zip(answers(evidence_of(store, TODAY)), answers(evidence_of(remote, TODAY)), strict=True):
        assert sorted(here.columns) == sorted(there.columns)
        assert rows(there) == rows(here)


def rows(table: Table) -> list[list[str]]:
    """The rows as text, columns by name, without regard to order."""
    order = sorted(range(len(table.columns)), key=lambda index: table.names[index])
    return sorted([show(row[index]) for index in order] for row in table.rows)
