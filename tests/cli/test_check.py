"""`refgraph check` on the five, on a document of the user's, with rules of the user's, and with accepted findings."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyoxigraph import NamedNode, RdfFormat, parse

from refgraph.cli import main
from refgraph.pipeline import Build
from refgraph.workspace import Workspace

RULE = """@prefix rg: <https://w3id.org/refgraph/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.org/rules#no-c4> a sh:PropertyShape ; sh:targetClass rg:Competence ; sh:path rg:code ;
  sh:not [ sh:hasValue "C4" ] ; sh:message "Le code C4 est réservé."@fr .
"""


@pytest.fixture
def home(built: Build, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The five as built once for the whole run, and a place of the user's own for decisions."""
    monkeypatch.setenv("REFGRAPH_CACHE", str(workspace.cache))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def call(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, bytes, str]:
    with pytest.raises(SystemExit) as left:
        main(["check", *arguments])
    said = capsysbinary.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, said.out, said.err.decode()


def test_the_report_on_the_terminal(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Counts come first, and 0 is the exit code: nothing blocks the five."""
    code, out, _ = call(capsysbinary)
    text = out.decode()
    assert code == 0
    assert text.startswith("0\u00a0bloquant, 10\u00a0à revoir, 149\u00a0informations (dont 2 non documenté).\n")
    assert "modalités de C4 et C14" in text
    assert "http" not in text


def test_json_has_every_finding_and_proof(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A program reads the same as a person, with the passages and the IRI."""
    _, out, _ = call(capsysbinary, "--format", "json")
    answer = json.loads(out)
    assert answer["counts"] == {"bloquant": 0, "à revoir": 10, "information": 149}
    assert len(answer["findings"]) == 159
    assert len(answer["proofs"]) == 60
    assert answer["findings"][0]["severity"] in ("à revoir", "information")


def test_turtle_is_a_standard_report(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Other SHACL tools read the report: one sh:ValidationReport with its results."""
    _, out, _ = call(capsysbinary, "--format", "ttl")
    triples = [quad.triple for quad in parse(out, format=RdfFormat.TURTLE)]
    results = [t for t in triples if t.predicate.value == "http://www.w3.org/ns/shacl#result"]
    assert len(results) == 159 + sum("dossier-" in str(t.object) for t in triples if "sourceShape" in str(t.predicate))


def test_xlsx_has_findings_and_self_check(
    home: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The workbook that goes round the office: one sheet of findings, one of the self-check."""
    path = tmp_path / "qualite.xlsx"
    code, _, _ = call(capsysbinary, "--output", str(path))
    assert code == 0
    workbook = load_workbook(BytesIO(path.read_bytes()))
    assert workbook.sheetnames == ["Constats", "Auto-contrôle du dossier", "Source"]
    assert workbook["Constats"].max_row == 160
    assert [cell.value for cell in workbook["Constats"][1]][:3] == ["Gravité", "Certification", "Famille"]


def test_a_document_is_checked_without_being_kept(
    home: Path, sources: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A sheet registered after the national framework and without a level: one « bloquant », and exit code 1."""
    sheet = next(sources.glob("001*")).read_text("utf-8").replace("2018", "2024").replace("2023", "2029")
    path = tmp_path / "fiche.txt"
    path.write_text(sheet, "utf-8")
    code, out, _ = call(capsysbinary, "--document", str(path), "--format", "json")
    (found,) = [finding for finding in json.loads(out)["findings"] if finding["severity"] == "bloquant"]
    assert found["sentence"] == "Le niveau de qualification n’est pas indiqué."
    assert code == 1


def test_a_document_in_no_folder_in_a_format_of_forges(
    home: Path, sources: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`refgraph check FICHIER` needs no folder; SARIF tells rule, level and line, JSON-LD is the standard report."""
    path = tmp_path / "ma fiche.txt"
    path.write_text(next(sources.glob("001*")).read_text("utf-8"), "utf-8")
    code, out, _ = call(capsysbinary, "--format", "sarif", str(path))
    (run,) = json.loads(out)["runs"]
    assert (code, len(run["results"]), run["results"][0]["level"]) == (0, 38, "note")
    places = (place for one in run["results"] for place in one["locations"] if "physicalLocation" in place)
    place = next(places)["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"] > 0) == ("ma%20fiche.txt", True)
    assert {one["ruleId"] for one in run["results"]} == {one["id"] for one in run["tool"]["driver"]["rules"]}
    _, out, _ = call(capsysbinary, str(path), "--format", "jsonld")
    triples = {quad.triple.object for quad in parse(out, format=RdfFormat.JSON_LD)}
    assert NamedNode("http://www.w3.org/ns/shacl#ValidationReport") in triples


def test_a_rule_of_the_users_own(home: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A shapes file of the user's adds its findings to ours, told with its sentence; C4 is in three of the five."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.ttl").write_text(RULE, "utf-8")
    code, out, _ = call(capsysbinary, "--shapes", str(tmp_path / "rules"), "--format", "json")
    own = [one for one in json.loads(out)["findings"] if one["sentence"] == "Le code C4 est réservé."]
    assert code == 1
    assert [one["entity"] for one in own] == ["C4", "C4", "C4"]
    assert {one["source"] for one in own} == {"Règle de votre fichier mine.ttl"}


def test_a_broken_rule_is_one_sentence(home: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """File, line and term on one line of standard error, code 2."""
    (tmp_path / "mine.ttl").write_text(RULE.replace("sh:hasValue", "sh:hasValeu"), "utf-8")
    code, out, err = call(capsysbinary, "--shapes", str(tmp_path / "mine.ttl"))
    assert (code, out) == (2, b"")
    assert f"{tmp_path / 'mine.ttl'}, ligne\u00a03" in err
    assert "« sh:hasValeu » n’existe pas dans SHACL" in err
    assert err.count("\n") == 1


def test_accept_and_withdraw(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A finding is accepted by its reference, shown as accepted, and taken back."""
    _, out, _ = call(capsysbinary, "--format", "json")
    reference = next(one["reference"] for one in json.loads(out)["findings"] if "RGDP" in one["sentence"])
    code, _, _ = call(capsysbinary, "accept", reference, "--reason", "corrigé au prochain dépôt", "--author", "Anne")
    assert code == 0
    _, out, _ = call(capsysbinary)
    assert "148\u00a0informations (dont 2 non documenté)\u202f; 1\u00a0accepté" in out.decode()
    assert "corrigé au prochain dépôt" in (home / "refgraph" / "acceptances.tsv").read_text("utf-8")
    call(capsysbinary, "withdraw", reference)
    _, out, _ = call(capsysbinary)
    assert "accepté" not in out.decode()


def test_an_unknown_reference_is_refused(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A slip in the reference accepts nothing."""
    code, _, err = call(capsysbinary, "accept", "00000000", "--reason", "vu")
    assert code == 2
    assert "aucun constat n’a la référence « 00000000 »" in err
