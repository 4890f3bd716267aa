"""What is installed without extras reads, builds, checks and answers; what needs an extra names the command to run."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from refgraph.core.extras import EXTRAS
from refgraph.workspace import CACHE, Workspace

ROOT = Path(__file__).parents[2]
NEEDING: list[tuple[str, list[str]]] = [
    ("align", ["align"]),
    ("align", ["compare", "RNCP31919", "cqp-charge-affaires-entreprises"]),
    ("align", ["review", "list"]),
    ("explore", ["explore"]),
    ("print", ["compare", "RNCP31919", "cqp-charge-affaires-entreprises", "-o", "tout.pdf"]),
    ("remote", ["--endpoint", "http://127.0.0.1:1/", "query", "etapes"]),
    ("remote", ["push", "http://127.0.0.1:1/"]),
    ("serve", ["serve"]),
    ("site", ["site", "pages"]),
    ("word", ["compare", "RNCP31919", "cqp-charge-affaires-entreprises", "-o", "tout.docx"]),
    ("xlsx", ["query", "etapes", "-o", "etapes.xlsx"]),
]
"""A command for each extra, by the extra without which it says so; what it names first where it needs several."""

WITHOUT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {modules}:
            raise ModuleNotFoundError("No module named " + repr(name), name=name)

sys.meta_path.insert(0, Absent())
from refgraph.cli import main
main(sys.argv[1:])
"""


def test_every_extra_is_tried() -> None:
    """An extra that no command is tried without would be missed by its users only."""
    # A PDF is read in a process of its own: tests/reading/formats/test_isolated.py tries it there.
    assert {extra for extra, _ in NEEDING} == set(EXTRAS) - {"pdf"}
    assert len(NEEDING) == 11


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(("extra", "arguments"), NEEDING, ids=lambda one: one if isinstance(one, str) else one[0])
def test_a_missing_extra_is_told_with_its_command(
    extra: str, arguments: list[str], workspace: Workspace, tmp_path: Path
) -> None:
    """Whoever installed refgraph alone reads in one French sentence what to install, and nothing is written."""
    use, modules = EXTRAS[extra]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(modules=set(modules)), *arguments],
        env=os.environ | {"XDG_DATA_HOME": str(tmp_path), CACHE: str(workspace.cache)},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = done.stderr.splitlines()[-1]
    assert done.returncode == 2
    assert said.startswith(f"Erreur\u00a0: une partie facultative n’est pas installée\u00a0: {use} (")
    assert said.endswith(f'pip install "refgraph[{extra}]", ou tout : pip install "refgraph[all]".')
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".docx", ".xlsx")] == []


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that holds the wheel, what it requires, and nothing else."""
    folder = tmp_path_factory.mktemp("alone")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    venv.create(folder / "env", with_pip=True)
    [wheel] = folder.glob("*.whl")
    scripts = folder / "env" / "bin"
    lock = str(ROOT / "requirements.lock")
    install = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "-c", lock, str(wheel)]
    subprocess.run(install, check=True)
    return scripts


def test_the_wheel_alone_answers_a_question(alone: Path, tmp_path: Path) -> None:
    """In an empty environment, without extras and away from the checkout, refgraph builds and answers."""
    environment = {"PATH": str(alone), "HOME": str(tmp_path), CACHE: str(tmp_path / "cache")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(alone / "refgraph"), *arguments]
        return subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)

    listed = subprocess.run([alone / "python", "-m", "pip", "freeze"], capture_output=True, text=True, check=True)
    names = {line.partition("==")[0].partition(" @")[0].lower() for line in listed.stdout.splitlines()}
    assert names & {"streamlit", "starlette", "numpy", "openpyxl", "python-docx", "requests", "jinja2"} == set()
    built = run("build")
    assert (built.returncode, "21 graphes" in built.stdout + built.stderr) == (0, True)
    answer = run("query", "competences-par-bloc", "--param", "certification=RNCP31919", "--format", "csv")
    assert (answer.returncode, answer.stdout.count("001_f93b1616b69b22ca.txt")) == (0, 25)
    assert 'pip install "refgraph[align]"' in run("align").stderr
