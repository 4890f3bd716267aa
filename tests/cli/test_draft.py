"""`refgraph draft`, `timeline` and `diff --say`, as somebody who writes a référentiel uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document as WordDocument

from refgraph.cli import main
from refgraph.workspace import CACHE
from tests.florist import TEXT


class Shell:
    """`refgraph` on one data folder: code, standard output and standard error, with plain spaces."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self.file, self._capsys = folder / "data", folder / "fleuriste v2.md", capsys
        (self.data / "sources").mkdir(parents=True)

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["--data", str(self.data), *arguments])
        said = self._capsys.readouterr()
        return int(left.value.code or 0), said.out.replace("\u00a0", " "), said.err.replace("\u00a0", " ")


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    return Shell(tmp_path, capsys)


def test_a_draft_from_its_first_file_to_its_last(shell: Shell, tmp_path: Path) -> None:
    """Kept, listed, shown, read again after a save, out as Word with its remarks in the margin, no longer followed;
    the file in which it is written is never written by refgraph."""
    shell.file.write_text(TEXT, "utf-8")
    code, _, said = shell("import", str(shell.file), "--draft")
    assert code == 0
    assert "Lu : 2 blocs, 4 compétences, 0 reproduction littérale, 8 constats" in said
    assert "compétences avec un seuil : non documenté" in said
    assert shell("draft", "list")[1] == f"fleuriste-v2-brouillon : {shell.file}\n"
    code, out, said = shell("draft", "show", "--format", "json")
    figures = {row["figure"]: (row["done"], row["total"]) for row in json.loads(out)[0]["rows"]}
    assert figures["Compétences avec un critère"] == (4, 4)
    assert figures["Compétences avec un seuil"] == (None, 4)
    shell.file.write_text(TEXT.replace("C4. Conseiller le client", "C4. Conseiller chaque client"), "utf-8")
    assert shell("draft", "watch", "--once")[0] == 0
    assert "Conseiller chaque client" in shell("draft", "show")[1]
    before = shell.file.read_bytes()
    code, _, said = shell("draft", "export", "-o", str(tmp_path / "out.docx"))
    assert (code, "12 remarques en commentaire" in said) == (0, True)
    assert len(list(WordDocument(str(tmp_path / "out.docx")).comments)) == 12
    assert shell.file.read_bytes() == before
    assert shell("draft", "remove", "fleuriste-v2-brouillon")[0] == 0
    code, _, said = shell("draft", "show")
    assert (code, "« refgraph import FICHIER --draft »" in said) == (2, True)
    assert list((shell.data / "sources").iterdir()) == []


def test_what_people_say_of_a_competence_counts_for_its_next_version(shell: Shell) -> None:
    """A statement in other words is told as new and another as removed, until somebody signs that it is the same."""
    (shell.data / "sources" / "fleuriste.md").write_text(TEXT, "utf-8")
    shell.file.write_text(TEXT.replace("Lier un bouquet rond en respectant la commande", "Nouer les fleurs"), "utf-8")
    asked = ("diff", "fleuriste", str(shell.file))
    _, out, _ = shell(*asked)
    assert ("supprimée" in out, "nouvelle" in out) == (True, True)
    code, _, said = shell(*asked, "--say", "C3=C3", "--reviewer", "Ada")
    assert code == 0, said
    _, out, _ = shell(*asked)
    assert ("supprimée" in out, "nouvelle" in out, "reformulée" in out) == (False, False, True)
    assert "\tAda\t" in (shell.data / "mappings" / "versions.tsv").read_text("utf-8")


def test_a_timeline_says_what_nobody_documents(shell: Shell) -> None:
    """A document without dates has none; an unknown certification is refused with what to do."""
    (shell.data / "sources" / "fleuriste.md").write_text(TEXT, "utf-8")
    code, out, _ = shell("timeline", "fleuriste")
    assert code == 0
    assert "non documenté" in out
    code, _, said = shell("timeline", "RNCP99999")
    assert (code, "aucune certification ne s’appelle « RNCP99999 »" in said) == (2, True)
