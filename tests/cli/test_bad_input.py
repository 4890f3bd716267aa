"""Bad input gets one French sentence with its place and what to do, exit code 2, and leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from refgraph.cli import main
from refgraph.workspace import CACHE, Workspace

Call = Callable[..., tuple[int, str, str]]
Files = dict[str, str]

TABLE = """
Soudeur industriel – Niveau 4

REFERENTIEL D’ACTIVITES
décrit les situations de travail et les activités
exercées, les métiers ou emplois visés

REFERENTIEL DE COMPETENCES
identifie les compétences et les connaissances, y compris
transversales, qui découlent du référentiel d’activités

REFERENTIEL D’EVALUATION
définit les critères et les modalités d'évaluation des acquis

MODALITÉS D’ÉVALUATION CRITÈRES D’ÉVALUATION

BLOC n°1
Assembler des pièces métalliques


A1. Préparation des pièces

C1 (B1.1) Préparer les bords à souder à l’aide du plan,
afin d’obtenir un joint régulier.

Mise en situation professionnelle

- Le chanfrein est conforme au plan.

{second}

A2. Soudage

{code} Souder à plat selon le mode opératoire, afin
d’assembler les pièces.

Mise en situation professionnelle

- {criterion}
"""


def document(
    second: str = "BLOC n°2\nContrôler les soudures\n", code: str = "C2 (B2.1)", criterion: str = "Le cordon est net."
) -> str:
    return TABLE.format(second=second, code=code, criterion=criterion)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        said = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, said.out, said.err

    return run


def test_the_good_document_of_these_tests_is_read(call: Call, tmp_path: Path) -> None:
    """The faults below are planted in a document that is otherwise fine."""
    path = tmp_path / "soudeur.txt"
    path.write_text(document(), "utf-8")
    code, out, _ = call("read", str(path), "--format", "json")
    content = json.loads(out)
    assert code == 0
    assert [bloc["number"] for bloc in content["blocs"]] == [1, 2]
    assert [competence["code"] for competence in content["competences"]] == ["C1", "C2"]


BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "le fichier est vide"),
    "blank": (b" \n\n\t\n", "le fichier est vide"),
    "mark-alone": (b"\xef\xbb\xbf\n", "le fichier est vide"),
    "binary": (b"\x00\x01\x02\xff" + bytes(range(256)) * 9, "le fichier est binaire"),
    "nul": (document().encode() + b"\nsuite\x00\n", "contient l’octet nul"),
    "pdf": (b"%PDF-1.7\n1 0 obj\n", "ce n’est pas un PDF entier"),
    "docx": (b"PK\x03\x04\x14\x00\x06\x00", "le fichier est une archive, abîmée ou d’un format qui n’est pas lu"),
    "rtf": (b"{\\rtf1\\ansi R\\'e9f\\'e9rentiel}", "le fichier est en RTF"),
    "latin": (document().encode("latin-1", errors="replace"), "n’est pas en UTF-8"),
    "utf16": (document().encode("utf-16"), "UTF-16"),
    "utf16-without-mark": (document().encode("utf-16-le"), "UTF-16"),
    "utf32": (document().encode("utf-32"), "UTF-32"),
    "old-line-ends": (document().replace("\n", "\r").encode(), "retour chariot seul"),
    "one-line": (b"a" * 5_000_000, "5\u202f000\u202f000 caractères"),
    "unknown": ("Chère Madame,\n\nVoici ma recette de la tarte aux pommes.\n".encode(), "d’aucune mise en page connue"),
    "bloc-twice": (document(second="BLOC n°1\nContrôler les soudures\n").encode(), "numéro 1"),
    "code-twice": (document(second="", code="C1 (B1.2)").encode(), "C1 désigne deux compétences"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_refused_in_one_sentence(call: Call, tmp_path: Path, name: str) -> None:
    """The file is named, the sentence is French, nothing is printed and nothing written."""
    raw, words = BAD[name]
    path, good, target = tmp_path / f"{name}.txt", tmp_path / "bon.txt", tmp_path / "resultat.json"
    path.write_bytes(raw)
    good.write_text(document(), "utf-8")
    code, out, err = call("read", str(good), str(path), "--format", "json", "--output", str(target))
    assert (code, out) == (2, "")
    assert not target.exists()
    assert err.startswith("Erreur\u00a0: ")
    assert err.count("\n") == 1
    assert f"{name}.txt" in err
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["empty", "latin", "bloc-twice", "code-twice"])
def test_a_bad_document_stops_only_itself(call: Call, tmp_path: Path, name: str) -> None:
    """A colleague drops a bad file beside the good ones: it is told, the others are built and answer."""
    sources = tmp_path / "data" / "sources"
    sources.mkdir(parents=True)
    (sources / "bon.txt").write_text(document(), "utf-8")
    data = str(tmp_path / "data")
    assert call("build", "--data", data)[0] == 0
    (sources / "mauvais.txt").write_bytes(BAD[name][0])
    code, out, err = call("build", "--data", data)
    assert code == 0
    assert "document laissé de côté\u00a0: mauvais.txt" in err
    assert call("build", "--data", data, "--strict")[0] == 1
    code, out, _ = call("query", "competences-par-bloc", "--data", data, "-p", "certification=bon", "--format", "csv")
    assert code == 0
    assert "Préparer les bords" in out


HOSTILE = '<script>alert("x")</script> " . <http://e/s> a <http://e/O> ; | =1+1 \\u0022 }} {{7*7}}'


def test_hostile_text_is_stored_and_shown_as_text(call: Call, tmp_path: Path) -> None:
    """A criterion that looks like HTML, Turtle, SPARQL or a formula comes out as it was printed, and does nothing."""
    sources = tmp_path / "data" / "sources"
    sources.mkdir(parents=True)
    (sources / "hostile.txt").write_text(document(criterion=HOSTILE), "utf-8")
    data = str(tmp_path / "data")
    code, out, _ = call("read", str(sources / "hostile.txt"), "--format", "json")
    assert code == 0
    criteria = [item["text"] for group in json.loads(out)["criteria_groups"] for item in group["criteria"]]
    assert HOSTILE in criteria
    code, out, _ = call(
        "query",
        "criteres-d-une-competence",
        "--data",
        data,
        "-p",
        "competence=hostile/bloc/2/competence/C2",
        "--format",
        "json",
    )
    assert code == 0
    assert HOSTILE in [row["criterion"]["label"] for row in json.loads(out)["rows"]]
    code, out, _ = call("sparql", "--data", data, "--format", "json", "SELECT ?s { ?s a <http://e/O> }")
    assert json.loads(out)["results"]["bindings"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "inconnue"], "il n’y a pas de question « inconnue »"),
        (["query"], "--list"),
        (["query", "carte-identite"], "attend une valeur pour « certification »"),
        (["query", "carte-identite", "--param", "certification"], "NOM=VALEUR"),
        (["query", "carte-identite", "--param", "certification=RNCP1"], "RNCP31919"),
        (["query", "etapes", "--format", "pdf"], "n’est pas un choix possible"),
        (["sparql", "SELECT * {"], "ligne 1, colonne 10"),
        (["sparql", "DROP ALL"], "SELECT, ASK, CONSTRUCT ou DESCRIBE"),
        (["sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], "SERVICE"),
        (["sparql", "SELECT * { ?s ?p ?o } LIMIT 1", "--format", "ttl"], "Pour SELECT et ASK"),
        (["export", "--graph", "nulle-part"], "il n’y a pas de graphe « nulle-part »"),
        (["read", "absent.txt"], "absent.txt"),
        (["build", "--data", "/nulle/part"], "ce dossier de données n’existe pas"),
    ],
)
def test_a_wrong_request_is_told_in_one_sentence(
    call: Call, arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch, workspace: Workspace
) -> None:
    """Names, values, queries and files that do not exist are told with what does."""
    monkeypatch.setenv(CACHE, str(workspace.cache))
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.splitlines()[-1].startswith("Erreur\u00a0: ")
    assert "Traceback" not in err


def test_a_parameter_without_its_type_is_no_silence(
    call: Call, monkeypatch: pytest.MonkeyPatch, workspace: Workspace, tmp_path: Path
) -> None:
    """A saved question that compares a text with a certification is refused with the name to write, value or not."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv(CACHE, str(workspace.cache))
    own = tmp_path / "refgraph" / "queries"
    own.mkdir(parents=True)
    (own / "les-blocs.rq").write_text(
        "#+ summary: Les blocs ?\n#+ empty: non documenté dans la source\n"
        "SELECT ?b { ?c rg:hasBloc ?b FILTER(!BOUND(?__certification) || ?c = ?__certification) }",
        "utf-8",
    )
    for chosen in ([], ["--param", "certification=RNCP31919"]):
        code, out, err = call("query", "les-blocs", *chosen)
        assert (code, out) == (2, "")
        assert err == (
            "Erreur\u00a0: les-blocs.rq, ligne 3 : le paramètre ?__certification porte le nom d’un type "
            "(certification), mais n’a pas de type. Écrivez ?__certification_iri, ou ?__certification_text si c’est un "
            "texte qui est attendu.\n"
        )
