"""Work that a person may stop: who does it asks now and then whether it is still wanted.

Who starts the work says how that is known (`stoppable`); it holds for what the work calls, and for no
other work. Work that nobody can stop goes on.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar

_is_unwanted: ContextVar[Callable[[], bool] | None] = ContextVar("is_unwanted", default=None)


class Cancelled(Exception):  # noqa: N818 - it reports a wish, not an error
    """The reader asked to stop."""


@contextlib.contextmanager
def stoppable(is_unwanted: Callable[[], bool]) -> Iterator[None]:
    """Have what is done inside stop once ``is_unwanted`` says so."""
    token = _is_unwanted.set(is_unwanted)
    try:
        yield
    finally:
        _is_unwanted.reset(token)


def is_unwanted() -> bool:
    """Whether the work at hand is to stop."""
    ask = _is_unwanted.get()
    return ask is not None and ask()


def go_on() -> None:
    """Pass work that is still wanted.

    Raises:
        Cancelled: it is not.
    """
    if is_unwanted():
        raise Cancelled
