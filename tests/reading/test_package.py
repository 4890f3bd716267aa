"""A package of readers that somebody else writes, word for word as docs/layouts.md shows it: built, installed, used."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading.packages import LETTER, package

PAGE = Path(__file__).parents[2] / "docs" / "layouts.md"
FILES = dict(re.findall(r"^`([^`\n]+)`\n\n```\w+\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL))


def run(*command: str, site: Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python with what is installed in ``site``, beside refgraph."""
    kept = {"PYTHONPATH": str(site), "REFGRAPH_CACHE": str(site.parent / "cache"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env={**os.environ, **kept, **variables},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the page, in a folder of their own; what is expected is left for the tests to write."""
    folder = tmp_path_factory.mktemp("author") / "acme-readers"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.name != "expected.txt":
            path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """A folder in which pip has installed the wheel of ``project``, without any index."""
    folder = project.parent / "site"
    built = run("hatchling", "build", "--target", "wheel", site=folder, cwd=project)
    assert built.returncode == 0, built.stderr
    wheels = [str(path) for path in (project / "dist").iterdir()]
    pip = ("pip", "install", "--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", "--target")
    done = run(*pip, str(folder), *wheels, site=folder, cwd=project)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_page_shows_every_file_of_the_package() -> None:
    """What the page forgets, its reader has to guess."""
    assert list(FILES) == [
        "pyproject.toml",
        "acme_readers.py",
        "tests/cases/boulanger/source.txt",
        "tests/test_plaquette.py",
        "tests/cases/boulanger/expected.txt",
    ]


def test_the_contract_runs_as_the_page_says(project: Path, site: Path) -> None:
    """The author's tests write what is read, which is what the page shows, and then hold it."""
    pytest_ = ("pytest", "-q", "-p", "no:cacheprovider", "tests")
    first = run(*pytest_, site=site, cwd=project)
    assert "18 passed" not in first.stdout
    assert "not in versions.tsv: rewrite with REFGRAPH_REWRITE_GOLDENS=1." in first.stdout
    written = run(*pytest_, site=site, cwd=project, REFGRAPH_REWRITE_GOLDENS="1")
    assert written.stdout.splitlines()[-1].startswith("18 passed"), written.stdout
    expected = "tests/cases/boulanger/expected.txt"
    assert (project / expected).read_text("utf-8") == FILES[expected]
    assert run(*pytest_, site=site, cwd=project).stdout.splitlines()[-1].startswith("18 passed")


def test_the_command_line_reads_with_it(project: Path, site: Path) -> None:
    """It is listed with its package, chosen by content or by name, and what it reads gets its mentions of law."""
    leaflet = str(project / "tests" / "cases" / "boulanger" / "source.txt")
    listed = run("refgraph.cli", "read", "--layouts", site=site, cwd=project)
    assert listed.stdout.splitlines()[-2:] == [
        "  plaquette, version 1 (acme-readers 1.0)",
        "      Plaquettes de certification : un titre, puis des blocs et leurs compétences",
    ]
    read = run("refgraph.cli", "read", leaflet, site=site, cwd=project)
    assert (read.returncode, read.stderr) == (0, "")
    assert read.stdout.splitlines()[:2] == [
        "CQP Boulanger de tradition",
        "  source.txt, mise en page « plaquette », identifiant source",
    ]
    assert "     7    règlement (CE) n° 852/2004" in read.stdout
    assert "    13  Cette ligne n’a pas été comprise : « Renseignements au fournil. »" in read.stdout
    shipped = run("refgraph.cli", "read", "--layout", "plaquette", "README.md", site=site, cwd=PAGE.parents[1])
    assert (shipped.returncode, shipped.stdout) == (2, "")
    assert shipped.stderr == (
        "Erreur\u00a0: README.md : la plaquette n’a pas de titre. Vérifiez la ligne « Titre : ».\n"
    )


def test_a_build_reads_with_it_and_answers(project: Path, site: Path) -> None:
    """A leaflet in the data folder becomes a certification that questions find, with no change in refgraph."""
    data = project.parent / "data"
    (data / "sources").mkdir(parents=True)
    leaflet = project / "tests" / "cases" / "boulanger" / "source.txt"
    (data / "sources" / "boulanger.txt").write_bytes(leaflet.read_bytes())
    built = run("refgraph.cli", "--data", str(data), "build", site=site, cwd=project)
    assert (built.returncode, built.stdout.splitlines()[0]) == (
        0,
        "CQP Boulanger de tradition (boulanger.txt)\u00a0: 2\u00a0blocs, 3\u00a0compétences",
    ), built.stderr
    query = ("query", "competences-par-bloc", "--param", "certification=boulanger", "--format", "csv")
    answer = run("refgraph.cli", "--data", str(data), *query, site=site, cwd=project)
    assert [line for line in answer.stdout.splitlines() if "Cuire le pain" in line] != [], answer.stderr


def test_a_broken_neighbour_stops_nothing(project: Path, site: Path) -> None:
    """Another package whose reader does not load is told once, on standard error, and the leaflet is read."""
    neighbours = project.parent / "neighbours"
    neighbours.mkdir()
    package(neighbours, "bolt-readers", {"lettre": "bolt"}, {"bolt": LETTER + "\n    1 / 0\n"})
    leaflet = str(project / "tests" / "cases" / "boulanger" / "source.txt")
    both = f"{site}{os.pathsep}{neighbours}"
    read = run("refgraph.cli", "read", leaflet, leaflet, site=site, cwd=project, PYTHONPATH=both)
    assert (read.returncode, read.stdout.count("« plaquette »")) == (0, 2)
    assert read.stderr == (
        "Attention\u00a0: paquet bolt-readers 1.0, mise en page « lettre » : la mise en page ne se charge pas "
        "(ZeroDivisionError\u00a0: division by zero). "
        "Mettez ce paquet à jour ou retirez-le\u00a0: pip uninstall bolt-readers.\n"
    )


def test_without_the_package_the_leaflet_is_of_no_known_layout(project: Path, site: Path) -> None:
    """The reader comes and goes with its package."""
    leaflet = str(project / "tests" / "cases" / "boulanger" / "source.txt")
    read = run("refgraph.cli", "read", leaflet, site=site.parent / "nothing", cwd=project)
    assert read.returncode == 2
    assert (
        "ce document n’est d’aucune mise en page connue (but, colonnes, export, fiche, page, reac, tableaux, titres)."
        in read.stderr
    )
