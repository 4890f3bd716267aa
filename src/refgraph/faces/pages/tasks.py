"""Long work that shows its steps and can be cancelled.

The work runs in a thread of its own and tells its steps through a `TaskProgress`. What is done at once shows nothing;
after that the page looks at it twice a second and offers « Annuler ». Cancelling gives the page back at once; the work
itself stops where it next asks whether it is wanted (`refgraph.core.stopping`): a process that reads is killed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import streamlit as st

from refgraph.core import french
from refgraph.core.errors import RefgraphError
from refgraph.core.stopping import Cancelled, stoppable
from refgraph.faces.pages import components, resources

_Result = TypeVar("_Result")
PATIENCE = 4.0
"""Seconds during which a spinner is enough."""

_LOG = logging.getLogger(__name__)


@dataclass
class TaskProgress:
    """What the work says of itself; the only thing that both threads touch."""

    steps: list[str] = field(default_factory=list)
    ratio: float = 0.0
    cancelled: bool = False

    def step(self, sentence: str, ratio: float) -> None:
        """Begin a step (a French sentence), ``ratio`` of the whole being done.

        Raises:
            Cancelled: the reader asked to stop.
        """
        if self.cancelled:
            raise Cancelled
        self.steps.append(sentence)
        self.ratio = min(max(ratio, 0.0), 1.0)


@dataclass
class _Task(Generic[_Result]):
    progress: TaskProgress = field(default_factory=TaskProgress)
    finished: threading.Event = field(default_factory=threading.Event)
    build: str = ""
    result: _Result | None = None
    problem: Exception | None = None


def run(key: str, title: str, work: Callable[[TaskProgress], _Result], patience: float = PATIENCE) -> _Result:
    """What ``work`` gives for ``key``, computed once a session and build.

    While it goes on, when it was cancelled or has failed, the page says so and ends here.
    """
    tasks: dict[str, _Task[Any]] = st.session_state.setdefault("tasks", {})
    if key not in tasks or tasks[key].build != resources.pinned():
        tasks[key] = _start(work, resources.pinned())
        with st.spinner(f"{title}…"):
            tasks[key].finished.wait(patience)
    task: _Task[_Result] = tasks[key]
    if not task.finished.is_set():
        _watch(key, title)
        st.stop()
    if task.problem is not None:
        _stopped(key, task.problem)
        st.stop()
    assert task.result is not None
    return task.result


def _start(work: Callable[[TaskProgress], _Result], build: str) -> _Task[_Result]:
    task: _Task[_Result] = _Task(build=build)

    def target() -> None:
        try:
            with stoppable(lambda: task.progress.cancelled):
                task.result = work(task.progress)
        except Exception as problem:  # noqa: BLE001 - told by the page that waits for it
            task.problem = problem
        task.finished.set()

    # In the context of the page: the work reads the build that the page is drawn from.
    threading.Thread(target=copy_context().run, args=(target,), daemon=True).start()
    return task


def _stopped(key: str, problem: Exception) -> None:
    if isinstance(problem, RefgraphError):
        components.error(problem)
    elif isinstance(problem, Cancelled):
        components.notice("Travail annulé.", "Rien n’a été modifié.")
    else:
        _LOG.error("the task %s failed", key, exc_info=problem)
        components.failure()
    if st.button("Recommencer", key=f"again.{key}"):
        del st.session_state["tasks"][key]
        st.rerun()


@st.fragment(run_every=0.5)
def _watch(key: str, title: str) -> None:
    task: _Task[Any] = st.session_state["tasks"][key]
    if st.button("Annuler", key=f"cancel.{key}"):
        task.progress.cancelled = True
        task.problem = Cancelled()
        task.finished.set()
    if task.finished.is_set():
        st.rerun()
    done = task.progress
    st.progress(done.ratio, text=f"{title}{french.NBSP}: {french.percent(done.ratio)}")
    components.text(*done.steps[-3:])
