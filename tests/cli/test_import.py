"""`refgraph import` and `refgraph withdraw`: looked at, done, done again, taken back, in French."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from refgraph.cli import main
from refgraph.pipeline import intake
from refgraph.workspace import CACHE, Workspace
from tests.florist import TEXT


def test_a_document_is_looked_at_imported_and_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Dry run, import, the same again, a withdrawal, and two steps back: each says what it did, and does only that."""
    data, file = tmp_path / "data", tmp_path / "fleuriste.md"
    data.mkdir()
    file.write_text(TEXT, "utf-8")
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["--data", str(data), *arguments])
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    code, out, said = run("import", str(file), "--dry-run")
    assert code == 0
    assert out.splitlines()[:4] == [
        "fleuriste.md\u00a0: CQP Fleuriste [fleuriste]",
        "  certification\u00a0: fleuriste, car le document n’imprime pas de numéro\u00a0: c’est le nom du fichier",
        "  mise en page\u00a0: tableaux",
        "  à compléter\u00a0: Le numéro RNCP ou RS n’est pas documenté.",
    ]
    counted = "lu : 2 blocs, 4 activités, 4 compétences, 4 modalités, 4 critères, 1 mention de texte"
    assert counted in out.replace("\u00a0", " ")
    assert said.endswith("--dry-run\u00a0: rien n’est écrit.\n")
    assert intake.drafts(Workspace(data=data, cache=tmp_path / "cache", endpoint=None)) == []
    assert list(data.iterdir()) == []
    code, _, said = run("import", str(file))
    assert (code, (data / "sources" / "fleuriste.md").read_text("utf-8")) == (0, TEXT)
    assert f"Importé\u00a0: fleuriste ({data / 'sources'})." in said
    code, _, said = run("import", str(file), "--yes")
    assert (code, said.splitlines()[-1]) == (0, "Rien à importer\u00a0: le dossier contient déjà exactement cela.")
    code, _, said = run("withdraw", "fleuriste")
    assert (code, [path.name for path in (data / "withdrawn").iterdir()]) == (0, ["fleuriste.md"])
    assert run("import", "--undo")[2] == "Défait\u00a0: retrait de fleuriste (fleuriste.md).\n"
    assert run("import", "--undo")[2] == "Défait\u00a0: import de fleuriste.md.\n"
    assert list((data / "sources").iterdir()) == []


def test_a_file_that_is_no_referentiel_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One French sentence, exit code 2, nothing written; `--as` names one file only."""
    (tmp_path / "data").mkdir()
    (tmp_path / "liste.txt").write_text("Pain, beurre, lait", "utf-8")
    liste = str(tmp_path / "liste.txt")
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    for arguments, words in (
        ([liste], "aucune mise en page connue"),
        (
            [str(tmp_path / "liste.txt"), str(tmp_path / "liste.txt"), "--as", "x"],
            "un identifiant ne nomme qu’un document",
        ),
        ([liste, "--as", "Été 4"], "Choisissez par exemple «\u00a0ete-4\u00a0»"),
        ([], "Nommez au moins un FICHIER"),
        (["--undo"], "aucun import à défaire"),
    ):
        with pytest.raises(SystemExit) as left:
            main(["--data", str(tmp_path / "data"), "import", *arguments])
        assert left.value.code == 2
        assert words in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "data").iterdir()] in ([], [".refgraph"])
