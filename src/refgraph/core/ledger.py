"""The journal of decisions: each line that a file of decisions gains or loses, and when; nothing goes without a trace.

``journal.tsv`` lies at the top of the data folder; a file that is in none has no journal. It is only ever added to,
before the file itself is replaced: what was decided can be told from it even where the file is lost.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from refgraph.core import files
from refgraph.core.errors import RefgraphError

NAME = "journal.tsv"
COLUMNS = ("at", "file", "change", "line")
ADDED, REMOVED = "+", "-"
_TOP = ("sources", "refgraph.toml")
"""What the top of a data folder holds."""


class JournalLine(NamedTuple):
    """A line that ``file`` (its path below the data folder) gained (`ADDED`) or lost (`REMOVED`), and when (UTC)."""

    at: str
    file: str
    change: str
    line: str


class JournalChange(NamedTuple):
    """What a file of decisions holds before and after it is written, line by line."""

    path: Path
    before: Sequence[str]
    after: Sequence[str]


@contextlib.contextmanager
def telling(path: Path, error: type[RefgraphError], sentence: str) -> Iterator[None]:
    """What the disk refuses while the file of decisions at ``path`` is held and written, told in ``sentence``.

    Raises:
        RefgraphError: the disk refused, as an ``error``.
    """
    try:
        yield
    except OSError as refused:
        raise error(
            sentence,
            place=str(path),
            remedy="Vérifiez la place libre et vos droits d’écriture, ou nommez votre dossier avec --data.",
        ) from refused


def replace(path: Path, text: str) -> None:
    """Put ``text`` in place of what the file of decisions at ``path`` holds, once the journal tells what changes.

    Raises:
        OSError: file or journal cannot be written; both stay as they were.
    """
    with told([JournalChange(path, lines_of(path), text.splitlines())]):
        files.replace(path, text)


@contextlib.contextmanager
def told(changes: Iterable[JournalChange]) -> Iterator[None]:
    """Have the journal tell ``changes`` of one data folder, then let the caller write them; where that fails, the
    journal is as it was. Who else has something to tell waits.

    Raises:
        OSError: the journal cannot be written.
    """
    changes = list(changes)
    journal = next((found for each in changes if (found := journal_of(each.path))), None)
    rows = "".join(_rows(journal, changes)) if journal else ""
    if not journal or not rows:
        yield
        return
    files.merge_lines_in_git(journal)
    with files.locked(journal):
        size = _add(journal, rows)
        try:
            yield
        except BaseException:
            os.truncate(journal, size)  # it would tell of a decision that was not taken
            raise


def _rows(journal: Path, changes: Iterable[JournalChange]) -> Iterator[str]:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    for path, before, after in (each for each in changes if journal_of(each.path) == journal):
        name = path.relative_to(journal.parent).as_posix()
        gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
        lines = [(REMOVED, line) for line in gone.elements()] + [(ADDED, line) for line in new.elements()]
        yield from ("\t".join((at, name, change, line)) + "\n" for change, line in lines if line.strip())


def read(journal: Path) -> Iterator[JournalLine]:
    """What the journal at ``journal`` tells, the oldest first; a line that was cut is left out."""
    for line in lines_of(journal):
        cells = line.split("\t", len(COLUMNS) - 1)
        if len(cells) == len(COLUMNS) and cells[2] in (ADDED, REMOVED):
            yield JournalLine(*cells)


def journal_of(path: Path) -> Path | None:
    """The journal of the data folder that the file at ``path`` is in; None where it is in none."""
    top = next((each for each in path.parents if any((each / name).exists() for name in _TOP)), None)
    return top / NAME if top else None


def _add(journal: Path, text: str) -> int:
    """Add ``text``; how long the journal was before."""
    descriptor = os.open(journal, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        size = os.fstat(descriptor).st_size
        head = "" if size else "\t".join(COLUMNS) + "\n"
        cut = size and os.pread(descriptor, 1, size - 1) != b"\n"
        try:
            _write(descriptor, (("\n" if cut else head) + text).encode())
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, size)  # half a line would be told of a decision that was not taken
            raise
    finally:
        os.close(descriptor)
    return size


def _write(descriptor: int, content: bytes) -> None:
    """Write all of ``content``: a disk that fills up takes a part, and refuses only the rest."""
    while content:
        content = content[os.write(descriptor, content) :]


def lines_of(path: Path) -> list[str]:
    """The lines of a file of decisions as they stand, whatever their bytes; none where there is no file."""
    return path.read_text("utf-8-sig", errors="replace").splitlines() if path.exists() else []
