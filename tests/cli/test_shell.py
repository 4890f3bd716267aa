"""The command line speaks French, answers at once, and never shows a traceback."""

import os
import subprocess
import sys

import pytest

from refgraph.cli import COMMANDS, main
from refgraph.cli.shell import LazyGroup, application, hoist


def call(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    said = capsys.readouterr()
    return left.value.code, said.out, said.err


def test_help_is_french_throughout(capsys):
    """A curriculum designer who reads French only can start from the help."""
    code, out, _ = call(capsys, "--help")
    assert code == 0
    assert "Utilisation\u00a0: refgraph" in out
    assert "Commandes\u00a0:" in out
    assert "Afficher cette aide." in out
    for word in ("Usage", "Commands", "Show this", "Error"):
        assert word not in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps_in_french(capsys, name):
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
def test_a_wrong_command_line_is_one_french_line(capsys, arguments, words):
    """A slip of the hand gets one sentence with the way on, and exit code 2."""
    code, out, err = call(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("Erreur\u00a0: ")
    assert words in err
    assert err.count("\n") == 1


def test_the_bare_command_shows_the_help(capsys):
    """Someone who types the name alone sees what it can do."""
    code, out, _ = call(capsys)
    assert code == 0
    assert "Utilisation\u00a0: refgraph" in out


def test_a_fault_of_refgraph_shows_no_traceback(capsys, monkeypatch):
    """Even a bug ends in one French line with what to do, and a code of its own; --debug shows the rest."""

    def broken(self, ctx, name):
        raise KeyError("planted")

    monkeypatch.setattr(LazyGroup, "get_command", broken)
    code, _, err = call(capsys, "build")
    assert code == 70
    assert err.count("\n") == 1
    assert "--debug" in err
    assert "Traceback" in call(capsys, "--debug", "build")[2]


def test_options_of_the_whole_may_stand_anywhere():
    """« refgraph build --data D » is what people type."""
    assert hoist(["build", "--strict", "--data", "D", "--debug"]) == ["--data", "D", "--debug", "build", "--strict"]
    assert hoist(["query", "n", "--", "--data"]) == ["query", "n", "--", "--data"]
    assert hoist(["build", "--data=D"]) == ["--data=D", "build"]


def test_help_imports_no_heavy_library():
    """The help stays quick because rdflib, streamlit and the like are imported by the command that needs them."""
    code = (
        "import sys\nfrom refgraph.cli import main\ntry:\n main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'rdflib', 'pyoxigraph', 'pyshacl', 'owlrl', 'streamlit', 'openpyxl', 'numpy', 'docx', 'msgspec'}\n"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_the_table_and_the_modules_agree():
    """Every command of the table exists under its name."""
    group = application(COMMANDS)
    for name in COMMANDS:
        assert group.get_command(None, name).name == name


def test_a_terminal_without_accents_still_works():
    """An old terminal in Latin-1 shows what it can instead of an error."""
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([sys.executable, "-m", "refgraph.cli", "requete"], capture_output=True, env=environment)
    assert done.returncode == 2
    assert "La commande" in done.stderr.decode("latin-1")


@pytest.mark.parametrize("name", ["review", "dossier", "regulations", "check"])
def test_the_help_of_a_group_is_french_and_whole(capsys, name):
    """A newcomer reads what each sub-command does: no English word, no sentence cut, no quotation mark left alone."""
    code, out, _ = call(capsys, name, "--help")
    assert code == 0
    assert "Commandes\u00a0:" in out
    assert "COMMAND " not in out
    assert "..." not in out
    assert not any(line.rstrip().endswith("«") or line.lstrip().startswith("»") for line in out.splitlines())


def test_errors_quote_as_the_french_do(capsys):
    """What click quotes and counts its own way is said in French."""
    _, _, missing = call(capsys, "compare")
    assert "Il manque l’argument «\u00a0A B [C…]\u00a0»." in missing
    _, _, beyond = call(capsys, "align", "--least", "3")
    assert "Valeur incorrecte pour «\u00a0--least\u00a0»\u00a0: 3.0 n’est pas dans l’intervalle de 0 à 1." in beyond


def test_an_unknown_suffix_writes_nothing(capsys, tmp_path):
    """A file called .docx never holds something else."""
    code, _, err = call(capsys, "query", "criteres-sans-competence", "-o", str(tmp_path / "réponse.docx"))
    assert code == 2
    assert "cette commande n’écrit pas de .docx. Choisissez .csv, .json" in err
    assert list(tmp_path.iterdir()) == []
