"""`refgraph serve` while the data change: the next answer is from the new build, one under way from its own."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from refgraph.core import assets
from refgraph.workspace import CACHE, DATA

COMMAND = [sys.executable, "-m", "refgraph.cli"]
COUNT = "SELECT (COUNT(?c) AS ?n) { ?c a rg:Certification }"
C4 = "/id/certification/RNCP31919/bloc/1/competence/C4"
TURTLE = {"Accept": "text/turtle"}
PATIENCE = 120.0
"""Seconds: a busy machine is slow, not wrong."""


@dataclass
class Served:
    """A service on data of one's own."""

    data: Path
    environment: dict[str, str]
    process: subprocess.Popen[str]
    address: str

    def build(self) -> None:
        """What a person does in another window after a change."""
        subprocess.run([*COMMAND, "build"], env=self.environment, capture_output=True, check=True)

    def add_document(self) -> None:
        shutil.copy(next((assets.data() / "sources").glob("002_*")), self.data / "sources")

    def get(self, path: str, **given: object) -> httpx.Response:
        return httpx.get(self.address + path, timeout=PATIENCE, **given)  # type: ignore[arg-type]

    def certifications(self) -> str:
        return str(self.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"][0]["n"]["value"])


@pytest.fixture(scope="module")
def one_certification(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data and the cache of one certification, built."""
    folder = tmp_path_factory.mktemp("one")
    (folder / "data" / "sources").mkdir(parents=True)
    shutil.copy(next((assets.data() / "sources").glob("001_*")), folder / "data" / "sources")
    environment = os.environ | {DATA: str(folder / "data"), CACHE: str(folder / "cache")}
    subprocess.run([*COMMAND, "build"], env=environment, capture_output=True, check=True)
    return folder


@pytest.fixture
def served(one_certification: Path, tmp_path: Path) -> Iterator[Served]:
    shutil.copytree(one_certification, tmp_path, dirs_exist_ok=True)
    data = tmp_path / "data"
    environment = os.environ | {DATA: str(data), CACHE: str(tmp_path / "cache")}
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"], env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stderr is not None
    told = ""
    while not (found := re.search(r"http://[\d.:]+", told)):
        line = process.stderr.readline()
        assert line, f"refgraph serve ended before it said where it listens: {told}"
        told += line
    yield Served(data, environment, process, found.group())
    process.terminate()
    process.wait(timeout=PATIENCE)
    process.stderr.close()


def test_a_new_build_is_answered_from_without_a_restart(served: Served) -> None:
    """After `refgraph build` in another window every address answers from the new data, and says which build it is."""
    first = served.get("/health")
    assert served.certifications() == "1"
    tag = served.get(C4, headers=TURTLE).headers["ETag"]
    assert served.get(C4, headers=TURTLE | {"If-None-Match": tag}).status_code == 304
    served.add_document()
    served.build()
    second = served.get("/health")
    assert served.certifications() == "2"
    assert first.json()["build"] == first.headers["X-Refgraph-Build"] != second.headers["X-Refgraph-Build"]
    assert first.json()["since"] < second.json()["since"]
    changed = served.get(C4, headers=TURTLE | {"If-None-Match": tag})
    assert (changed.status_code, changed.headers["X-Refgraph-Build"]) == (200, second.json()["build"])
    listed = served.get("/questions/evaluation/quiz-sans-seuil.json")
    assert listed.headers["X-Refgraph-Build"] == second.json()["build"]


def test_an_answer_under_way_ends_on_the_build_that_it_began_with(served: Served) -> None:
    """A request that has arrived when a build ends is answered from the old data, whole; the next from the new."""
    old = served.get("/health").json()["build"]
    with asking(served.address) as (connection, ask):
        served.add_document()
        served.build()
        assert served.certifications() == "2"
        connection.sendall(ask)
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert f"x-refgraph-build: {old}" in answer.lower()
    assert '"value":"1"' in answer


@contextmanager
def asking(address: str) -> Iterator[tuple[socket.socket, bytes]]:
    """A query whose head the service has taken in, and the body that it now waits for (RFC 9110, section 10.1.1)."""
    host, port = address.removeprefix("http://").split(":")
    body = COUNT.encode()
    head = (
        f"POST /sparql HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n"
        "Content-Type: application/sparql-query\r\n"
        f"Accept: application/sparql-results+json\r\nContent-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
        connection.sendall(head.encode())
        assert connection.recv(65536).startswith(b"HTTP/1.1 100")
        yield connection, body


def test_a_build_that_is_killed_changes_nothing(served: Served) -> None:
    """Power fails in the middle: the service answers from the old data, and the next build is whole."""
    served.add_document()
    builder = subprocess.Popen(
        [*COMMAND, "build"], env=served.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert builder.stderr is not None
    while "Enregistrement" not in (line := builder.stderr.readline()):
        assert line, "the build ended before it was killed"
    builder.kill()
    builder.communicate()
    assert served.certifications() == "1"
    served.build()
    assert served.certifications() == "2"


def test_questions_of_ones_own_are_read_as_they_are_now(served: Served) -> None:
    """A question that is written while the service runs is there at the next request; a mistake in it is told."""
    own = served.data / "queries" / "essai"
    own.mkdir(parents=True)
    address = "/questions/essai/combien.json"
    assert served.get(address).status_code == 404
    (own / "combien.rq").write_text(f"#+ summary: Combien ?\n{COUNT}\n", "utf-8")
    assert served.get(address).json()["rows"] == [{"n": 1}]
    (own / "combien.rq").write_text("#+ summary: Combien ?\nSELECT * {\n", "utf-8")
    told = served.get(address)
    assert (told.status_code, "combien.rq" in told.json()["detail"]) == (400, True)
    (own / "combien.rq").unlink()
    assert served.get(address).status_code == 404


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_service(served: Served, how: signal.Signals) -> None:
    """Stopped or killed, after a build too, the service leaves no process behind."""
    assert served.certifications() == "1"
    served.add_document()
    served.build()
    assert served.certifications() == "2"
    workers = children(served.process.pid)
    assert len(workers) == (os.cpu_count() or 1)
    ends = [os.pidfd_open(worker) for worker in workers]
    served.process.send_signal(how)
    served.process.wait(timeout=PATIENCE)
    for end in ends:
        assert select.select([end], [], [], PATIENCE)[0], "a worker goes on"
        os.close(end)


def children(pid: int) -> list[int]:
    listings = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for listing in listings for child in listing.read_text().split()]
