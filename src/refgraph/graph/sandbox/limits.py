"""How much one query of a person may take."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Ceilings for one query: wall time, size of the answer, memory of the worker, size and depth of the text."""

    seconds: float = 10.0
    rows: int = 5_000
    answer_bytes: int = 32 * MEBIBYTE
    memory_bytes: int = 2048 * MEBIBYTE
    resident_bytes: int = 512 * MEBIBYTE
    """A worker that keeps more than this after an answer is replaced, so that its memory comes back."""
    query_characters: int = 20_000
    nesting: int = 60
    waiting_seconds: float = 20.0
    """How long a query may wait for a free worker before its sender is told that all are busy."""


DEFAULT = Limits()
