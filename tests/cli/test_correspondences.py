"""`refgraph align`, `review`, `compare`, `dossier`: what they write, what they refuse, nothing half done."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from refgraph.cli import main
from refgraph.core import assets
from refgraph.graph import sssom
from refgraph.pipeline import Build
from refgraph.workspace import Workspace

FICHE, PARTICULIERS = "RNCP31919", "charge-clientele-particuliers-n6"
TITLE = "CQP : Certificat de qualification professionnelle Chargé de clientèle de professionnels"
PROFESSIONNELLE = "conseiller-clientele-professionnelle-n6"
ENTREPRISES = "cqp-charge-affaires-entreprises"
OPEN = f"{PROFESSIONNELLE}/bloc/1/competence/k05", f"{ENTREPRISES}/bloc/4/competence/C17"
"""A pair that the tool proposes and nobody has decided on."""
BLOCS = f"{FICHE}/bloc/1", f"{ENTREPRISES}/bloc/1"
SIGNED = ("--reviewer", "Ana", "--date", "2026-11-21")


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch, workspace: Workspace, built: Build) -> None:
    """The shipped data, built once for the whole run."""
    monkeypatch.setenv("REFGRAPH_CACHE", str(workspace.cache))
    monkeypatch.delenv("REFGRAPH_DATA", raising=False)
    monkeypatch.delenv("REFGRAPH_ENDPOINT", raising=False)


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, workspace: Workspace, built: Build) -> Path:
    """A copy of the data that a test may write in, built already; the path of its decisions."""
    assert built.key
    shutil.copytree(assets.data(), tmp_path / "data")
    shutil.copytree(workspace.cache, tmp_path / "cache")
    monkeypatch.setenv("REFGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("REFGRAPH_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("REFGRAPH_ENDPOINT", raising=False)
    return tmp_path / "data" / "mappings" / "competences.sssom.tsv"


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(one) for one in arguments])
    said = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, said.out, said.err


@pytest.mark.usefixtures("shipped")
def test_proposals_as_a_mapping_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Every pair of the five in one SSSOM file, unsigned, without the pairs that people have rejected."""
    code, _, _ = call(capsys, "align", "--output", tmp_path / "p.sssom.tsv")
    assert code == 0
    rows = sssom.read(tmp_path / "p.sssom.tsv").rows
    assert len(rows) == 170
    assert not any(row["reviewer_label"] for row in rows)
    rejected = {row.pair for row in sssom.read(assets.data() / "mappings" / "competences.sssom.tsv").rows
                if row["reviewer_agreement"] == "-1.0"}  # fmt: skip
    assert len(rejected) == 49
    assert not rejected & {row.pair for row in rows}


@pytest.mark.usefixtures("shipped")
def test_proposals_between_two(capsys: pytest.CaptureFixture[str]) -> None:
    """Only pairs of the two, surest first, each with its explanation."""
    _, out, _ = call(capsys, "align", "--between", FICHE, PARTICULIERS, "--format", "csv")
    rows = list(csv.DictReader(out.lstrip("\ufeff").splitlines(), delimiter=";"))
    assert rows[0]["Énoncé 1"].startswith("Préparer ses entretiens")
    assert all({row["Identifiant 1"].split("/")[0], row["Identifiant 2"].split("/")[0]}
               == {f"rgid:{FICHE}", f"rgid:{PARTICULIERS}"} for row in rows)  # fmt: skip
    assert all(row["Explication"] for row in rows)


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("view", "title", "cell"),
    [
        ("matrix", "Blocs × blocs", "→ 0/6 (1\u00a0couverte en partie"),
        ("core", "Socle commun", "dans toutes"),
        ("gap", f"Écart de {TITLE} à Chargé de clientèle particuliers", "couverte en partie"),
        ("bridge", "Passerelle vers Chargé de clientèle particuliers", "0/6"),
    ],
)
def test_comparisons(capsys: pytest.CaptureFixture[str], view: str, title: str, cell: str) -> None:
    """Each view answers under its title and says what it rests on."""
    code, out, err = call(capsys, "compare", FICHE, PARTICULIERS, "--view", view)
    assert (code, "ne repose que sur des correspondances relues" in err.replace("\u00a0", " ")) == (0, True)
    assert out.startswith(f"{title}\n")
    assert cell in out
    _, _, err = call(capsys, "compare", PROFESSIONNELLE, ENTREPRISES, "--view", view, "--proposals")
    assert "1 n’est que proposée" in err.replace("\u00a0", " ")


