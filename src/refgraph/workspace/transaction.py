"""Several files written together: all of them or none, whatever happens to the machine meanwhile.

What is new is written beside its place; then a journal tells the renames that are left, which is the moment at which
all of it counts. A journal that is found later is carried out first.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from refgraph.core import files
from refgraph.core.errors import StoreError

STATE = ".refgraph"
"""The folder, at the top of a data folder, of what refgraph must remember and nobody keeps in git."""
_JOURNAL = "journal"


@contextlib.contextmanager
def alone(top: Path) -> Iterator[None]:
    """Hold the data folder ``top`` for oneself: who else writes several files of it waits.

    Raises:
        OSError: the folder cannot be written.
    """
    with files.locked(_journal(top)):
        _carry_out(top)
        yield


@contextlib.contextmanager
def writing(top: Path) -> Iterator[None]:
    """The data folder ``top`` held `alone`; what the disk refuses is told.

    Raises:
        StoreError: the disk refused.
    """
    try:
        with alone(top):
            yield
    except OSError as error:
        raise StoreError(
            "le dossier de données ne peut pas être écrit\u00a0: rien n’a changé.",
            place=str(top),
            remedy="Vérifiez la place libre et vos droits d’écriture, ou faites votre dossier\u00a0: "
            "«\u00a0refgraph init DOSSIER\u00a0».",
        ) from error


def write_together(top: Path, changes: Mapping[Path, bytes | None]) -> None:
    """Put each file of ``changes`` in its place in the data folder ``top``, or remove it (None); to be held `alone`.

    Once the journal stands all of it counts: where the disk then refuses a rename, who comes next makes it.

    Raises:
        OSError: a file cannot be written; nothing has changed.
    """
    moves: list[tuple[Path | None, Path]] = []
    try:
        for path, content in changes.items():
            target = path.resolve()
            files.refuse_package(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            moves.append((files.aside(target, content) if content is not None else None, target))
        told = [[_told(aside, top) if aside else "", _told(target, top)] for aside, target in moves]
        files.put(_journal(top), json.dumps(told, ensure_ascii=False).encode())
    except OSError:
        for aside, _ in moves:
            if aside:
                with contextlib.suppress(OSError):
                    aside.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):
        _carry_out(top)


def is_pending(top: Path) -> bool:
    """Whether a process that was killed has left something to carry out in the data folder ``top``."""
    return _journal(top).exists()


def recover(top: Path) -> None:
    """Carry out what a process that was killed has left in the data folder ``top``.

    Raises:
        StoreError: the folder cannot be written.
    """
    if not is_pending(top):
        return
    try:
        with alone(top):
            pass
    except OSError as error:
        raise StoreError(
            "un import commencé doit être mené à son terme, et le dossier ne peut pas être écrit.",
            place=str(top),
            remedy="Vérifiez la place libre et vos droits d’écriture.",
        ) from error


def _carry_out(top: Path) -> None:
    journal = _journal(top)
    if not journal.exists():
        return
    folders = set()
    for aside, target in json.loads(journal.read_bytes()):
        place = top / target
        if not aside:
            place.unlink(missing_ok=True)
        elif (top / aside).exists():
            (top / aside).replace(place)
        folders.add(place.parent)
    for folder in folders:
        files.sync(folder)
    journal.unlink()
    files.sync(journal.parent)


def _journal(top: Path) -> Path:
    return top / STATE / _JOURNAL


def _told(path: Path, top: Path) -> str:
    return os.path.relpath(path, top.resolve())
