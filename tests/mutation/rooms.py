"""The rooms that carry truth, the tests that watch each, and all the faults that can be planted in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.mutation import python, sparql
from tests.mutation.mutant import Mutant

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
_FAULTS: Mapping[str, Callable[[str, bytes], list[Mutant]]] = {".py": python.mutants, ".rq": sparql.mutants}


@dataclass(frozen=True)
class Room:
    """The files below ``path`` and the arguments for pytest that run the tests which watch them."""

    path: str
    tests: tuple[str, ...]

    @property
    def options(self) -> tuple[str, ...]:
        """The arguments that name no test file and leave none out."""
        return tuple(one for one in self.tests if one.startswith("-k"))

    def has(self, path: str) -> bool:
        """Whether the file at ``path`` lies in this room."""
        return path.startswith(f"{self.path}/")


def rooms() -> list[Room]:
    """The rooms of ``rooms.txt``."""
    found = []
    for line in (HERE / "rooms.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            path, *tests = line.split()
            found.append(Room(path, tuple(f"--ignore={one[1:]}" if one.startswith("-tests") else one for one in tests)))
    return found


def room_of(path: str) -> Room:
    """The room that watches ``path`` most closely, with the tests that watch this file."""
    room = max((room for room in rooms() if room.has(path)), key=lambda room: len(room.path))
    return Room(room.path, tuple(test.format(name=Path(path).stem) for test in room.tests))


def sources() -> Iterator[str]:
    """The files of all rooms, from the top of the project."""
    files = {path for room in rooms() for suffix in _FAULTS for path in (ROOT / room.path).rglob(f"*{suffix}")}
    return (path.relative_to(ROOT).as_posix() for path in sorted(files))


def mutants_of(path: str) -> list[Mutant]:
    """All the faults that can be planted in the file at ``path``."""
    return _FAULTS[Path(path).suffix](path, (ROOT / path).read_bytes())


def equivalents() -> dict[tuple[str, ...], str]:
    """The faults that change nothing anybody could see, as `key` names them, each with its reason."""
    lines = (HERE / "equivalents.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(path, operator, change, code): reason for path, operator, change, code, reason in rows}


def key(mutant: Mutant) -> tuple[str, ...]:
    """What names a mutant wherever its line moves to."""
    return mutant.path, mutant.operator, mutant.change, mutant.code