@pytest.mark.usefixtures("shipped")
def test_a_matrix_and_gaps_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    """One line a cell in CSV and JSON: five by three blocs, and what of each certification the other covers."""
    code, out, _ = call(capsys, "compare", FICHE, PARTICULIERS, "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert sum(row["level"] == "bloc" for row in answer["rows"]) == 5 * 3
    assert "ne repose que sur des correspondances relues" in answer["source"]["À savoir"].replace("\u00a0", " ")
    _, out, _ = call(capsys, "compare", FICHE, PARTICULIERS, "--view", "gap", "--format", "csv")
    rows = list(csv.DictReader(out.lstrip("\ufeff").splitlines(), delimiter=";"))
    assert sum(row["Aspect"] == "Compétence" for row in rows) == 25 + 22


@pytest.mark.usefixtures("shipped")
def test_a_whole_comparison_in_one_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A workbook without --view has every view, each line with its passage; so has a Word document."""
    assert call(capsys, "compare", FICHE, PARTICULIERS, "--output", tmp_path / "c.xlsx")[0] == 0
    book = load_workbook(tmp_path / "c.xlsx")
    assert len(book.sheetnames) == 13
    assert book["Évaluation des compétences"].max_row == 26
    assert "001_f93b1616b69b22ca.txt, ligne" in str([cell.value for cell in book["Correspondances"]["F"]])
    assert call(capsys, "compare", FICHE, PARTICULIERS, "--output", tmp_path / "c.docx")[0] == 0
    assert (tmp_path / "c.docx").read_bytes().startswith(b"PK")
    assert call(capsys, "compare", FICHE, PARTICULIERS, "--view", "core", "--output", tmp_path / "k.xlsx")[0] == 0
    assert load_workbook(tmp_path / "k.xlsx").sheetnames == ["Socle commun", "Source"]


@pytest.mark.usefixtures("shipped")
def test_the_same_competence_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    """« Solliciter des recommandations » as four certifications assess it."""
    arguments = ("--view", "assessment", "--competence", f"{FICHE}/bloc/3/competence/C15", "--format", "json")
    _, out, _ = call(capsys, "compare", FICHE, PARTICULIERS, *arguments)
    assert len({json.dumps(row["Certification"]) for row in json.loads(out)["rows"]}) == 4


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("align", "--between", FICHE, "X"), "« X » n’est ni une certification ni une clientèle"),
        (("compare", FICHE), "au moins deux"),
        (("compare", FICHE, PARTICULIERS, "--view", "assessment"), "il manque la compétence à suivre"),
        (("compare", FICHE, PARTICULIERS, "--view", "all", "--format", "csv"), "csv n’en tient qu’un"),
        (("compare", FICHE, PARTICULIERS, "--view", "bridge", "--held", "9"), "« 9 » n’est pas un bloc"),
        (("dossier", "correspondence", f"{FICHE}/bloc/9", BLOCS[1]), "n’est pas un bloc du graphe"),
        (("dossier", "correspondence", *BLOCS, "--output", "d.docx"), "dossier bloqué : le verdict n’est pas signé"),
        (("dossier", "correspondence", *BLOCS, "--format", "xlsx"), "dossier bloqué : le verdict n’est pas signé"),
        (("review", "accept", "X", OPEN[1], *SIGNED), "« X » n’est pas une compétence du graphe"),
        (("review", "accept", *OPEN), "--reviewer"),
        (("review", "import", "absent.xlsx"), "ce fichier ne peut pas être lu"),
    ],
)
def test_bad_input_is_one_french_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    """Exit code 2, one line, no traceback."""
    code, _, err = call(capsys, *arguments)
    assert code == 2
    assert sentence in err.replace("\u00a0", " ")
    assert "Traceback" not in err


def test_a_decision_from_end_to_end(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    """Accepted, it is one line more, enters the graph and the comparison; the same pair can't be overwritten unseen."""
    before = sssom.read(own).rows
    code, _, _ = call(capsys, "review", "accept", *OPEN, "--relation", "closeMatch", *SIGNED)
    assert code == 0
    assert tuple(row for row in sssom.read(own).rows if row["reviewer_label"] != "Ana") == before
    _, out, _ = call(capsys, "compare", PROFESSIONNELLE, ENTREPRISES, "--format", "md")
    assert "profil-risque" in out
    ask = (
        "ASK { GRAPH ?g { <https://w3id.org/refgraph/id/certification/%s> skos:closeMatch "
        "<https://w3id.org/refgraph/id/certification/%s> } }"
    )
    _, out, _ = call(capsys, "sparql", ask % OPEN)
    assert "oui" in out or "true" in out
    code, _, err = call(capsys, "review", "accept", *OPEN, "--reviewer", "Bob", "--date", "2026-12-02")
    assert (code, "la décision de Ana reste : Bob, 02/12/2026 : d’accord" in err.replace("\u00a0", " ")) == (
        0,
        True,
    )
    code, _, err = call(capsys, "review", "reject", *OPEN, "--reviewer", "Eve", "--date", "2026-12-02", "--second")
    assert (code, "Eve, 02/12/2026 : pas d’accord, rejetée" in err.replace("\u00a0", " ")) == (0, True)
    code, _, err = call(capsys, "review", "reject", *OPEN, "--reviewer", "Bob")
    assert (code, "déjà été acceptée par Ana" in err) == (2, True)
    code, _, _ = call(capsys, "review", "reject", *OPEN, "--reviewer", "Bob", "--replace")
    assert code == 0


def test_a_workbook_from_end_to_end(capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path) -> None:
    """Out, one decision written in, dry run, one fault and nothing written, mended and in."""
    path = tmp_path / "relecture.xlsx"
    call(capsys, "review", "export", path, "--between", PROFESSIONNELLE, ENTREPRISES)
    workbook = load_workbook(path)
    sheet = workbook["Relecture"]
    at = {cell.value: place for place, cell in enumerate(sheet[3])}
    line = next(row for row in sheet.iter_rows(min_row=4) if row[at["Décision"]].value is None)
    line[at["Décision"]].value, sheet["D1"].value = "accepter", "21/11/2026"
    assert line[at["Certification 1"]].value == "Titre de Conseiller(ère) de clientèle professionnelle"
    workbook.save(path)
    before = own.read_bytes()
    code, _, err = call(capsys, "review", "import", path)
    assert (code, "la décision n’est pas signée" in err, "rien n’a été écrit" in err) == (2, True, True)
    sheet["B1"].value = "Ana"
    workbook.save(path)
    code, out, err = call(capsys, "review", "import", path, "--dry-run")
    assert (code, "1\u00a0nouvelle, 0\u00a0modifiée" in err, own.read_bytes() == before) == (0, True, True)
    assert "acceptée" in out
    call(capsys, "review", "import", path)
    assert own.read_text("utf-8").count("\tAna\t") == 1


def test_a_changed_statement_is_to_be_confirmed(capsys: pytest.CaptureFixture[str], own: Path) -> None:
    """When a document changes, the decisions on its words wait, and a signed dossier is blocked."""
    call(capsys, "dossier", "sign", *BLOCS, "--verdict", "partielle", "--person", "Ana", "--reason", "vu")
    source = own.parents[1] / "sources" / "001_f93b1616b69b22ca.txt"
    text = source.read_text("utf-8").replace("le diagnostic de son portefeuille et", "le bilan de son portefeuille et")
    source.write_text(text, "utf-8")
    for record in (own.parents[1] / "records").glob("*.json"):
        record.unlink()
    _, out, err = call(capsys, "review", "list", "--stale", "--format", "csv")
    assert "à revalider" in err.replace("\u00a0", " ")
    assert out.count("à revalider") == 79
    code, _, err = call(capsys, "dossier", "correspondence", *BLOCS, "--output", own.parent / "d.docx")
    assert (code, "dossier bloqué" in err.replace("\u00a0", " ")) == (2, True)
    assert not (own.parent / "d.docx").exists()


def test_a_dossier_as_files(capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path) -> None:
    """Once signed, the correspondence goes out as Word, workbook and Turtle."""
    call(capsys, "dossier", "sign", *BLOCS, "--verdict", "partielle", "--person", "Ana", "--reason", "vu")
    for suffix in ("docx", "xlsx", "ttl"):
        path = tmp_path / f"d.{suffix}"
        assert call(capsys, "dossier", "correspondence", *BLOCS, "--output", path)[0] == 0
        assert path.stat().st_size > 1000


@pytest.mark.usefixtures("shipped")
def test_the_first_decisions_are_sound(capsys: pytest.CaptureFixture[str]) -> None:
    """What ships is signed by the project, commented, still says today's words, and is valid for sssom-py."""
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    path = assets.data() / "mappings" / "competences.sssom.tsv"
    rows = sssom.read(path).rows
    assert len(rows) == 654
    assert {row["reviewer_label"] for row in rows} == {"Projet refgraph"}
    assert all(row["comment"] for row in rows)
    reports = validate(parse_sssom_table(path), fail_on_error=False)
    assert [result.message for report in reports.values() if report for result in report.results] == []
    assert sssom.write(sssom.read(path)) == path.read_text("utf-8")
    _, out, _ = call(capsys, "review", "list", "--stale", "--format", "csv")
    assert "rgid:" not in out


@pytest.mark.usefixtures("shipped")
def test_versions_beside_each_other(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A certification beside a file of its next version: each fate as data, a workbook, a Word document; the same
    document twice says so, and a name that is nothing is refused with a remedy."""
    text = next((assets.data() / "sources").glob("003*")).read_text("utf-8")
    new = tmp_path / "v2.txt"
    new.write_text(text.replace("établir la liste des besoins", "dresser la liste des besoins"), "utf-8")
    code, out, err = call(capsys, "diff", PROFESSIONNELLE, new, "--format", "csv-data")
    changed = [row for row in csv.DictReader(out.splitlines()) if row["devenir"] != "identique"]
    assert [(row["element"], row["devenir"], row["code_avant"]) for row in changed] == [
        ("compétence", "reformulée", "")
    ]
    assert (code, "158\u00a0décisions peuvent suivre." in err) == (0, True)
    for suffix in ("xlsx", "docx"):
        assert call(capsys, "diff", PROFESSIONNELLE, new, "-o", tmp_path / f"d.{suffix}")[0] == 0
    assert load_workbook(tmp_path / "d.xlsx").sheetnames == [
        "Sommaire", "Ce qui change", "En nombre", "Décisions touchées", "Signatures touchées", "Comparaisons à revoir",
        "Source",
    ]  # fmt: skip
    code, out, err = call(capsys, "diff", PROFESSIONNELLE, PROFESSIONNELLE)
    assert (code, "Les deux versions disent la même chose." in out) == (0, True)
    code, _, err = call(capsys, "diff", PROFESSIONNELLE, "RNCP99999")
    assert (code, "ni une certification du dossier de données, ni un fichier" in err) == (2, True)
    code, _, err = call(capsys, "diff", PROFESSIONNELLE, new, "--carry", "--reviewer", "Ana")
    assert (code, "Importez d’abord la nouvelle version" in err) == (2, True)


def test_an_ended_registration_is_said(capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path) -> None:
    """Comparison, dossier, signature and check say that RNCP31919 ended, from the day after on; Word too."""
    told = "L’enregistrement de RNCP31919 a pris fin le 18/12/2023"
    late, early = ("--date", "2026-12-01"), ("--date", "2023-12-18")
    for command in (("compare", FICHE, PARTICULIERS), ("dossier", "correspondence", *BLOCS), ("check",)):
        assert told in call(capsys, *command, *late)[2]
        assert told not in call(capsys, *command, *early)[2]
    sign = ("dossier", "sign", *BLOCS, "--verdict", "partielle", "--person", "Ana", "--reason", "vu")
    assert told in call(capsys, *sign, *late)[2]
    assert call(capsys, "dossier", "correspondence", *BLOCS, *late, "-o", tmp_path / "d.docx")[0] == 0
    assert any(told in one.text for one in Document(str(tmp_path / "d.docx")).paragraphs)
