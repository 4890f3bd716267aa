"""The explorer while the data change: the next page shows them and says so; what is under way ends as it began."""

from __future__ import annotations

import os
import select
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from refgraph.core import assets
from refgraph.pipeline import build
from refgraph.workspace import Workspace
from tests.faces.pages.conftest import PATIENCE, Explorer, serving

pytestmark = pytest.mark.browser

CHANGED = "Les données ont changé : construites à"
COUNT = "requetes?sparql=SELECT+(COUNT(%3Fc)+AS+%3Fn)+%7B+%3Fc+a+rg:Certification+%7D"


@dataclass
class Changing:
    """An explorer on data of one's own, which hold one certification until `change` adds another."""

    workspace: Workspace
    address: str

    def change(self) -> None:
        shutil.copy(next((assets.data() / "sources").glob("002_*")), self.workspace.sources)
        build(self.workspace)


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[Changing]:
    (tmp_path / "data" / "sources").mkdir(parents=True)
    shutil.copy(next((assets.data() / "sources").glob("001_*")), tmp_path / "data" / "sources")
    workspace = Workspace(data=tmp_path / "data", cache=tmp_path / "cache", endpoint=None)
    build(workspace)
    command = ["refgraph.cli", "explore", "--port", "{port}"]
    with serving(command, workspace.data, workspace.cache) as address:
        yield Changing(workspace, address)


def session(reader: BrowserContext, changing: Changing) -> Explorer:
    return Explorer(reader.new_page(), changing.address)


def cards(explorer: Explorer) -> int:
    return explorer.page.locator(".rg-card.rg-kind-certification").count()


def test_the_next_page_shows_the_new_data_and_says_so_once(reader: BrowserContext, changing: Changing) -> None:
    """Two readers, a build in another window: each is told on the next page, once, what was added; one who comes later
    is told nothing.
    """
    one, other = session(reader, changing), session(reader, changing)
    one.open()
    other.open("requetes")
    assert cards(one) == 1
    changing.change()
    one.follow("Explorer", exact=True)
    one.sees(CHANGED)
    one.sees("Certification ajoutée : « Chargé de clientèle")
    assert one.page.get_by_role("status").filter(has_text="Les données ont changé").count() == 1
    one.check()
    one.follow("Accueil", exact=True)
    assert cards(one) == 2
    assert CHANGED not in one.words()
    other.follow("Accueil", exact=True)
    other.sees(CHANGED)
    assert cards(other) == 2
    late = session(reader, changing)
    late.open()
    assert CHANGED not in late.words()
    assert [reader.faults for reader in (one, other, late)] == [[], [], []]
    for each in (one, other, late):
        each.page.close()


def test_a_query_under_way_ends_on_the_data_that_it_was_asked_of(reader: BrowserContext, changing: Changing) -> None:
    """A long query runs across a build: its answer is of the data on the page; the next is of the new."""
    explorer = session(reader, changing)
    explorer.open()
    explorer.open("requetes?sparql=ASK+%7B+%7D")  # the workers are there
    first = changing.workspace.builds.current()
    changing.change()
    second = changing.workspace.builds.current()
    assert first
    assert second
    assert first != second
    changing.workspace.builds.publish(first)
    held = workers()
    assert held
    for worker in held:
        os.kill(worker, signal.SIGSTOP)
    explorer.page.goto(f"{changing.address}/{COUNT}")
    explorer.page.get_by_text("La requête est en cours").wait_for(timeout=PATIENCE)
    changing.workspace.builds.publish(second)
    for worker in held:
        os.kill(worker, signal.SIGCONT)
    row = explorer.page.locator(".rg-scroll tbody tr").first
    expect(row).to_contain_text("1")
    explorer.open(COUNT)
    expect(row).to_contain_text("2")
    explorer.page.close()


def test_no_worker_outlives_the_explorer(reader: BrowserContext, tmp_path: Path, changing: Changing) -> None:
    """Workers that have answered end with the server, after a build too."""
    explorer = session(reader, changing)
    explorer.open(COUNT)
    changing.change()
    explorer.open(COUNT)
    explorer.page.close()
    ends = [os.pidfd_open(worker) for worker in workers()]
    assert len(ends) == (os.cpu_count() or 1)
    os.kill(server(), signal.SIGKILL)
    for end in ends:
        assert select.select([end], [], [], PATIENCE / 1000)[0], "a worker goes on"
        os.close(end)


def workers() -> list[int]:
    """The workers of the explorer under test."""
    return [pid for pid in children(server()) if "refgraph.graph.sandbox.worker" in command_of(pid)]


def server() -> int:
    """The process of the explorer that this test started: of several, the last."""
    return max((pid for pid in children(os.getpid()) if "refgraph.cli\0explore" in command_of(pid)), key=started)


def started(pid: int) -> int:
    """When a process started, in ticks of the machine: the numbers of processes begin again once they are used up."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def children(pid: int) -> list[int]:
    listings = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for listing in listings for child in listing.read_text().split()]
