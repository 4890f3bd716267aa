"""`refgraph serve`, `push` and `--endpoint` as a person starts them, with real servers."""

from __future__ import annotations

import csv
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from refgraph.pipeline import Build
from refgraph.workspace import CACHE, DATA, Workspace
from tests.servers import oxigraph

COMMAND = [sys.executable, "-m", "refgraph.cli"]


@pytest.fixture(scope="module")
def environment(workspace: Workspace, built: Build) -> dict[str, str]:
    assert built.records
    return os.environ | {DATA: str(workspace.data), CACHE: str(workspace.cache)}


@pytest.fixture
def address(environment: dict[str, str]) -> Iterator[str]:
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"], env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stderr is not None
    told = ""
    while not (found := re.search(r"http://[\d.:]+", told)):
        line = process.stderr.readline()
        assert line, "refgraph serve ended before it said where it listens"
        told += line
    yield found.group()
    process.terminate()
    process.wait(timeout=20)
    process.stderr.close()


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_service_says_where_it_listens_and_answers(address: str) -> None:
    """A person starts it with one command, copies the address and gets the five certifications."""
    query = "SELECT (COUNT(?c) AS ?n) { ?c a rg:Certification }"
    response = httpx.get(address + "/sparql", params={"query": query})
    assert response.json()["results"]["bindings"][0]["n"]["value"] == "5"


def test_a_taken_port_is_told_in_one_sentence(environment: dict[str, str]) -> None:
    """Nothing is announced that is not served; the remedy is another port."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run(environment, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "ne peut pas être ouvert" in done.stderr
    assert "http://" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "nulle-part.invalid"], "« nulle-part.invalid » n’est pas une adresse de cette machine."),
        (["--origin", "exemple.fr"], "« exemple.fr » n’est pas un site."),
        (["--origin", "https://exemple.fr/page"], "« https://exemple.fr/page » n’est pas un site."),
    ],
)
def test_a_wrong_address_is_told_as_such(environment: dict[str, str], arguments: list[str], words: str) -> None:
    """Who misspells the host or a site learns which word is wrong, and nothing is served."""
    done = run(environment, "serve", "--port", "0", *arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_pushed_server_answers_like_the_local_graph(environment: dict[str, str], tmp_path: Path) -> None:
    """After one push, the same question asked with --endpoint gives the same table."""
    question = ["query", "competences-par-bloc", "--param", "certification=RNCP31919", "--format", "csv"]
    with oxigraph(tmp_path) as url:
        pushed = run(environment, "push", url)
        assert pushed.returncode == 0, pushed.stderr
        there, here = run(environment, "--endpoint", url, *question), run(environment, *question)
    assert there.returncode == here.returncode == 0
    assert there.stdout == here.stdout
    assert len(list(csv.reader(here.stdout.splitlines(), delimiter=";"))) == 1 + 25


def test_an_absent_server_is_told_in_one_sentence(environment: dict[str, str]) -> None:
    """Nobody at the address: one French line, and nothing is lost."""
    done = run(environment, "--endpoint", "http://127.0.0.1:9/sparql", "query", "competences-par-bloc")
    assert done.returncode == 2
    assert done.stderr.startswith("Erreur")
    assert "Traceback" not in done.stderr
