"""The build that is shown: followed by the next at once, and kept for whoever is still answering from it."""

from __future__ import annotations

import gc
import os
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.errors import StoreError
from refgraph.faces.current import Current, Opened
from refgraph.graph.store import EmbeddedStore, Solutions
from refgraph.workspace import Workspace

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def dataset(size: int) -> dict[str, list[Triple]]:
    subject = NamedNode("http://e/s")
    return {"http://e/g": [Triple(subject, NamedNode("http://e/p"), Literal(str(n))) for n in range(size)]}


def publish(workspace: Workspace, key: str, size: int) -> None:
    workspace.builds.write(key, dataset(size))
    workspace.builds.publish(key)


def counted(answer: Solutions) -> str:
    (row,) = answer.rows
    assert isinstance(row[0], Literal)
    return row[0].value


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A data folder whose build, of two statements, is there already."""
    one = Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)
    (tmp_path / "data").mkdir()
    publish(one, one.key(), 2)
    return one


def test_the_next_build_is_shown_as_soon_as_it_is_published(workspace: Workspace) -> None:
    """One open store for all who ask; a build that is written but not published is not shown."""
    current = Current(workspace)
    first = current.opened()
    assert current.opened() is first
    workspace.builds.write("next", dataset(3))
    assert current.opened() is first
    workspace.builds.publish("next")
    second = current.opened()
    assert (second.key, counted(second.store.select(COUNT))) == ("next", "3")
    assert current.opened() is second
    assert first.published is not None
    assert second.published is not None
    assert first.published <= second.published


def test_who_holds_a_build_goes_on_with_it(workspace: Workspace) -> None:
    """A page that is being drawn when five builds end is drawn from the first; that goes when the page is done."""
    current = Current(workspace)
    held: Opened | None = current.opened()
    assert held is not None
    folder = held.folder
    assert folder is not None
    for size in range(3, 8):
        publish(workspace, f"k{size}", size)
        current.opened()
    assert counted(held.store.select(COUNT)) == "2"
    assert folder.is_dir()
    held = None
    gc.collect()
    publish(workspace, "k8", 8)
    assert not folder.exists()


def test_a_build_that_is_gone_again_does_not_stop_the_pages(workspace: Workspace) -> None:
    """Somebody empties the cache: what is open answers on."""
    current = Current(workspace)
    first = current.opened()
    (workspace.builds.folder / workspace.builds.pointer).unlink()
    assert current.opened() is first
    (workspace.builds.folder / "broken").mkdir()
    workspace.builds.publish("broken")
    assert current.opened() is first
    with pytest.raises(StoreError):
        workspace.builds.open("broken")


def test_what_is_computed_from_a_build_is_computed_once_and_goes_with_it(workspace: Workspace) -> None:
    """Twenty sessions that open a page at the same time wait for one computation; the next build has its own."""
    current = Current(workspace)
    calls: list[int] = []
    all_here = threading.Barrier(20)

    class Value:
        pass

    def compute(number: int) -> Value:
        calls.append(number)
        return Value()

    def ask(_: int) -> Value:
        all_here.wait()
        return current.opened().computed(1, compute, 7)

    with ThreadPoolExecutor(20) as sessions:
        values = set(sessions.map(ask, range(20)))
    assert len(values) == 1
    assert calls == [7]
    gone = weakref.ref(values.pop())
    publish(workspace, "next", 3)
    current.opened().computed(1, compute, 7)
    gc.collect()
    assert calls == [7, 7]
    assert gone() is None


def test_only_the_newest_values_are_kept(workspace: Workspace) -> None:
    """What was computed for a hundred days does not stay in memory."""
    opened = Current(workspace).opened()
    calls: list[int] = []

    def compute(number: int) -> int:
        calls.append(number)
        return number

    assert [opened.computed(2, compute, number) for number in (1, 2, 2, 3, 2, 1)] == [1, 2, 2, 3, 2, 1]
    assert calls == [1, 2, 3, 1]


def test_what_failed_is_tried_again(workspace: Workspace) -> None:
    """An error is the answer to one who asked, not to all who ask later."""
    opened = Current(workspace).opened()
    outcomes = iter([ValueError("once"), None])

    def compute() -> str:
        if problem := next(outcomes):
            raise problem
        return "there"

    with pytest.raises(ValueError, match="once"):
        opened.computed(1, compute)
    assert opened.computed(1, compute) == "there"


def test_queries_of_people_are_answered_from_the_build_that_asks(workspace: Workspace) -> None:
    """The workers outlive the builds, and never answer from another one than that of the page."""
    current = Current(workspace)
    first = current.opened()
    before = children()
    old = first.sandbox
    assert old is not None
    assert counted(old.select(COUNT)) == "2"
    workers = children() - before
    publish(workspace, "next", 3)
    new = current.opened().sandbox
    assert new is not None
    for _ in range(2):
        assert counted(new.select(COUNT)) == "3"
        assert counted(old.select(COUNT)) == "2"
    assert children() - before == workers
    current.close()
    assert children() - before == set()


def test_a_worker_that_is_replaced_opens_the_newest_build(workspace: Workspace) -> None:
    """After many builds the first is gone; a query that had to be stopped must not leave the pages without workers."""
    current = Current(workspace)
    pool = current.pool()
    for size in range(3, 8):
        publish(workspace, f"k{size}", size)
    newest = current.opened()
    gc.collect()
    publish(workspace, "k8", 8)
    assert isinstance(newest.store, EmbeddedStore)
    assert pool.path == newest.folder
    worker = pool._free.get_nowait()
    worker.kill()
    pool._free.put(worker)
    assert newest.sandbox is not None
    assert counted(newest.sandbox.select(COUNT)) == "7"
    current.close()


def children() -> set[str]:
    listings = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for listing in listings for child in listing.read_text().split()}
