"""Long work that shows its steps and can be cancelled.

The work runs in a thread of its own and tells its steps through a `Progress`; the page looks at it twice a second and
offers « Annuler ». Cancelling makes the next step raise `Cancelled`, so the work stops between two steps and leaves
nothing half-written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import streamlit as st

from refgraph import french
from refgraph.errors import RefgraphError
from refgraph.pages import components

Result = TypeVar("Result")


class Cancelled(Exception):  # noqa: N818 - it reports a wish, not an error
    """The reader asked to stop."""


@dataclass
class Progress:
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
class _Task(Generic[Result]):
    progress: Progress
    result: Result | None = None
    problem: Exception | None = None
    done: bool = False


def run(key: str, title: str, work: Callable[[Progress], Result]) -> Result | None:
    """What ``work`` gives for ``key``, computed once a session; None while it goes on, when cancelled or failed."""
    tasks: dict[str, _Task[Any]] = st.session_state.setdefault("tasks", {})
    if key not in tasks:
        tasks[key] = _start(work)
    task = tasks[key]
    if not task.done:
        _watch(key, title)
        return None
    if isinstance(task.problem, RefgraphError):
        components.error(task.problem)
    elif isinstance(task.problem, Cancelled):
        components.notice("Travail annulé.", "Rien n’a été modifié.")
        if st.button("Reprendre", key=f"again.{key}"):
            del tasks[key]
            st.rerun()
    elif task.problem is not None:
        components.failure()
    return task.result


def _start(work: Callable[[Progress], Result]) -> _Task[Result]:
    task: _Task[Result] = _Task(Progress())

    def target() -> None:
        try:
            task.result = work(task.progress)
        except Exception as problem:  # noqa: BLE001 - shown by the page that waits for it
            task.problem = problem
        task.done = True

    threading.Thread(target=target, daemon=True).start()
    return task


@st.fragment(run_every=0.5)
def _watch(key: str, title: str) -> None:
    task: _Task[Any] = st.session_state["tasks"][key]
    if task.done:
        st.rerun()
    progress = task.progress
    st.progress(progress.ratio, text=f"{title} : {french.percent(progress.ratio)}".replace(" :", french.NBSP + ":"))
    components.text(*progress.steps[-3:])
    if st.button("Annuler", key=f"cancel.{key}"):
        progress.cancelled = True
