"""What was computed once, in files named by the checksum of what it was computed from.

A file is written aside and put in place whole; what it holds is checked when it is read, and a file that was cut or
changed is no file. Files that nobody needs any more are removed by a later build, never while they may be in use.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

_IDLE = 7 * 24 * 3600.0
"""Seconds after which a file that was of no use is removed: several data folders share a cache, and who undoes an edit
finds what was computed before it."""
_CHECKSUM = 32


@dataclass(frozen=True)
class Cache:
    """The files below ``folder``, each by the name of what it holds and the key of what that was computed from."""

    folder: Path

    def get(self, name: str) -> bytes | None:
        """What is kept under ``name``, which counts as used now; None where there is nothing, or nothing whole."""
        path = self.folder / name
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):  # a cache that this user may only read
            os.utime(path)
        content = raw[_CHECKSUM:]
        return content if hashlib.sha256(content).digest() == raw[:_CHECKSUM] else None

    def has(self, name: str) -> bool:
        """Whether there is a file of that name; `get` tells whether it is whole."""
        return (self.folder / name).exists()

    def drop(self, name: str) -> None:
        """Remove what is kept under ``name``."""
        with contextlib.suppress(OSError):
            (self.folder / name).unlink()

    def put(self, name: str, content: bytes) -> None:
        """Keep ``content`` under ``name``.

        Raises:
            OSError: the cache cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{name}-", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(aside).replace(self.folder / name)
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise

    def clean(self, used: Collection[str]) -> None:
        """Remove what is not in ``used`` and has been of no use for a week."""
        now = time.time()
        with contextlib.suppress(OSError):
            for entry in os.scandir(self.folder):
                if entry.name not in used and now - entry.stat().st_mtime > _IDLE:
                    Path(entry.path).unlink(missing_ok=True)
