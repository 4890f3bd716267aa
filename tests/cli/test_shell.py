"""The command line speaks French, answers at once, and never shows a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click import Context

from refgraph.cli import COMMANDS, main
from refgraph.cli.group import LazyGroup
from refgraph.cli.settings import hoist
from refgraph.cli.shell import application


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    said = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, said.out, said.err


def test_help_is_french_throughout(capsys: pytest.CaptureFixture[str]) -> None:
    """A curriculum designer who reads French only can start from the help."""
    code, out, _ = call(capsys, "--help")
    assert code == 0
    assert "Utilisation\u00a0: refgraph" in out
    assert "Commandes\u00a0:" in out
    assert "Afficher cette aide." in out
    for word in ("Usage", "Commands", "Show this", "Error"):
        assert word not in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_in_french(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Each line of the table leads to a command whose help can be read, without a word of click's English."""
    code, out, _ = call(capsys, name, "--help")
    assert code == 0
    assert f"Utilisation\u00a0: refgraph {name}" in out
    for word in ("Usage", "Show this", "[default", "[required", "may be", "Commands"):
        assert word not in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["requete"], "La commande « requete » n’existe pas. Commandes\u00a0: "),
        (["--inconnue"], "L’option --inconnue n’existe pas."),
        (["export", "--format", "pdf"], "n’est pas un choix possible"),
        (["read"], "Il manque l’argument"),
        (["build", "encore"], "Argument en trop\u00a0: encore."),
        (["explore", "--port", "beaucoup"], "n’est pas un nombre"),
    ],
)
def test_a_wrong_command_line_is_one_french_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """A slip of the hand gets one sentence with the way on, and exit code 2."""
    code, out, err = call(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("Erreur\u00a0: ")
    assert words in err
    assert err.count("\n") == 1


def test_the_bare_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Someone who types the name alone sees what it can do."""
    code, out, _ = call(capsys)
    assert code == 0
    assert "Utilisation\u00a0: refgraph" in out


def test_a_fault_of_refgraph_shows_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a bug ends in one French line with what to do, and a code of its own; --debug shows the rest."""

    def broken(self: LazyGroup, ctx: Context, name: str) -> None:
        raise KeyError("planted")

    monkeypatch.setattr(LazyGroup, "get_command", broken)
    code, _, err = call(capsys, "build")
    assert code == 70
    assert err.count("\n") == 1
    assert "--debug" in err
    assert "Traceback" in call(capsys, "--debug", "build")[2]


def test_options_of_the_whole_may_stand_anywhere() -> None:
    """« refgraph build --data D » is what people type."""
    assert hoist(["build", "--strict", "--data", "D", "--debug"]) == ["--data", "D", "--debug", "build", "--strict"]
    assert hoist(["query", "n", "--", "--data"]) == ["query", "n", "--", "--data"]
    assert hoist(["build", "--data=D"]) == ["--data=D", "build"]


def test_help_imports_no_heavy_library() -> None:
    """The help stays quick because rdflib, streamlit and the like are imported by the command that needs them."""
    code = (
        "import sys\nfrom refgraph.cli import main\ntry:\n main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'rdflib', 'pyoxigraph', 'pyshacl', 'owlrl', 'streamlit', 'openpyxl', 'numpy', 'docx', 'msgspec'}\n"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_the_table_and_the_modules_agree() -> None:
    """Every command of the table exists under its name."""
    group = application(COMMANDS)
    for name in COMMANDS:
        command = group.get_command(Context(group), name)
        assert command is not None
        assert command.name == name


def test_a_terminal_without_accents_still_works() -> None:
    """An old terminal in Latin-1 shows what it can instead of an error."""
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([sys.executable, "-m", "refgraph.cli", "requete"], capture_output=True, env=environment)
    assert done.returncode == 2
    assert "La commande" in done.stderr.decode("latin-1")


@pytest.mark.parametrize("name", ["review", "dossier", "regulations", "check"])
def test_the_help_of_a_group_is_french_and_whole(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A newcomer reads what each sub-command does: no English word, no sentence cut, no quotation mark left alone."""
    code, out, _ = call(capsys, name, "--help")
    assert code == 0
    assert "Commandes\u00a0:" in out
    assert "COMMAND " not in out
    assert "..." not in out
    assert not any(line.rstrip().endswith("«") or line.lstrip().startswith("»") for line in out.splitlines())


def test_errors_quote_as_the_french_do(capsys: pytest.CaptureFixture[str]) -> None:
    """What click quotes and counts its own way is said in French."""
    _, _, missing = call(capsys, "compare")
    assert "Il manque l’argument «\u00a0A B [C…]\u00a0»." in missing
    _, _, beyond = call(capsys, "align", "--least", "3")
    assert "Valeur incorrecte pour «\u00a0--least\u00a0»\u00a0: 3.0 n’est pas dans l’intervalle de 0 à 1." in beyond


def test_an_unknown_suffix_writes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file called .docx never holds something else."""
    code, _, err = call(capsys, "query", "criteres-sans-competence", "-o", str(tmp_path / "réponse.docx"))
    assert code == 2
    assert "cette commande n’écrit pas de .docx. Choisissez .csv, .json" in err
    assert list(tmp_path.iterdir()) == []


def run(*arguments: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "refgraph.cli", *arguments], stderr=subprocess.PIPE, **settings)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--data"], "L’option --data attend une valeur."),
        (["sparql", "ASK {}", "--rows", "-1"], "-1 est trop petit (au moins 1)."),
        (["serve", "--seconds", "0"], "0.0 n’est pas dans l’intervalle de 0 (exclu) à 1000000."),
        (["sparql", "ASK {}", "--seconds", "nan"], "« nan » n’est pas un nombre."),
        (["sparql", "ASK {}", "--seconds", "1e300"], "1e+300 n’est pas dans l’intervalle de 0 (exclu) à 1000000."),
        (["explore", "--port", "1.5"], "« 1.5 » n’est pas un nombre entier."),
        (["align", "--least", "1,5"], "1.5 n’est pas dans l’intervalle de 0 à 1."),
        (["dossier", "sign", "a", "b"], "Choix possibles\u00a0: totale, partielle, aucune. Pour l’aide"),
        (["push", "graphes"], "graphes : l’adresse d’un serveur SPARQL commence par http:// ou https://."),
        (["review", "export", "paires.pdf"], "paires.pdf : un classeur a le suffixe .xlsx. Nommez-le paires.xlsx."),
    ],
)
def test_a_value_out_of_bounds_is_told_with_its_bounds(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """A limit that cannot hold is refused before any work; numbers are named as French names them."""
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_folder_is_not_named_with_a_capital_in_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The words that click composes read as one French sentence."""
    (tmp_path / "notes.txt").touch()
    _, _, err = call(capsys, "site", str(tmp_path / "notes.txt"))
    assert f"« {tmp_path}/notes.txt » est un fichier, un dossier est attendu." in err


def test_a_full_disk_is_told_in_one_sentence() -> None:
    """What the machine refuses is bad input with a remedy, not a fault of refgraph."""
    with Path("/dev/full").open("wb") as full:
        done = run("--help", stdout=full)
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "Erreur\u00a0: il n’y a plus de place sur le disque. Libérez de la place, puis recommencez.\n",
    )


@pytest.mark.parametrize("arguments", [["--help"], ["query", "--list"]])
def test_a_reader_that_leaves_is_no_violation(arguments: list[str]) -> None:
    """« refgraph … | head » ends with 0, not with the 1 that says that a check found violations."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(*arguments, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
