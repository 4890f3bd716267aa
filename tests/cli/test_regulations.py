"""`refgraph regulations`: answers at a date, in every format, and refusals in one French line."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from refgraph.cli import main
from refgraph.knowledge.regulations import read_register, register_of
from refgraph.pipeline import Build
from refgraph.workspace import Workspace


@pytest.fixture(autouse=True)
def _use_the_build(monkeypatch: pytest.MonkeyPatch, workspace: Workspace, built: Build) -> None:
    monkeypatch.setenv("REFGRAPH_CACHE", str(workspace.cache))
    monkeypatch.delenv("REFGRAPH_DATA", raising=False)
    monkeypatch.delenv("REFGRAPH_ENDPOINT", raising=False)


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["regulations", *arguments])
    said = capsys.readouterr()
    code = left.value.code
    assert isinstance(code, int)
    return code, said.out, said.err


def rows(out: str) -> list[dict[str, object]]:
    found = json.loads(out)["rows"]
    assert isinstance(found, list)
    return found


def test_the_watch_at_two_dates(capsys: pytest.CaptureFixture[str]) -> None:
    """The same documents, another date, another answer."""
    _, today, _ = call(capsys, "watch", "--date", "2026-11-21", "--format", "json")
    _, before, _ = call(capsys, "watch", "--date", "2018-01-01", "--format", "json")
    assert "Directive (UE) 2023/2225" in today
    assert "renuméroté" in today
    assert "renuméroté" not in before
    assert "Directive (UE) 2023/2225" not in before


def test_the_watch_as_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A workbook and a Word document that open, chosen by the suffix, with the date in them."""
    for suffix, part in (("xlsx", "xl/workbook.xml"), ("docx", "word/document.xml")):
        path = tmp_path / f"veille.{suffix}"
        code, _, err = call(capsys, "watch", "--date", "2026-11-21", "--output", str(path))
        assert code == 0
        assert str(path) in err
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            assert part in archive.namelist()
    with zipfile.ZipFile(tmp_path / "veille.docx") as archive:
        text = archive.read("word/document.xml").decode()
    assert "Veille réglementaire au 21/11/2026" in text
    assert "312-3 à 312-5" in text


def test_a_day_may_be_written_as_the_french_do(capsys: pytest.CaptureFixture[str]) -> None:
    """The answers print JJ/MM/AAAA: what they print can be typed."""
    said = []
    for day in ("2026-11-21", "21/11/2026"):
        with pytest.raises(SystemExit, match="0"):
            main(["regulations", "watch", "--date", day])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != ""


def test_coverage_by_bloc_and_by_passage(capsys: pytest.CaptureFixture[str]) -> None:
    """A matrix with a column for each bloc, undocumented where nothing is said; or the list of passages."""
    code, out, err = call(capsys, "coverage", "--by", "bloc", "--format", "csv")
    assert code == 0
    header = out.lstrip("\ufeff").splitlines()[0].split(";")
    assert len(header) == 20
    assert "non documenté" in out
    assert "15\u00a0lignes" in err
    _, out, _ = call(capsys, "coverage", "--passages", "--format", "csv")
    assert "001_f93b1616b69b22ca.txt, ligne\u00a069" in out


def test_the_questions_for_the_certifier(capsys: pytest.CaptureFixture[str]) -> None:
    """The missing level of capacity is asked, not stated."""
    _, out, _ = call(capsys, "activities", "--format", "csv")
    assert "Quel niveau de capacité professionnelle en assurance la certification donne-t-elle" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["watch", "--date", "2026-21-11"],
            "« 2026-21-11 » n’est pas une date de la forme AAAA-MM-JJ ou JJ/MM/AAAA.",
        ),
        (["watch", "--date", "31/02/2026"], "« 31/02/2026 » n’est pas une date de la forme"),
        (["watch", "--date", "2026-02-30"], "n’est pas une date"),
        (["coverage", "--by", "page"], "n’est pas un choix possible"),
        (["settle", "RNCP31919", "mention/99", "rgpd", "--by", "A. Martin"], "n’a pas de mention « mention/99 »"),
        (["register", "absent.ttl"], "le registre ne peut pas être ouvert."),
    ],
)
def test_a_wrong_word_is_one_french_line(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    """Exit code 2, one line, and what to do."""
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


def test_the_register_can_be_checked_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """A person who extends the register checks it in one command, which also tells what has aged."""
    code, out, _ = call(capsys, "register", "--date", "2026-11-21")
    count = len(register_of(read_register()).texts)
    assert (code, out) == (0, f"Registre correct\u00a0: {count} textes, articles et versions.\n")
    _, out, _ = call(capsys, "register", "--date", "2028-01-01")
    assert "À revérifier\u00a0: ccd-2008-1, vérifié le 21/11/2026 (1 texte(s))." in out


@pytest.mark.parametrize("name", ["coverage", "watch", "activities", "settle", "register"])
def test_every_help_is_french(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """No word of click's English in the help of the sub-commands."""
    code, out, _ = call(capsys, name, "--help")
    assert code == 0
    for word in ("Usage", "Show this", "[default", "[required", "default:", "required", "range"):
        assert word not in out
