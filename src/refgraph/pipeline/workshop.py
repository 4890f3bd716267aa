"""Units and closed groups, made where they are not kept from a build before: here, or by several processes.

What is made is put in a file named by what it was made from, so that a process is told names and gives back names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from refgraph.core.errors import RecordError, StoreError
from refgraph.graph.ntriples import digest
from refgraph.knowledge.regulations import stands
from refgraph.pipeline.background import Background
from refgraph.pipeline.closing import Closed, Consequences, close_group
from refgraph.pipeline.grouping import UnitGroup
from refgraph.pipeline.inputs import Inputs, background_of, read_inputs
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.pipeline.readings import Read, catalogue_of
from refgraph.pipeline.records import corrected
from refgraph.pipeline.refusals import REFUSALS, RefusedDocument
from refgraph.pipeline.unit import Unit, UnitStatements, build_unit
from refgraph.reading.opening import open_document
from refgraph.workspace import Cache, Workspace

_Kept = TypeVar("_Kept", bound=Struct)
_WORTH_MORE_PROCESSES = 16
"""How many things must be made for other processes to be worth their start."""


class Workshop:
    """Makes what `Inputs` ask for, and keeps it.

    ``read`` are the documents whose unit was made, ``closed`` those of the groups that were, by file name; ``refused``
    those that cannot be used, and stop nothing else.
    """

    def __init__(self, inputs: Inputs, background: Background, processes: int = 1) -> None:
        self.background = background
        self.read: tuple[str, ...] = ()
        self.closed: tuple[str, ...] = ()
        self.refused: tuple[RefusedDocument, ...] = ()
        self._inputs = inputs
        self._processes = processes
        self._bench = _Bench(inputs, background)
        self._unit_names: dict[str, str] = {}
        self._group_names: dict[str, str] = {}

    @classmethod
    def of(cls, workspace: Workspace) -> Workshop:
        """That of ``workspace`` as it is now.

        Raises:
            RefgraphError: what a build refuses of the files that it reads.
        """
        checksums = workspace.checksums()
        background = background_of(workspace, checksums)
        return cls(read_inputs(workspace, checksums, background), background)

    def units(self, documents: Sequence[Path]) -> list[Unit]:
        """The unit of each document that can be read and is the first of its certification, in their order.

        Raises:
            DocumentError: the catalogue cannot be read.
            StoreError: the cache cannot be written.
        """
        known = {path.name: self._bench.known(path) for path in documents}
        missing = [path for path in documents if known[path.name] is None]
        made = dict(
            zip((path.name for path in missing), self._made("unit", [(path,) for path in missing]), strict=True)
        )
        refused = [each for each in made.values() if isinstance(each, RefusedDocument)]
        named = {path.name: known[path.name] or made[path.name] for path in documents}
        self._unit_names = {name: key for name, key in named.items() if isinstance(key, str)}
        self.read = tuple(path.name for path in missing if path.name in self._unit_names)
        units, doubles = _firsts(self._bench.get(f"{key}.unit", Unit) for key in self._unit_names.values())
        self.refused = tuple(sorted([*refused, *doubles], key=lambda one: one.document))
        return units

    def groups(self, groups: Sequence[UnitGroup], around: Callable[[UnitGroup], Sequence[bytes]]) -> list[Closed]:
        """Each of ``groups`` closed and checked; ``around`` gives what is said of the things of no one that it names.

        Raises:
            StoreError: the cache cannot be written.
        """
        tasks = []
        names = []
        for group in groups:
            lines = tuple(around(group))
            name = self._group_name(group, lines)
            names.append(name)
            self._group_names |= {unit.certification: name for unit in group.units}
            if not (self._bench.has(f"{name}.closed") and self._bench.has(f"{name}.follows")):
                tasks.append((name, group, tuple(self._unit_names[unit.document] for unit in group.units), lines))
        self.closed = tuple(unit.document for _, group, _, _ in tasks for unit in group.units)
        self._made("group", tasks)
        return [self._bench.get(f"{name}.closed", Closed) for name in names]

    def statements(self, unit: Unit) -> UnitStatements:
        """What the document of ``unit`` says."""
        return self._bench.get(f"{self._unit_names[unit.document]}.said", UnitStatements)

    def consequences(self, unit: Unit) -> Consequences:
        """What follows for the group of ``unit``."""
        return self._bench.get(f"{self._group_names[unit.certification]}.follows", Consequences)

    def clean(self) -> None:
        """Remove what is of no use to this build and has been of none for days."""
        self._bench.clean()
        self.background.clean()

    def _group_name(self, group: UnitGroup, around: Iterable[bytes]) -> str:
        told = [self.background.key, str(group.with_background), *(unit.digest for unit in group.units), digest(around)]
        return hashlib.sha256("\0".join(told).encode()).hexdigest()[:32]

    def _made(self, kind: str, tasks: Sequence[tuple[Any, ...]]) -> list[str | RefusedDocument]:
        if self._processes < 2 or len(tasks) < _WORTH_MORE_PROCESSES:
            return [getattr(self._bench, f"make_{kind}")(*task) for task in tasks]
        _ = self.background.graphs  # kept, for all processes to read
        # Threads of a page may hold locks: nothing is forked.
        with ProcessPoolExecutor(self._processes, get_context("spawn"), _enter, (self._inputs,)) as pool:
            return list(pool.map(_make, [kind] * len(tasks), tasks, chunksize=2))


class _Bench:
    """Where one process makes things: what it has read stays at hand."""

    def __init__(self, inputs: Inputs, background: Background) -> None:
        self._inputs = inputs
        self._background = background
        self._readings = ReadingCache(inputs.workspace, inputs.checksums)
        self._cache = Cache(inputs.workspace.cache / "units")
        self._used: set[str] = set()

    @cached_property
    def _catalogue(self) -> Mapping[str, str]:
        return catalogue_of(self._inputs.workspace)

    def known(self, path: Path) -> str | None:
        """The name of the unit of the document at ``path``, where it is kept."""
        kept = self._readings.kept(path, self._catalogue)
        name = self._unit_name(*kept) if kept else ""
        return name if name and self.has(f"{name}.unit") and self.has(f"{name}.said") else None

    def make_unit(self, path: Path) -> str | RefusedDocument:
        """Make the unit of the document at ``path``; its name, or why there is none."""
        try:
            return self._unit(path)
        except REFUSALS as error:
            return RefusedDocument(path.name, str(error))

    def _unit(self, path: Path) -> str:
        document = open_document(path)
        reading, recogniser = self._readings.recognised(document, self._catalogue)
        certification = reading.certification.id
        name = self._unit_name(self._readings.name(document.name, document.sha256, self._catalogue), certification)
        kept = corrected(Read(document, reading), self._inputs.corrections.get(certification, ()))
        settled = [each for each in self._inputs.settlements.get(certification, ()) if stands(each, kept.record)]
        is_draft = certification in self._inputs.workspace.drafts
        unit, statements = build_unit(
            kept.record, kept.outcomes, settled, recogniser, self._background, is_draft=is_draft
        )
        self._put(f"{name}.said", statements)
        self._put(f"{name}.unit", unit)
        return name

    def make_group(self, name: str, group: UnitGroup, units: Sequence[str], around: Sequence[bytes]) -> str:
        """Close and check ``group``, whose units are kept under the names ``units``, and keep it under ``name``."""
        statements = [self.get(f"{each}.said", UnitStatements) for each in units]
        closed, consequences = close_group(group, statements, around, self._background)
        self._put(f"{name}.follows", consequences)
        self._put(f"{name}.closed", closed)
        return name

    def has(self, name: str) -> bool:
        return self._cache.has(name)

    def get(self, name: str, kind: type[_Kept]) -> _Kept:
        """What is kept under ``name``.

        Raises:
            StoreError: it is damaged; it is forgotten, and a new build makes it again.
        """
        self._used.add(name)
        try:
            return msgspec.msgpack.decode(self._cache.get(name) or b"", type=kind)
        except msgspec.MsgspecError as error:
            self._cache.drop(name)
            raise StoreError(
                "ce qui était gardé d’une construction précédente est abîmé.",
                place=str(self._cache.folder / name),
                remedy="Relancez «\u00a0refgraph build\u00a0»\u00a0: le fichier est retiré et sera refait.",
            ) from error

    def clean(self) -> None:
        self._readings.clean()
        self._cache.clean(self._used)

    def _put(self, name: str, content: Struct) -> None:
        with self._inputs.workspace.builds.writing():
            self._cache.put(name, msgspec.msgpack.encode(content))

    def _unit_name(self, reading: str, certification: str) -> str:
        about = (self._inputs.corrections.get(certification, ()), self._inputs.settlements.get(certification, ()))
        status = b"draft" if certification in self._inputs.workspace.drafts else b""
        return hashlib.sha256(reading.encode() + msgspec.msgpack.encode(about) + status).hexdigest()[:32]


_bench: _Bench | None = None


def _enter(inputs: Inputs) -> None:
    global _bench
    _bench = _Bench(inputs, background_of(inputs.workspace, inputs.checksums))


def _make(kind: str, task: tuple[Any, ...]) -> str | RefusedDocument:
    assert _bench is not None
    made: str | RefusedDocument = getattr(_bench, f"make_{kind}")(*task)
    return made


def _firsts(units: Iterable[Unit]) -> tuple[list[Unit], list[RefusedDocument]]:
    """The first unit of each certification, and why the others are left aside."""
    seen: dict[str, Unit] = {}
    doubles: list[RefusedDocument] = []
    for unit in units:
        first = seen.setdefault(unit.certification, unit)
        if first is not unit:
            error = RecordError(
                f"ce document décrit la même certification ({unit.certification}) que {first.document}.",
                place=unit.document,
                remedy="Gardez un seul des deux dans sources/, ou donnez-leur deux identifiants dans catalogue.toml.",
            )
            doubles.append(RefusedDocument(unit.document, str(error)))
    return list(seen.values()), doubles
