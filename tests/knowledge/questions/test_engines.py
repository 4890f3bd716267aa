"""All saved questions give the same answers on the embedded store, in the sandbox, and on two servers over HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from refgraph.core.namespaces import graph_iri
from refgraph.core.table import Table, show
from refgraph.graph.sandbox.limits import Limits
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.sandbox.store import SandboxedStore
from refgraph.graph.store import Store
from refgraph.graph.store.push import FileJournal, find_graph_store, push
from refgraph.graph.store.remote import Credentials, RemoteStore
from refgraph.knowledge import questions
from refgraph.knowledge.questions import Question
from refgraph.pipeline import Build
from refgraph.workspace import Workspace
from tests.knowledge.questions.test_answers import cases
from tests.servers import oxigraph, virtuoso

CATALOGUE = questions.read_catalogue()
DBA = Credentials("dba", "dba")


def loaded(url: str, credentials: Credentials, built: Build, journal: Path) -> RemoteStore:
    remote = RemoteStore(url, credentials, seconds=120)
    dataset = {graph_iri(name): triples for name, triples in built.graphs.items()}
    push(dataset, find_graph_store(url, credentials), remote, FileJournal(journal))
    return remote


@pytest.fixture(scope="module", params=["sandbox", "oxigraph", "virtuoso"])
def engine(
    request: pytest.FixtureRequest, workspace: Workspace, built: Build, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp(request.param)
    journal = tmp_path_factory.mktemp("journal") / "push.json"
    if request.param == "sandbox":
        with Pool(workspace.builds.folder / built.key, Limits(rows=100_000), size=1) as pool:
            yield SandboxedStore(pool)
    elif request.param == "oxigraph":
        with oxigraph(folder) as url:
            yield loaded(url, Credentials(), built, journal)
    else:
        with virtuoso(folder) as url:
            yield loaded(url, DBA, built, journal)


def values_by_hand() -> dict[str, dict[str, Any]]:
    """The first values of each question for which its answer was found by hand."""
    found: dict[str, dict[str, Any]] = {}
    for subject, name, case in cases():
        found.setdefault(f"{subject}/{name}", case.get("values", {}))
    return found


def asked(store: Store) -> list[tuple[Question, dict[str, Any]]]:
    """Every shipped question with values: those tried by hand, else the first that the graph offers."""
    by_hand = values_by_hand()
    return [
        (question, by_hand.get(f"{question.subject}/{question.name}", offered(question, store)))
        for question in CATALOGUE.questions
    ]


def offered(question: Question, store: Store) -> dict[str, Any]:
    needed = [one for one in question.parameters if one.required and one.default is None]
    return {
        one.name: questions.choices(store, one.kind)[0].iri for one in needed if questions.KINDS[one.kind].is_choice
    }


def lines(table: Table) -> list[str]:
    """The rows as text without regard to their order; Virtuoso writes a boolean as 1 or 0 and a share as 0.8."""
    return sorted(" | ".join(_plain(cell) for cell in row) for row in table.rows)


def _plain(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(int(cell))
    text = getattr(cell, "iri", None) or show(cell)
    return re.sub(r"(?<=\d),(\d*?)0+$", r",\1", text) if re.fullmatch(r"\d+,\d+", text) else " ".join(text.split())


def test_questions_are_found() -> None:
    """The comparison of engines would prove nothing over a handful of questions."""
    assert len(CATALOGUE.questions) == 61
    assert len(values_by_hand()) == 61


def test_all_questions_agree(engine: Store, store: Store) -> None:
    """A designer who moves to a larger server gets the same lines, each with its passage."""
    different = {}
    for question, values in asked(store):
        ours, theirs = (lines(questions.run(one, question, values)) for one in (store, engine))
        if ours != theirs:
            different[question.name] = {
                "missing": sorted(set(ours) - set(theirs))[:3],
                "added": sorted(set(theirs) - set(ours))[:3],
            }
    assert different == {}
