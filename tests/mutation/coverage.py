"""Which test calls which function: noted once for a room, while its tests run without a fault."""

from __future__ import annotations

import ast
import sys
import threading
import time
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import FrameType
from typing import Any

import pytest

from tests.mutation.rooms import ROOT

Function = tuple[str, int]
"""A function by its file, from the top of the project, and its first line (that of its decorator)."""

MOST = 60.0
"""The seconds of tests that a fault faces, fixtures not counted: most die of the first second."""


@dataclass
class Reach:
    """What one test comes to: the functions it calls, the seconds it takes, and those that its fixtures take."""

    functions: set[Function] = field(default_factory=set)
    seconds: float = 0.0
    prepared: float = 0.0

    def take(self, fixture: Reach) -> None:
        """Add what a fixture comes to."""
        self.functions |= fixture.functions
        self.prepared += fixture.seconds


class Noting:
    """A plugin of pytest that notes the `Reach` of each test.

    A fixture that several tests share runs in the first of them only; what it calls belongs to all of them.
    """

    def __init__(self) -> None:
        self.reaches: dict[str, Reach] = {}
        self._fixtures: dict[Any, Reach] = {}
        self._open = [Reach()]
        self._called: dict[Any, Function | None] = {}
        sys.settrace(self._traced)
        threading.settrace(self._traced)

    def _traced(self, frame: FrameType, _event: str, _argument: Any) -> None:
        code = frame.f_code
        try:
            called = self._called[code]
        except KeyError:
            called = self._called[code] = _function(code.co_filename, code.co_firstlineno)
        if called:
            self._open[-1].functions.add(called)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, Any, Any]:
        """What runs while a fixture is made belongs to it."""
        return (yield from self._noted(self._fixtures.setdefault(fixturedef, Reach())))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Generator[None, Any, Any]:
        """What else runs belongs to the test."""
        reach = self.reaches.setdefault(item.nodeid, Reach())
        ran = yield from self._noted(reach)
        for name in item.fixturenames:
            for fixture in item._fixtureinfo.name2fixturedefs.get(name, ()):
                reach.take(self._fixtures.get(fixture, Reach()))
        return ran

    def _noted(self, reach: Reach) -> Generator[None, Any, Any]:
        started, reach.seconds = time.perf_counter(), 0.0
        self._open.append(reach)
        try:
            return (yield)
        finally:
            self._open.pop()
            spent = time.perf_counter() - started
            reach.seconds += spent
            self._open[-1].seconds -= spent


def _function(file: str, line: int) -> Function | None:
    source = f"{ROOT}/src/"
    return (file.removeprefix(f"{ROOT}/"), line) if file.startswith(source) else None


@dataclass(frozen=True)
class Map:
    """The `Reach` of each test of a room."""

    reaches: Mapping[str, Reach]

    def near(self, path: str, line: int) -> set[str]:
        """The tests that call the function the line is in, or any of its file where it is in none."""
        function = _enclosing(path, line)
        if function:
            return {test for test, reach in self.reaches.items() if (path, function) in reach.functions}
        return {test for test, reach in self.reaches.items() if any(path == file for file, _ in reach.functions)}

    def files(self, path: str, line: int) -> list[str]:
        """The test files with a test that calls the function the line is in; none where nobody can tell.

        Nobody can where the line is in no function, or where the function runs in another process.
        """
        return sorted({file_of(test) for test in self.near(path, line)}) if _enclosing(path, line) else []

    def order(self, path: str, line: int) -> dict[str, tuple[bool, float]]:
        """The place of each test: those `near` the line first, the quickest first."""
        near = self.near(path, line)
        return {test: (test not in near, reach.seconds + reach.prepared) for test, reach in self.reaches.items()}

    def chosen(self, path: str, line: int) -> list[str]:
        """The tests of `files` in their `order`, as many as take `MOST` seconds: what they miss counts as missed."""
        files, order, spent = self.files(path, line), self.order(path, line), 0.0
        found: list[str] = []
        for test in sorted(order, key=lambda one: order[one]):
            if not files or file_of(test) in files:
                spent += self.reaches[test].seconds
                if found and spent > MOST:
                    break
                found.append(test)
        return found

    def seconds(self, tests: Iterable[str]) -> float:
        """What the tests take, and the dearest of their fixtures."""
        reaches = [self.reaches[test] for test in tests]
        return sum(one.seconds for one in reaches) + max((one.prepared for one in reaches), default=0.0)


def file_of(test: str) -> str:
    """The file of a test, from the top of the project."""
    return test.partition("::")[0]


def _enclosing(path: str, line: int) -> int | None:
    """The first line of the function that the line lies in."""
    return max((start for start, end in _functions(path) if start <= line <= end), default=None)


@cache
def _functions(path: str) -> list[tuple[int, int]]:
    if not path.endswith(".py"):
        return []
    tree = ast.parse((ROOT / path).read_bytes())
    return [
        (min([node.lineno, *(one.lineno for one in node.decorator_list)]), node.end_lineno or 0)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
