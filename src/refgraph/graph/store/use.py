"""Which builds are open somewhere: a shared lock beside each, which the system frees when its holder ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class Use:
    """The use of a build, as long as this object lives; ``path`` is its lock file."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def __del__(self) -> None:
        os.close(self._descriptor)

    @staticmethod
    def anywhere(path: Path) -> bool:
        """Whether any process has the build of that lock file open."""
        if not path.exists():
            return False
        descriptor = os.open(path, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False
