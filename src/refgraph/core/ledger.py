"""The journal of decisions: each line that a file of decisions gains or loses, and when; nothing goes without a trace.

``journal.tsv`` lies at the top of the data folder; a file that is in none has no journal. It is only ever added to,
before the file itself is replaced: what was decided can be told from it even where the file is lost.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from refgraph.core import files

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


def replace(path: Path, text: str) -> None:
    """Put ``text`` in place of what the file of decisions at ``path`` holds, once the journal tells what changes.

    Raises:
        OSError: file or journal cannot be written; the old file stays.
    """
    note(path, _lines(path), text.splitlines())
    files.replace(path, text)


def note(path: Path, before: list[str], after: list[str]) -> None:
    """Tell in the journal what changes in the file at ``path``.

    Raises:
        OSError: the journal cannot be written.
    """
    journal = journal_of(path)
    if journal is None:
        return
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    name = path.relative_to(journal.parent).as_posix()
    gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
    told = [(REMOVED, line) for line in gone.elements()] + [(ADDED, line) for line in new.elements()]
    rows = ["\t".join((at, name, change, line)) + "\n" for change, line in told if line.strip()]
    if rows:
        _append(journal, "".join(rows))


def read(journal: Path) -> Iterator[JournalLine]:
    """What the journal at ``journal`` tells, the oldest first; a line that was cut is left out."""
    for line in _lines(journal):
        cells = line.split("\t", len(COLUMNS) - 1)
        if len(cells) == len(COLUMNS) and cells[2] in (ADDED, REMOVED):
            yield JournalLine(*cells)


def journal_of(path: Path) -> Path | None:
    """The journal of the data folder that the file at ``path`` is in; None where it is in none."""
    top = next((each for each in path.parents if any((each / name).exists() for name in _TOP)), None)
    return top / NAME if top else None


def _append(journal: Path, text: str) -> None:
    with files.locked(journal):
        _add(journal, text)
    files.merge_lines_in_git(journal)


def _add(journal: Path, text: str) -> None:
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


def _write(descriptor: int, content: bytes) -> None:
    """Write all of ``content``: a disk that fills up takes a part, and refuses only the rest."""
    while content:
        content = content[os.write(descriptor, content) :]


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8-sig", errors="replace").splitlines() if path.exists() else []
