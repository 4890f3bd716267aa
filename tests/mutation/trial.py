"""One mutant, tried: planted in this copy of the project, the tests of its room run in a process of their own."""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.mutation.coverage import Noting, Reach
from tests.mutation.mutant import Mutant
from tests.mutation.rooms import ROOT, Room

_ALONE = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:playwright")
_MEMORY = 4 << 30
"""Bytes of data a test run may take: a loop that a mutant made endless must not take the machine down."""
NO_END = "(sans fin)"
"""What a run that does not end has failed of."""


class NoTestError(Exception):
    """No test ran: nothing is said about the fault."""


@dataclass(frozen=True)
class Outcome:
    """What came of a run of tests: the first that failed (None: all passed), and what each comes to, where noted."""

    failed: str | None
    reaches: Mapping[str, Reach]


class _Watch:
    """Runs the ``chosen`` tests in that order, all where none is named, and keeps the first that failed."""

    def __init__(self, chosen: Sequence[str]) -> None:
        self.places = {test: place for place, test in enumerate(chosen)}
        self.failed, self.ran = list[str](), 0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.places:
            items[:] = sorted((item for item in items if item.nodeid in self.places), key=self._place)

    def _place(self, item: pytest.Item) -> int:
        return self.places[item.nodeid]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.ran += 1
        if report.failed:
            self.failed.append(report.nodeid)


def noted(room: Room) -> Outcome:
    """The outcome of all tests of ``room``, with what each comes to."""
    return _run(room.tests, (), 3600.0, noting=True)


def watched(tests: Sequence[str], chosen: Sequence[str], seconds: float) -> Outcome:
    """The outcome of those ``chosen`` of ``tests``, arguments for pytest, in that order until the first that fails.

    A run longer than ``seconds`` has failed.

    Raises:
        NoTestError: no test could run.
    """
    return _run(tests, chosen, seconds, noting=False)


def _run(tests: Sequence[str], chosen: Sequence[str], seconds: float, *, noting: bool) -> Outcome:
    with TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        child = os.fork()
        if child == 0:
            _be_the_run(tests, chosen, said, noting=noting)
        if not _ended(child, seconds):
            return Outcome(NO_END, {})
        failed, ran, reaches = pickle.loads(said.read_bytes()) if said.exists() else (None, 0, {})  # noqa: S301
    if not ran:
        raise NoTestError
    return Outcome(failed, reaches)


def _be_the_run(tests: Sequence[str], chosen: Sequence[str], said: Path, *, noting: bool) -> None:
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        nothing = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(nothing, stream)
        watch, note = _Watch(chosen), Noting() if noting else None
        pytest.main([*_ALONE, *tests], plugins=[watch, *filter(None, [note])])
        sys.settrace(None)
        failed = watch.failed[0] if watch.failed else None
        said.write_bytes(pickle.dumps((failed, watch.ran, note.reaches if note else {})))
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
