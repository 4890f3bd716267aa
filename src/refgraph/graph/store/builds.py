"""Stores built once per state of their inputs, and never seen half-built.

A build is written into a directory of its own and renamed to the checksum of its inputs when it is complete. Once all
that belongs to it is written too, it is published: a pointer names it, which a server that runs looks at. Builders that
run at the same time work in different directories, the first to finish wins, and one that is killed leaves a directory
that nobody opens and that a later build removes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyoxigraph as ox

from refgraph.core.errors import StoreError
from refgraph.graph.ntriples import lines_of
from refgraph.graph.store.embedded import EmbeddedStore
from refgraph.graph.store.filling import GraphChange, amend, fill, replace
from refgraph.graph.store.use import Use

_POINTER = "current"
_UNFINISHED = "building-"
_KEPT = 3
"""How many finished builds stay beside those that a process has open."""
_ABANDONED_AFTER = 3600.0
"""Seconds after which an unfinished build has surely been killed."""


@dataclass(frozen=True)
class Builds:
    """The builds below ``folder``, each named by the checksum of its inputs.

    ``pointer`` is the file that names the current one: builds of several data folders may lie beside each other.
    """

    folder: Path
    pointer: str = _POINTER

    def current(self) -> str | None:
        """The checksum of the build that was published last, or None. Two looks at the disk: cheap for every page."""
        try:
            key = (self.folder / self.pointer).read_text("utf-8").strip()
        except OSError:
            return None
        return key if self.has(key) else None

    def published(self) -> datetime | None:
        """When the current build became it, in local time; None where there is none."""
        try:
            changed = (self.folder / self.pointer).stat().st_mtime
        except OSError:
            return None
        return datetime.fromtimestamp(changed).astimezone()

    def has(self, key: str) -> bool:
        """Whether the build for these inputs is finished."""
        return bool(key) and (self.folder / key).is_dir()

    def open(self, key: str) -> EmbeddedStore:
        """The finished build for these inputs.

        Raises:
            StoreError: there is none.
        """
        if not self.has(key):
            raise StoreError(
                "le graphe n’a pas encore été construit à partir de ces données.",
                place=str(self.folder),
                remedy="Lancez « refgraph build ».",
            )
        return EmbeddedStore.open(self.folder / key, self._use(key))

    def _use(self, key: str) -> Use | None:
        try:
            return Use(self._lock(key))
        except OSError:
            return None  # a folder that this user may only read: nobody here can remove its builds either

    def _lock(self, key: str) -> Path:
        return self.folder / f"{key}.lock"

    def write(self, key: str, dataset: Mapping[str, list[ox.Triple]]) -> None:
        """Build the store of ``dataset`` (keyed by graph IRI) under ``key``; `publish` makes it the current one.

        Raises:
            StoreError: the folder cannot be written.
        """
        self.load(key, ((graph, lines_of(triples)) for graph, triples in _apart(dataset).items()))

    def load(self, key: str, graphs: Iterable[tuple[str, Sequence[bytes]]]) -> None:
        """The same from ``graphs``, each a graph IRI and lines of N-Triples, that come one by one.

        No triple stands in two of them.

        Raises:
            StoreError: the folder cannot be written.
        """
        with self.writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            if not self.has(key):
                self._build(key, lambda folder: fill(folder, graphs))

    def renew(self, key: str, base: str, graphs: Iterable[tuple[str, Sequence[bytes]]]) -> None:
        """Build the store of ``key`` from that of ``base`` with ``graphs`` (as `load` takes them) in place of its own.

        A graph without lines is gone. What stays is shared on the disk, by hard links.

        Raises:
            StoreError: the folder cannot be written, or ``base`` is gone.
        """
        with self.writing():
            if not self.has(key):
                self._build(key, lambda folder: replace(self.folder / base, folder, graphs))

    def amend(self, key: str, base: str, changes: Iterable[GraphChange]) -> None:
        """Build the store of ``key`` from that of ``base`` with ``changes``: where few lines change, this is quicker.

        Raises:
            StoreError: the folder cannot be written, or ``base`` is gone.
        """
        with self.writing():
            if not self.has(key):
                self._build(key, lambda folder: amend(self.folder / base, folder, changes))

    def publish(self, key: str) -> None:
        """Make the finished build of these inputs the current one, and remove builds that nobody needs any more.

        Raises:
            StoreError: there is no such build, or the folder cannot be written.
        """
        if self.current() == key:
            return
        with self.writing():
            if not self.has(key):
                raise FileNotFoundError(key)
            self._point_to(key)
            self._clean(key)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """What the disk refuses while a build is written, told with what to do.

        Raises:
            StoreError: the disk refused.
        """
        try:
            yield
        except OSError as error:
            raise StoreError(
                "le graphe ne peut pas être enregistré.",
                place=str(self.folder),
                remedy="Vérifiez la place libre et vos droits d’écriture, ou choisissez un autre dossier avec "
                "la variable REFGRAPH_CACHE.",
            ) from error

    def _build(self, key: str, fill: Callable[[Path], None]) -> None:
        unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self.folder))
        try:
            fill(unfinished)
            # Another builder may have been first: its build has the same inputs, so it is as good as ours.
            with contextlib.suppress(OSError):
                unfinished.rename(self.folder / key)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        if not self.has(key):
            raise OSError(f"{key} could not be renamed into place")

    def _point_to(self, key: str) -> None:
        aside = self.folder / f"{_UNFINISHED}{os.getpid()}.{threading.get_ident()}"
        aside.write_text(key, "utf-8")
        aside.replace(self.folder / self.pointer)

    def _clean(self, key: str) -> None:
        """Remove what killed builders left, and all but the newest builds."""
        now = time.time()
        entries = [entry for entry in self.folder.iterdir() if entry.name != key]
        for entry in entries:
            if entry.name.startswith(_UNFINISHED) and now - _changed(entry) > _ABANDONED_AFTER:
                _remove(entry)
        finished = [entry for entry in entries if entry.is_dir() and not entry.name.startswith(_UNFINISHED)]
        for entry in sorted(finished, key=_changed, reverse=True)[_KEPT - 1 :]:
            if not Use.anywhere(self._lock(entry.name)):
                _remove(entry)
                self._lock(entry.name).unlink(missing_ok=True)


def _apart(dataset: Mapping[str, list[ox.Triple]]) -> dict[str, list[ox.Triple]]:
    """``dataset`` with each triple in one graph only, the first that says it."""
    seen: set[ox.Triple] = set()
    apart: dict[str, list[ox.Triple]] = {}
    for graph, triples in dataset.items():
        apart[graph] = [triple for triple in dict.fromkeys(triples) if triple not in seen]
        seen.update(triples)
    return apart


def _changed(entry: Path) -> float:
    with contextlib.suppress(OSError):
        return entry.stat().st_mtime
    return 0.0


def _remove(entry: Path) -> None:
    if entry.is_dir():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)
