"""Files of decisions: what others did to them is told with its line, and each change leaves a trace."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from refgraph.core import assets, files, ledger
from refgraph.core.decoding import text_of
from refgraph.core.errors import MappingError, RefgraphError


def test_a_line_of_a_spreadsheet_is_named(tmp_path: Path) -> None:
    """Windows-1252 is told with file and line."""
    path = tmp_path / "settlements.tsv"
    path.write_bytes("a\tb\nété\n".encode("cp1252"))
    with pytest.raises(MappingError, match=r"settlements\.tsv, ligne\u00a02 : cette ligne n’est pas en UTF-8") as told:
        text_of(path, MappingError)
    assert "Enregistrez-le en UTF-8" in str(told.value.remedy)


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base"])
def test_a_conflict_of_git_is_named(tmp_path: Path, mark: str) -> None:
    """Each mark, with file and line; a row of equal signs inside a text is none."""
    path = tmp_path / "corrections.tsv"
    path.write_text(f"a\tb\n{mark}\r\n", "utf-8")
    with pytest.raises(RefgraphError, match=r"corrections\.tsv, ligne\u00a02 : git a laissé ici un conflit"):
        text_of(path)
    path.write_text("a\t=======\n======= titre\n", "utf-8")
    assert text_of(path) == "a\t=======\n======= titre\n"


def test_what_a_file_gains_and_loses_is_kept(tmp_path: Path) -> None:
    """Each line, with its file below the data folder; a journal that was cut goes on, and nothing is lost."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "mappings").mkdir()
    path = tmp_path / "mappings" / "competences.sssom.tsv"
    ledger.replace(path, "one\ntwo\n")
    ledger.replace(path, "two\nthree\n")
    journal = tmp_path / "journal.tsv"
    told = [(each.file, each.change, each.line) for each in ledger.read(journal)]
    name = "mappings/competences.sssom.tsv"
    assert told == [(name, "+", "one"), (name, "+", "two"), (name, "-", "one"), (name, "+", "three")]
    journal.write_bytes(journal.read_bytes()[:-4])
    ledger.replace(path, "two\n")
    assert [(each.change, each.line) for each in ledger.read(journal)][-2:] == [("+", "th"), ("-", "three")]


def test_a_link_to_a_file_of_decisions_stays_one(tmp_path: Path) -> None:
    """Decisions that a team keeps elsewhere go there."""
    (tmp_path / "there").write_text("old", "utf-8")
    (tmp_path / "here").symlink_to(tmp_path / "there")
    files.replace(tmp_path / "here", "new")
    assert (tmp_path / "here").is_symlink()
    assert (tmp_path / "there").read_text("utf-8") == "new"


def test_nothing_is_written_into_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is decided there would be gone at the next upgrade, without a word."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(assets, "is_packaged", lambda: True)
    monkeypatch.setattr(assets, "root", lambda: tmp_path)
    with pytest.raises(PermissionError), files.locked(tmp_path / "data" / "mappings" / "a.tsv"):
        pass
    with pytest.raises(PermissionError):
        files.replace(tmp_path / "data" / "a.tsv", "a")
    assert list((tmp_path / "data").iterdir()) == []


def test_a_disk_that_fills_up_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system takes a part of the journal's lines and refuses the rest: the journal is as before, and so is the
    file; one that takes them in parts loses none."""
    (tmp_path / "sources").mkdir()
    path, journal = tmp_path / "settlements.tsv", tmp_path / "journal.tsv"
    ledger.replace(path, "one\n")
    held, write, room = journal.read_bytes(), os.write, 30

    def fill(descriptor: int, content: bytes) -> int:
        nonlocal room
        if not room:
            raise OSError(errno.ENOSPC, "full")
        taken = write(descriptor, content[:room])
        room -= taken
        return taken

    monkeypatch.setattr(os, "write", fill)
    with pytest.raises(OSError, match="full"):
        ledger.replace(path, "one\ntwo\n")
    assert (journal.read_bytes(), path.read_text("utf-8")) == (held, "one\n")
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, content[:7]))
    ledger.replace(path, "one\ntwo\n")
    assert [each.line for each in ledger.read(journal)] == ["one", "two"]


KILLED = """
import os, sys
from pathlib import Path
from refgraph.core import files, ledger
calls = 0
def counted(owner, name):
    done = getattr(owner, name)
    def call(*given, **named):
        global calls
        calls += 1
        if calls > stop:
            os._exit(9)
        return done(*given, **named)
    setattr(owner, name, call)
for owner, name in ((os, "write"), (os, "fsync"), (os, "link"), (Path, "replace"), (Path, "chmod")):
    counted(owner, name)
for stop in range(14):
    child = os.fork()
    if not child:
        path = Path(sys.argv[1]) / str(stop) / "acceptances.tsv"
        ledger.replace(path, "old\\nnew\\n")
        files.create(path.with_name("question.rq"), b"SELECT")
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_killed_process_leaves_whole_files(tmp_path: Path) -> None:
    """At each call that writes: the old or the new text, a question or none, and what is told of is in the journal."""
    tops = [tmp_path / str(stop) for stop in range(14)]
    for top in tops:
        (top / "sources").mkdir(parents=True)
        ledger.replace(top / "acceptances.tsv", "old\n")
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, check=True, text=True)
    ends = set()
    for top, code in zip(tops, done.stdout.split(), strict=True):
        text, question = (top / "acceptances.tsv").read_text("utf-8"), top / "question.rq"
        assert text in ("old\n", "old\nnew\n")
        assert not question.exists() or question.read_bytes() == b"SELECT"
        assert text == "old\n" or [each.line for each in ledger.read(top / "journal.tsv")][-1] == "new"
        ends.add((int(code), text.count("new"), question.exists()))
    assert ends == {(9, 0, False), (9, 1, False), (9, 1, True), (0, 1, True)}
