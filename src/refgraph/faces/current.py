"""The build that a server shows: opened once for all who ask, and followed by the next as soon as that is published.

Whoever is answering meanwhile goes on with the build that it holds. That one stays open, and on the disk, until the
last has let it go.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any, ParamSpec, TypeVar, cast

from refgraph.core.errors import StoreError
from refgraph.graph.sandbox.limits import DEFAULT, Limits
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.sandbox.store import SandboxedStore
from refgraph.graph.store import EmbeddedStore, Store
from refgraph.pipeline import ensure
from refgraph.workspace import Workspace

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")
_NOTHING = object()


class Opened:
    """One build, open, and what has been computed from it, which lasts as long.

    ``key`` is the checksum of its inputs (empty for a server), ``published`` when it became the current one (None for a
    server). ``pool`` gives the workers that answer queries of people.
    """

    def __init__(self, store: Store, published: datetime | None = None, pool: Callable[[], Pool] | None = None) -> None:
        self.store = store
        self.published = published
        self.folder = store.folder if isinstance(store, EmbeddedStore) else None
        self.key = self.folder.name if self.folder else ""
        self._pool = pool
        self._computed: dict[Callable[..., object], _Values] = {}
        self._lock = threading.Lock()

    @cached_property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of its named graphs, sorted."""
        return tuple(self.store.graphs())

    @property
    def sandbox(self) -> SandboxedStore | None:
        """What answers the queries that people wrote, under limits, from this build; None for a server."""
        if self._pool is None or not isinstance(self.store, EmbeddedStore):
            return None
        return SandboxedStore(self._pool(), self.store)

    def computed(
        self, most: int, compute: Callable[Arguments, Value], *given: Arguments.args, **named: Arguments.kwargs
    ) -> Value:
        """What ``compute`` gives for these arguments, once for all who ask; the ``most`` newest of its values stay."""
        with self._lock:
            values = self._computed.setdefault(compute, _Values())
        return values.of((given, tuple(sorted(named.items()))), most, lambda: compute(*given, **named))


class _Values:
    """What a function gave, by its arguments, the oldest first."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}
        self._lock = threading.RLock()

    def of(self, arguments: Hashable, most: int, compute: Callable[[], Value]) -> Value:
        known = self._known.get(arguments, _NOTHING)
        if known is not _NOTHING:
            return cast("Value", known)
        with self._lock:  # who asks for the same waits for it; who fails leaves it to the next
            if arguments not in self._known:
                self._known[arguments] = compute()
                while len(self._known) > most:
                    del self._known[next(iter(self._known))]
            return cast("Value", self._known[arguments])


class Current:
    """The current build of ``workspace``; ``limits`` are those of the queries that people write."""

    def __init__(self, workspace: Workspace, limits: Limits = DEFAULT) -> None:
        self.workspace = workspace
        self.limits = limits
        self._opened: Opened | None = None
        self._pool: Pool | None = None
        self._lock = threading.Lock()

    def opened(self, progress: Callable[[str], None] = lambda stage: None) -> Opened:
        """The build to show now: at first that of the inputs as they are, built where it has to be; then the newest.

        Two looks at the disk, as long as no other is published.

        Raises:
            RefgraphError: as `pipeline.ensure`, the first time.
        """
        opened = self._opened
        if opened is not None and not self._is_outdated(opened):
            return opened
        with self._lock:
            if self._opened is None:
                self._opened = self._open(ensure(self.workspace, progress))
            elif self._is_outdated(self._opened):
                # A build that is gone again already is not shown; the one that is open answers on.
                with suppress(StoreError):
                    self._opened = self._open(self.workspace.builds.open(self.workspace.builds.current() or ""))
            return self._opened

    def pool(self) -> Pool:
        """The workers for the queries of people, on the build that is shown.

        Raises:
            StoreError: a server is asked, which has no workers here.
        """
        self.workspace.require_local()
        self.opened()
        with self._lock:
            if self._pool is None:
                assert self._opened is not None
                self._pool = Pool(self.workspace.builds.folder / self._opened.key, self.limits)
            return self._pool

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            if self._pool is not None:
                self._pool.close()
                self._pool = None

    def _is_outdated(self, opened: Opened) -> bool:
        return bool(opened.key) and self.workspace.builds.current() not in (None, opened.key)

    def _open(self, store: Store) -> Opened:
        folder = store.folder if isinstance(store, EmbeddedStore) else None
        if folder and self._pool:
            self._pool.path = folder
        published = self.workspace.builds.published() if folder else None
        return Opened(store, published, self.pool if folder else None)
