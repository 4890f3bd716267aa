"""The file of decisions survives several people at once."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from refgraph.core.errors import MappingError
from refgraph.graph import sssom
from refgraph.graph.sssom import MappingRow
from refgraph.knowledge.decisions import Decision, DecisionRegister, Review, Statement, decide

BASE = "https://w3id.org/refgraph/id/certification/"


def statement(name: str) -> Statement:
    return Statement(f"{BASE}{name}", f"Énoncé {name}", f"{BASE}{name.partition('/')[0]}")


def row(left: str, right: str, reviewer: str = "Ana", decision: Decision = Decision.ACCEPT) -> MappingRow:
    review = Review(decision, reviewer, date(2026, 11, 21), "skos:closeMatch")
    return decide(statement(left), statement(right), review)


def work(path: Path, number: int) -> None:
    for turn in range(5):
        DecisionRegister(path).record([row(f"A/{number}-{turn}", "B/1", f"Personne {number}")])


def test_reviewers_at_work_together_lose_nothing(tmp_path: Path) -> None:
    """Six processes write thirty decisions into one file at the same time: all are there, the file is whole."""
    path = tmp_path / "c.sssom.tsv"
    reviewers = [subprocess.Popen([sys.executable, __file__, path, str(number)]) for number in range(6)]
    assert [reviewer.wait() for reviewer in reviewers] == [0] * 6
    rows = sssom.read(path).rows
    assert len(rows) == 30
    assert {one["reviewer_label"] for one in rows} == {f"Personne {number}" for number in range(6)}


def test_a_decision_taken_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Who decides on a pair without having seen the other's decision is told of it, and nothing is written."""
    register = DecisionRegister(tmp_path / "c.sssom.tsv")
    register.record([row("A/1", "B/1")], {})
    before = register.path.read_bytes()
    with pytest.raises(MappingError, match="cette paire a déjà été acceptée par Ana le 2026-11-21"):
        register.record([row("A/1", "B/1", "Bob", Decision.REJECT)], {})
    assert register.path.read_bytes() == before
    register.record([row("A/1", "B/1", "Bob", Decision.REJECT)], {row("A/1", "B/1").pair: row("A/1", "B/1")})
    assert [one["reviewer_label"] for one in register.load().rows] == ["Bob"]


def test_one_decision_changes_one_line(tmp_path: Path) -> None:
    """In git, a decision is a line: nothing else moves."""
    register = DecisionRegister(tmp_path / "c.sssom.tsv")
    register.record([row("A/1", "B/1"), row("A/3", "B/1")])
    before = register.path.read_text("utf-8").splitlines()
    register.record([row("A/2", "B/1")])
    after = register.path.read_text("utf-8").splitlines()
    assert len(after) == len(before) + 1
    assert [line for line in after if "A/2" not in line] == before


def test_a_decision_is_taken_back(tmp_path: Path) -> None:
    """Undo gives the file as it was, byte for byte."""
    register = DecisionRegister(tmp_path / "c.sssom.tsv")
    register.record([row("A/1", "B/1")])
    before = register.path.read_bytes()
    register.record([row("A/2", "B/1")])
    register.restore(row("A/2", "B/1"), None)
    assert register.path.read_bytes() == before


def test_two_decisions_on_a_pair_are_refused(tmp_path: Path) -> None:
    """A file that somebody merged by hand so that a pair stands twice is not read."""
    register = DecisionRegister(tmp_path / "c.sssom.tsv")
    register.record([row("A/1", "B/1")])
    last = register.path.read_text("utf-8").splitlines()[-1]
    register.path.write_text(register.path.read_text("utf-8") + last.replace("Ana", "Bob") + "\n", "utf-8")
    with pytest.raises(MappingError, match="deux décisions portent sur la paire rgid:A/1 et rgid:B/1"):
        register.load()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """The reviewer reads that nothing was kept, not a traceback."""
    (tmp_path / "file").write_text("")
    with pytest.raises(MappingError, match="les décisions ne peuvent pas être écrites"):
        DecisionRegister(tmp_path / "file" / "c.sssom.tsv").record([row("A/1", "B/1")])


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
