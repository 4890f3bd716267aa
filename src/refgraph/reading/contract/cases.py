"""Cases: folders with a document beside what a person found in it, and the version of the reader that reads it so."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from refgraph.reading.document import Document
from refgraph.reading.opening import open_document

FLAG = "REFGRAPH_REWRITE_GOLDENS"
"""Set to ``1`` to have what is expected written anew; a person reads it before it is committed."""

SAME_VERSION = "same-version"
"""The value of the flag for a reader that reads otherwise under a version that nobody has yet."""

LOCK = "versions.tsv"
_HEADER = "case\tversion\tsha256\n"


@dataclass(frozen=True)
class Case:
    """A folder that holds ``source.<any suffix>`` and ``expected.txt``."""

    folder: Path

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.name

    @property
    def sources(self) -> list[Path]:
        """The documents of the folder: one, if all is well."""
        return sorted(self.folder.glob("source.*"))

    @property
    def expected(self) -> Path:
        """Where it stands what the reading is, told as text."""
        return self.folder / "expected.txt"

    def document(self) -> Document:
        """The document."""
        return open_document(self.sources[0])


def cases(folder: Path) -> list[Case]:
    """The cases in ``folder``, by name."""
    return [Case(path) for path in sorted(folder.iterdir()) if path.is_dir() and not path.name.startswith((".", "_"))]


def settle(case: Case, found: str, version: str) -> str | None:
    """What is wrong with ``found``, the reading of ``case`` by the reader ``version``; None if it is as expected.

    With the flag set, ``found`` becomes what is expected, unless this version has read the document otherwise before.
    """
    flag, locked = os.environ.get(FLAG), _locked(case)
    last = locked.get(case.name, ("", ""))
    if flag and (found != _text(case.expected) or last[1] != _digest(found)):
        if last[0] == version and flag != SAME_VERSION:
            return (
                f"version {version} has read this document otherwise: give the reader another VERSION, then rewrite. "
                f"If nobody has this version yet, rewrite with {FLAG}={SAME_VERSION}."
            )
        case.expected.write_text(found, "utf-8")
        _lock(case, {**locked, case.name: (version, _digest(found))})
    return None if found == _text(case.expected) else difference(_text(case.expected), found)


def unlocked(case: Case, version: str) -> str | None:
    """Why what is expected of ``case`` is not known to be what a reader of some version reads; None if it is."""
    locked = _locked(case).get(case.name)
    if locked is None:
        return f"not in {LOCK}: rewrite with {FLAG}=1."
    if locked[1] == _digest(_text(case.expected)):
        return None
    if locked[0] == version:
        return f"what is expected has changed, and VERSION is still {version}: give the reader another one."
    return f"what is expected has changed since version {locked[0]}: rewrite with {FLAG}=1."


def difference(expected: str, found: str) -> str:
    """The lines in which two texts differ, ``-`` those expected, ``+`` those found."""
    lines = unified_diff(expected.split("\n"), found.split("\n"), "expected", "found", n=1, lineterm="")
    return "\n".join(lines)


def _locked(case: Case) -> dict[str, tuple[str, str]]:
    """Version and digest of what is expected, by case."""
    rows = (line.split("\t") for line in _text(case.folder.parent / LOCK).splitlines()[1:])
    return {name: (version, digest) for name, version, digest in rows}


def _lock(case: Case, locked: dict[str, tuple[str, str]]) -> None:
    rows = (f"{name}\t{version}\t{digest}\n" for name, (version, digest) in sorted(locked.items()))
    (case.folder.parent / LOCK).write_text(_HEADER + "".join(rows), "utf-8")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
