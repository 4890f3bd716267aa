"""Decisions of each kind on a disk that refuses, and in processes that are killed: `benchmarks/durability.py`, in
short."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.decisions import WORK, workspace
from refgraph.core import ledger
from refgraph.core.errors import RefgraphError
from refgraph.workspace import Workspace

CALLS = ((os, "write"), (os, "fsync"), (os, "link"), (Path, "replace"), (Path, "chmod"), (tempfile, "mkstemp"))
REPLACED = {"write", "fsync", "mkstemp", "chmod", "replace"}
SCRIPT = Path(__file__).parents[2] / "benchmarks" / "durability.py"


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    with workspace(tmp_path) as made:
        yield made


def refuse(monkeypatch: pytest.MonkeyPatch, place: int) -> list[str]:
    """Have the call number ``place`` that writes fail; gives back the calls that were made, as they are made."""
    seen: list[str] = []

    def guarded(name: str, done: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            seen.append(name)
            if len(seen) == place:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return done(*given, **named)

        return call

    for owner, name in CALLS:
        monkeypatch.setattr(owner, name, guarded(name, getattr(owner, name)))
    return seen


def files_of(space: Workspace) -> dict[str, bytes]:
    """All that stands in the data folder, but for locks."""
    return {
        str(path.relative_to(space.data)): path.read_bytes()
        for path in space.data.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def raised_by(act: Callable[[], object]) -> RefgraphError | None:
    """How ``act`` was refused."""
    try:
        act()
    except RefgraphError as error:
        return error
    return None


@pytest.mark.parametrize("kind", ["review", "correct", "accept", "save"])
def test_what_a_disk_refuses_was_never_there(space: Workspace, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """At each call that writes: a French sentence with place and remedy, and every file as before, the journal too;
    then the same decision passes."""
    WORK[kind].do(space, 1)
    refused: set[str] = set()
    for place in range(1, 20):
        before = files_of(space)
        act = WORK[kind].prepare(space, 2)
        with monkeypatch.context() as patched:
            seen = refuse(patched, place)
            error = raised_by(act)
        if error is None:
            break
        assert (bool(error.place), bool(error.remedy)) == (True, True)
        assert files_of(space) == before
        refused.add(seen[place - 1])
    assert WORK[kind].found(space) == {1, 2}
    assert refused >= ({"mkstemp", "chmod", "link"} if kind == "save" else REPLACED)


def test_the_journal_does_not_tell_what_was_not_taken(tmp_path: Path) -> None:
    """While files are written that in the end are not, the journal tells of them; then it is as before."""
    (tmp_path / "sources").mkdir()
    path, journal = tmp_path / "settlements.tsv", tmp_path / "journal.tsv"
    ledger.replace(path, "one\n")
    held = journal.read_bytes()
    seen: list[bytes] = []

    def write() -> None:
        with ledger.told([ledger.JournalChange(path, ["one"], ["two"])]):
            seen.append(journal.read_bytes().removeprefix(held))
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write()
    assert [line.split(b"\t")[2:] for line in seen[0].splitlines()] == [[b"-", b"one"], [b"+", b"two"]]
    assert journal.read_bytes() == held


def test_killed_processes_lose_no_decision() -> None:
    """Eight children, killed at random instants while they decide, and two at once that take ten decisions each."""
    kinds = ["--kind", "review", "--kind", "accept", "--kind", "correct", "--kind", "save"]
    asked = ["--only", "kills", "--kills", "8", "--only", "writers", "--decisions", "10", *kinds]
    done = subprocess.run([sys.executable, str(SCRIPT), *asked], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count("wrong: 0")) == (0, 2), done.stdout + done.stderr
    assert "written at once (accept): 20\n" in done.stdout
