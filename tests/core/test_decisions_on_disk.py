"""Files of decisions: what others did to them is told with its line, and each change leaves a trace."""

from __future__ import annotations

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
