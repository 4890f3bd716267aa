"""Several files are written together or not at all, wherever a process is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from refgraph.core import files
from refgraph.workspace.catalogue import catalogued
from refgraph.workspace.transaction import alone, is_pending, recover, write_together

CHILD = """
import os, sys
from pathlib import Path
from refgraph.workspace import transaction
top, stop = Path(sys.argv[1]), int(sys.argv[2])
calls = 0
def counted(name):
    done = getattr(Path, name)
    def call(self, *given, **named):
        global calls
        calls += 1
        if calls > stop:
            os._exit(9)
        return done(self, *given, **named)
    setattr(Path, name, call)
for name in ("replace", "unlink", "chmod"):
    counted(name)
with transaction.alone(top):
    transaction.write_together(top, {top / "a": b"new", top / "b": None, top / "in" / "c": b"new"})
"""


def test_a_killed_write_is_all_or_nothing(tmp_path: Path) -> None:
    """At each step of the journal: after a kill, what is found is the old or the new of all files, never a part."""
    seen = set()
    for stop in range(12):
        top = tmp_path / str(stop)
        (top / "in").mkdir(parents=True)
        (top / "a").write_bytes(b"old")
        (top / "b").write_bytes(b"old")
        done = subprocess.run([sys.executable, "-c", CHILD, str(top), str(stop)], check=False)
        recover(top)
        found = {path.name: path.read_bytes() for path in (top / "a", top / "b", top / "in" / "c") if path.exists()}
        assert found in ({"a": b"old", "b": b"old"}, {"a": b"new", "c": b"new"})
        seen.add((done.returncode, tuple(found)))
    assert seen == {(9, ("a", "b")), (9, ("a", "c")), (0, ("a", "c"))}


def test_a_disk_that_refuses_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second file cannot be written: the first is as before, and nothing is left beside it."""
    (tmp_path / "a").write_bytes(b"old")
    write = files.aside

    def refuse(path: Path, content: bytes) -> Path:
        if path.name == "b":
            raise OSError(28, "full")
        return write(path, content)

    monkeypatch.setattr(files, "aside", refuse)
    with pytest.raises(OSError, match="full"), alone(tmp_path):
        write_together(tmp_path, {tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".refgraph", "a"]


def test_what_is_promised_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal stands and the disk refuses the second rename: who comes next makes it, and nothing is left over."""
    (tmp_path / "a").write_bytes(b"old")
    done, calls = Path.replace, 0

    def refuse(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == 3:  # the journal, the first file, the second
            raise OSError(5, "failing")
        return done(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with alone(tmp_path):
        write_together(tmp_path, {tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").exists()) == (b"new", False)
    assert is_pending(tmp_path)
    recover(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".refgraph", "a", "b"]
    assert not is_pending(tmp_path)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """A document kept elsewhere is written there."""
    (tmp_path / "elsewhere").write_bytes(b"old")
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    with alone(tmp_path):
        write_together(tmp_path, {tmp_path / "a": b"new"})
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == b"new"


def test_the_catalogue_keeps_what_a_person_wrote() -> None:
    """Remarks, the day and other entries stay; an entry that changes is written once."""
    head, entry = "# À nous.\nissued = 2026-11-21\n\n", '[[document]]\nfile = "{}.txt"\nid = "{}"\n'
    text = head + entry.format("a", "a") + "\n" + entry.format("b", "b")
    assert catalogued(text, {"a.txt": "x"}, ["c.txt"]) == (
        head + entry.format("b", "b") + "\n" + entry.format("a", "x")
    )
    assert catalogued(text, {}) == text
    assert catalogued('[[document]]\nfile = "a.txt"\nid = "a"\n', {}, ["a.txt"]) == ""
