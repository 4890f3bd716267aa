"""One mutant, tried: planted in this copy of the project, the tests of its room run in a process of their own."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.mutation.mutant import Mutant
from tests.mutation.rooms import ROOT, Room

_MEMORY = 4 << 30
"""Bytes of data a test run may take: a loop that a mutant made endless must not take the machine down."""


@dataclass(frozen=True)
class Outcome:
    """What came of a run of tests: the first that failed (None: all passed), and the seconds that each took."""

    failed: str | None
    durations: Mapping[str, float]


class _Watch:
    """Runs the cheapest test files first, and keeps what failed."""

    def __init__(self, costs: Mapping[str, float]) -> None:
        self.costs, self.durations, self.failed = costs, dict[str, float](), list[str]()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self.costs.get(item.nodeid.partition("::")[0], 0.0))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        file = report.nodeid.partition("::")[0]
        self.durations[file] = self.durations.get(file, 0.0) + report.duration
        if report.failed:
            self.failed.append(report.nodeid)


def watched(room: Room, costs: Mapping[str, float], seconds: float) -> Outcome:
    """The outcome of the tests of ``room``, at most ``seconds`` long; a run that does not end has failed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_the_run(room, costs, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        if not _ended(child, seconds):
            return Outcome("(sans fin)", {})
        said = pipe.read()
    return Outcome(**json.loads(said)) if said else Outcome("(rien ne tourne)", {})


def _be_the_run(room: Room, costs: Mapping[str, float], writing: int) -> None:
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        nothing = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(nothing, stream)
        watch = _Watch(costs)
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *room.tests], plugins=[watch])
        failed = None if code == pytest.ExitCode.OK else (watch.failed or [f"(pytest {int(code)})"])[0]
        os.write(writing, json.dumps({"failed": failed, "durations": watch.durations}).encode())
    finally:
        os._exit(0)


def _ended(child: int, seconds: float) -> bool:
    """Whether the process ended by itself; else it and what it started are ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            _end_group(child)
            return True
        time.sleep(0.05)
    _end_group(child)
    os.waitpid(child, 0)
    return False


def _end_group(child: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)


@contextlib.contextmanager
def planted(mutant: Mutant) -> Iterator[None]:
    """The file with the fault in it, and as it was afterwards."""
    path: Path = ROOT / mutant.path
    source = path.read_bytes()
    try:
        path.write_bytes(mutant.planted(source))
        yield
    finally:
        path.write_bytes(source)
