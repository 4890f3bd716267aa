"""A file that several people write: one at a time, and its readers see the old or the new text, never a part.

What is written is on the disk, file and folder, once a function has returned: a machine that stops loses nothing. A
link stays a link; nothing is ever written into the package of an installed refgraph.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from refgraph.core import assets


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file at ``path`` for oneself: who comes second waits. Its folder is made where it is missing.

    Raises:
        OSError: the folder cannot be written.
    """
    refuse_package(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.name}.lock").open("a+b") as lock:
        _lock(lock.fileno())
        yield


def replace(path: Path, text: str) -> None:
    """Put ``text`` in place of what ``path`` holds, at once.

    Raises:
        OSError: the file cannot be written; the old one stays.
    """
    put(path, text.encode())


def put(path: Path, content: bytes) -> None:
    """The same of bytes.

    Raises:
        OSError: the file cannot be written; the old one stays.
    """
    path = path.resolve()
    refuse_package(path)
    name = aside(path, content)
    try:
        name.replace(path)
    except OSError:
        _drop(name)
        raise
    sync(path.parent)


def create(path: Path, content: bytes) -> None:
    """Put ``content`` in a new file at ``path``, at once: of two who create it, the second is told.

    Raises:
        FileExistsError: there is one.
        OSError: it cannot be written; there is none then.
    """
    refuse_package(path)
    name = aside(path, content)
    try:
        os.link(name, path)
    finally:
        _drop(name)
    sync(path.parent)


def aside(path: Path, content: bytes) -> Path:
    """A new hidden file beside ``path`` that holds ``content``, on the disk, with the rights of the one that it will
    replace: what is left is to rename it.

    Raises:
        OSError: it cannot be written; nothing of it stays.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except OSError:
        _drop(Path(name))
        raise
    return Path(name)


def _drop(aside: Path) -> None:
    """Remove a file that was written aside; `refgraph doctor` finds one that the disk keeps."""
    with contextlib.suppress(OSError):
        aside.unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Have the disk keep the names in ``folder`` as they are now; systems that cannot are left to themselves."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def merge_lines_in_git(path: Path) -> None:
    """Have git keep the lines of both sides, where the folder is kept in git: each line stands for itself.

    Raises:
        OSError: ``.gitattributes`` cannot be written.
    """
    rule, attributes = f"{path.name} merge=union", path.with_name(".gitattributes")
    if not any((folder / ".git").exists() for folder in path.resolve().parents):
        return
    said = attributes.read_text("utf-8") if attributes.exists() else ""
    if path.name not in said:
        replace(attributes, f"{said}{'' if said.endswith(chr(10)) or not said else chr(10)}{rule}{chr(10)}")


def refuse_package(path: Path) -> None:
    """Pass a path that is not inside the package of an installed refgraph, which the next upgrade replaces.

    Raises:
        PermissionError: it is.
    """
    if assets.is_packaged() and path.resolve().is_relative_to(assets.root().resolve()):
        raise PermissionError(errno.EACCES, "refgraph init", str(path))


def _lock(descriptor: int) -> None:
    """Wait for the exclusive lock on an open file; closing the file gives it back."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
