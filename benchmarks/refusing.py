"""A disk that refuses: the calls of this process that write are counted, and one is refused, or all from one on.

`refusing.c` is compiled once and loaded before libc: what Python, SQLite and the store write goes through it alike.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_LOADED = "REFGRAPH_REFUSING"


def load() -> None:
    """Have this program run with the library, from the start again where it does not yet."""
    if os.environ.get(_LOADED):
        return
    library = Path(tempfile.mkdtemp(prefix="refusing-")) / "refusing.so"
    source = Path(__file__).with_suffix(".c")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    named = {"LD_PRELOAD": str(library), _LOADED: str(library), "PYTHONDONTWRITEBYTECODE": "1"}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | named)


@dataclass
class Refusals:
    """How many calls that write were seen, and how many of them refused."""

    seen: int = 0
    refused: int = 0


@contextmanager
def refusing(place: int = 0, code: int = 0, *, lasting: bool = False) -> Iterator[Refusals]:
    """Count the calls that write; refuse number ``place`` (from 1; 0: none) with ``code``, and all after it where
    ``lasting``."""
    library = ctypes.CDLL(os.environ[_LOADED])
    library.relent.restype = library.refused_calls.restype = ctypes.c_long
    library.refuse.argtypes = (ctypes.c_long, ctypes.c_int, ctypes.c_int)
    told = Refusals()
    library.refuse(place, code, int(lasting))
    try:
        yield told
    finally:
        told.seen = library.relent()
        told.refused = library.refused_calls()
