"""What files hold, told from their place on the disk: a file is read again only where the disk says that it changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

_SETTLED = 2_000_000_000
"""Nanoseconds after which a change can no longer have the time of the one before it, however coarse the clock."""
_MOST = 50_000


class _Print(Struct, frozen=True, array_like=True):
    """The state of a file on the disk, the checksum of what it held then, and when that was read."""

    modified: int
    changed: int
    size: int
    inode: int
    checksum: str
    read: int

    def is_of(self, state: os.stat_result) -> bool:
        """Whether a file in this state still holds what was read."""
        same = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
        is_settled = self.read - max(self.modified, self.changed) > _SETTLED
        return is_settled and same == (self.modified, self.changed, self.size, self.inode)


_decoder = msgspec.msgpack.Decoder(dict[str, _Print])


class Fingerprints:
    """The checksums of files, remembered in a file of the cache; where it cannot be kept, files are read each time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = self._load()
        self._is_new = False

    def of(self, paths: Iterable[Path]) -> dict[Path, str]:
        """The SHA-256 of each file.

        Raises:
            OSError: one cannot be read.
        """
        found = {path: self._checksum(path) for path in paths}
        if self._is_new:
            self._save()
        return found

    def _checksum(self, path: Path) -> str:
        name, state = str(path.absolute()), path.stat()
        known = self._known.get(name)
        if known is not None and known.is_of(state):
            return known.checksum
        read = time.time_ns()
        checksum = hashlib.sha256(path.read_bytes()).hexdigest()
        ids = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
        self._known[name] = _Print(*ids, checksum, read)
        self._is_new = True
        return checksum

    def _load(self) -> dict[str, _Print]:
        try:
            return _decoder.decode(self._path.read_bytes())
        except (OSError, msgspec.MsgspecError):
            return {}

    def _save(self) -> None:
        kept = dict(list(self._known.items())[-_MOST:])
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{self._path.name}-", dir=self._path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.msgpack.encode(kept))
            Path(name).replace(self._path)
        self._is_new = False
