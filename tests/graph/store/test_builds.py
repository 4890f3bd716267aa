"""A build is seen whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.errors import StoreError
from refgraph.graph.store import Builds


def dataset(size: int = 10) -> dict[str, list[Triple]]:
    subject = NamedNode("http://e/s")
    return {"http://e/g": [Triple(subject, NamedNode("http://e/p"), Literal(str(n))) for n in range(size)]}


def test_a_build_is_opened_by_the_checksum_of_its_inputs(tmp_path: Path) -> None:
    """What was built from other inputs is never taken for this state."""
    builds = Builds(tmp_path / "cache")
    with pytest.raises(StoreError, match="refgraph build"):
        builds.open("k1")
    builds.write("k1", dataset())
    assert len(builds.open("k1")) == 10
    with pytest.raises(StoreError):
        builds.open("k2")


def published(builds: Builds, key: str, size: int = 10) -> None:
    builds.write(key, dataset(size))
    builds.publish(key)


def test_a_build_is_current_once_it_is_published(tmp_path: Path) -> None:
    """A server that looks for a new build finds one only when all that belongs to it is there."""
    builds = Builds(tmp_path / "cache")
    assert builds.current() is None
    with pytest.raises(StoreError):
        builds.publish("k1")
    builds.write("k1", dataset())
    assert builds.current() is None
    builds.publish("k1")
    builds.write("k2", dataset())
    assert builds.current() == "k1"
    builds.publish("k2")
    assert builds.current() == "k2"
    builds.publish("k1")
    assert builds.current() == "k1"


def test_the_builds_of_two_folders_have_a_pointer_each(tmp_path: Path) -> None:
    """Two data folders share a cache: what is built of one is never taken for the other."""
    one, other = Builds(tmp_path, "current-one"), Builds(tmp_path, "current-other")
    published(one, "k1")
    published(other, "k2")
    published(other, "k3")
    assert (one.current(), other.current()) == ("k1", "k3")


def test_a_reader_keeps_its_build_while_the_next_is_written(tmp_path: Path) -> None:
    """Someone reads a page while a colleague rebuilds."""
    builds = Builds(tmp_path)
    builds.write("k1", dataset())
    reader = builds.open("k1")
    builds.write("k2", dataset(20))
    assert len(reader) == 10
    assert len(builds.open("k2")) == 20


def test_old_builds_go_and_the_newest_stay(tmp_path: Path) -> None:
    """The cache does not grow without end."""
    builds = Builds(tmp_path)
    for key in ("k1", "k2", "k3", "k4", "k5"):
        published(builds, key, 1)
        time.sleep(0.01)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["current", "k3", "k4", "k5"]


def test_a_build_that_is_open_stays_and_goes_once_closed(tmp_path: Path) -> None:
    """A server that has run for days still answers after many builds; its build goes when the server has gone."""
    builds = Builds(tmp_path)
    published(builds, "first")
    opened = builds.open("first")
    for key in ("second", "third", "fourth", "fifth"):
        published(builds, key)
    assert builds.has("first")
    assert opened.ask("ASK { ?s ?p ?o }")
    del opened
    published(builds, "sixth")
    assert not builds.has("first")
    assert not (tmp_path / "first.lock").exists()


def test_a_killed_builder_leaves_nothing_that_can_be_opened(tmp_path: Path) -> None:
    """Power fails in the middle of a build: the previous graph still answers, and the next build is complete."""
    builds = Builds(tmp_path)
    published(builds, "k1")
    script = textwrap.dedent(
        f"""
        import pathlib, sys, time
        import pyoxigraph
        import refgraph.graph.store.builds as module
        def slow(folder, graphs):
            pyoxigraph.Store(str(folder)).flush()
            print("half", flush=True)
            time.sleep(60)
        module.fill = slow
        builds = module.Builds(pathlib.Path({str(tmp_path)!r}))
        builds.write("k2", {{}})
        builds.publish("k2")
        """
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"half\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert builds.current() == "k1"
    assert not builds.has("k2")
    builds.write("k2", dataset(20))
    assert len(builds.open("k2")) == 20


BUILDER = """
import pathlib, sys
from pyoxigraph import Literal, NamedNode, Triple
from refgraph.graph.store import Builds
triples = [Triple(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal(str(n))) for n in range(2000)]
sys.stdin.readline()
builds = Builds(pathlib.Path(sys.argv[1]))
builds.write(sys.argv[2], {"http://e/g": triples})
builds.publish(sys.argv[2])
"""


def test_builders_at_the_same_time_do_not_harm_each_other(tmp_path: Path) -> None:
    """Two people start the application at the same moment on the same cache."""
    arguments = [sys.executable, "-c", BUILDER, str(tmp_path)]
    builders = [subprocess.Popen([*arguments, key], stdin=subprocess.PIPE) for key in ("k1", "k1", "k2", "k2")]
    for builder in builders:
        assert builder.stdin is not None
        builder.stdin.write(b"go\n")
        builder.stdin.flush()
    assert [builder.wait(60) for builder in builders] == [0, 0, 0, 0]
    builds = Builds(tmp_path)
    assert len(builds.open("k1")) == 2000
    assert len(builds.open("k2")) == 2000
    assert builds.current() in ("k1", "k2")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The error says which folder and which variable chooses another."""
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(StoreError, match="REFGRAPH_CACHE"):
        Builds(blocked / "cache").write("k", dataset())
