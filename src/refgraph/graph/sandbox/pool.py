"""The way into the sandbox: a few workers, a queue before them, and a kill at the limit."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from refgraph.core.errors import BusyError, QueryError, QueryLimitError, StoreError
from refgraph.graph.sandbox.guard import refuse_unsafe_text
from refgraph.graph.sandbox.limits import DEFAULT, Limits
from refgraph.graph.sandbox.wire import Answer, Message, Ready, Refusal, Request, pack, unpack

_START_SECONDS = 60.0
QUICK_SECONDS = 0.5
"""How long a query is quick: then it goes on only where another worker stays for those that are."""


class Worker:
    """One worker process on the store at ``path``; dead after a query that did not end within its limit."""

    def __init__(self, path: Path, limits: Limits) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            arguments = [str(path), str(theirs.fileno()), str(limits.memory_bytes), str(limits.resident_bytes)]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "refgraph.graph.sandbox.worker", *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._connection: Connection[bytes, bytes] = Connection(ours.detach())
        self._ready: Ready | None = None

    @property
    def network_is_off(self) -> bool:
        """Whether the worker runs without any network."""
        return self._wait_ready().network_is_off

    def ask(self, request: Request, may_go_on: Callable[[], bool] = lambda: True) -> Message | None:
        """What the worker says, or None when it was killed at the limit or died of the query.

        A query that is no quick one is stopped as well, where it may not go on.
        """
        quick = min(QUICK_SECONDS, request.seconds)
        try:
            self._wait_ready()
            self._connection.send_bytes(pack(request))
            if self._connection.poll(quick) or (may_go_on() and self._connection.poll(request.seconds - quick)):
                return unpack(self._connection.recv_bytes())
        except (EOFError, OSError):
            return None
        return None

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def died_alone(self) -> bool:
        """Whether the process ended by itself: of memory, or of a crash of the engine."""
        try:
            return self._process.wait(timeout=0.05) != -signal.SIGKILL
        except subprocess.TimeoutExpired:
            return False

    def kill(self) -> None:
        """End the process now and give its memory back to the system."""
        self._connection.close()
        self._process.kill()
        self._process.wait()

    def _wait_ready(self) -> Ready:
        if self._ready is None:
            try:
                said = unpack(self._connection.recv_bytes()) if self._connection.poll(_START_SECONDS) else None
            except (EOFError, OSError):
                said = None
            if not isinstance(said, Ready):
                raise StoreError(
                    "le processus qui répond aux requêtes n’a pas démarré.", remedy="Reconstruisez le graphe."
                )
            self._ready = said
        return self._ready


class Pool:
    """Workers on built stores, as many as processors by default; safe to share between threads.

    ``path`` is the store that workers open as they start, and that is asked where a query names none: the newest.
    Usable as a context manager; `close` ends the workers.
    """

    def __init__(self, path: Path, limits: Limits = DEFAULT, size: int | None = None) -> None:
        self.path = path
        self.limits = limits
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._closed = threading.Event()
        self.size = size or os.cpu_count() or 1
        self._long = threading.BoundedSemaphore(max(1, self.size - 1))
        for _ in range(self.size):
            self._free.put(Worker(path, limits))

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def run(
        self,
        query: str,
        *,
        store: Path | None = None,
        results_format: str = "json",
        graph_format: str = "ttl",
        seconds: float | None = None,
        rows: int | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str = "",
    ) -> Answer:
        """The answer to ``query``, serialised; ``seconds`` and ``rows`` can only lower the limits of the pool.

        ``store`` is the folder of the store to ask: whoever asks must keep it there meanwhile.

        Raises:
            QueryError: refused or wrong, with the place and what to do.
            QueryLimitError: beyond the limit of time or memory.
            BusyError: no worker became free.
            StoreError: the store cannot be opened.
        """
        refuse_unsafe_text(query, self.limits)
        request = Request(
            query=query,
            store=str(store or self.path),
            seconds=min(seconds or self.limits.seconds, self.limits.seconds),
            rows=min(rows or self.limits.rows, self.limits.rows),
            answer_bytes=self.limits.answer_bytes,
            results_format=results_format,
            graph_format=graph_format,
            default_graphs=tuple(default_graphs),
            named_graphs=tuple(named_graphs),
            base=base,
        )
        return self._answered(request)

    def close(self) -> None:
        """End all workers."""
        self._closed.set()
        while not self._free.empty():
            self._free.get_nowait().kill()

    def _answered(self, request: Request) -> Answer:
        said, died, was_cut = self._asked(request, blocking=False)
        if was_cut:  # all others are at long work: it begins again when one of these ends
            if not self._long.acquire(timeout=self.limits.waiting_seconds):
                raise too_busy()
            try:
                said, died, _ = self._asked(request, blocking=None)
            finally:
                self._long.release()
        if isinstance(said, Answer):
            return said
        if isinstance(said, Refusal):
            kind = QueryLimitError if said.beyond_limit else QueryError
            raise kind(said.message, place=said.place, remedy=said.remedy)
        raise _beyond_memory(self.limits) if died else _beyond_time(request.seconds)

    def _asked(self, request: Request, blocking: bool | None) -> tuple[Message | None, bool, bool]:
        """What a worker says, whether it died alone, and whether it was stopped because too many are at long work.

        ``blocking`` None: the place among those is held already.
        """
        held, refused = False, False

        def may_go_on() -> bool:
            nonlocal held, refused
            held = blocking is not None and self._long.acquire(blocking=blocking)
            refused = blocking is not None and not held
            return not refused

        worker = self._take()
        said: Message | None = None
        try:
            said = worker.ask(request, may_go_on)
        finally:
            died = said is None and worker.died_alone()
            self._give_back(worker, keep=said is not None)
            if held:
                self._long.release()
        return said, died, refused and not died

    def _take(self) -> Worker:
        try:
            worker = self._free.get(timeout=self.limits.waiting_seconds)
        except queue.Empty:
            raise too_busy() from None
        return worker if worker.is_alive() else self._replaced(worker)

    def _give_back(self, worker: Worker, *, keep: bool) -> None:
        if self._closed.is_set():
            worker.kill()
        else:
            self._free.put(worker if keep else self._replaced(worker))

    def _replaced(self, worker: Worker) -> Worker:
        worker.kill()
        return Worker(self.path, self.limits)


def too_busy() -> BusyError:
    """What the sender of a query is told when no worker became free in time."""
    return BusyError(
        "trop de questions sont en cours ; la vôtre n’a pas été exécutée.", remedy="Réessayez dans un instant."
    )


def _beyond_time(seconds: float) -> QueryLimitError:
    limit = f"{seconds:g}".replace(".", ",")
    return QueryLimitError(
        f"la question demandait plus de {limit} s de calcul : elle a été arrêtée.",
        remedy="Choisissez une certification, ajoutez un filtre, ou reliez entre eux les motifs de la requête.",
    )


def _beyond_memory(limits: Limits) -> QueryLimitError:
    return QueryLimitError(
        f"la question a épuisé la mémoire accordée ({limits.memory_bytes // 1024**2} Mio) : elle a été arrêtée.",
        remedy="Ajoutez un filtre, ou demandez moins de lignes et de colonnes.",
    )
