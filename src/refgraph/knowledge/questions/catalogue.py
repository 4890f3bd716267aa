"""All questions of the folders, ours and the user's, the broken ones included."""

from __future__ import annotations

import difflib
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from refgraph.core import assets
from refgraph.core.errors import QueryError
from refgraph.knowledge.questions.question import SUFFIX, Question, read_question


@dataclass(frozen=True)
class Broken:
    """A file that is no question yet: listed with its error, never dropped."""

    name: str
    subject: str
    path: Path
    error: QueryError
    is_own: bool = False


@dataclass(frozen=True)
class Catalogue:
    """The questions by subject and name, ours before the user's, and the files that are broken."""

    questions: tuple[Question, ...]
    broken: tuple[Broken, ...] = ()

    def subjects(self) -> dict[str, list[Question]]:
        """The questions by subject, in the order of the catalogue."""
        found: dict[str, list[Question]] = {}
        for question in self.questions:
            found.setdefault(question.subject, []).append(question)
        return found

    def address(self, question: Question) -> str:
        """What `find` knows ``question`` by: its name, or its subject and name where another has the same name."""
        path = f"{question.subject}/{question.name}".lstrip("/")
        return question.name if self.find(question.name) is question else path

    def remark(self, question: Question) -> str:
        """What a reader of the list must know of ``question``: that it is the user's, or that one of these hides it."""
        if question.is_own:
            return "à vous"
        if self.find(question.name) is question:
            return ""
        is_hidden = self.find(self.address(question)) is not question
        return "remplacée par la vôtre" if is_hidden else "la vôtre porte le même nom"

    def find(self, name: str) -> Question:
        """The question of that name, or of that ``subject/name``; the user's own is preferred.

        Raises:
            QueryError: there is none, with names that are near; or its file is broken, with its error.
        """
        for question in reversed(self.questions):
            if name in (question.name, f"{question.subject}/{question.name}"):
                return question
        for broken in self.broken:
            if name in (broken.name, f"{broken.subject}/{broken.name}"):
                raise broken.error.with_traceback(None)  # raised each time that it is asked for
        near = difflib.get_close_matches(name, [question.name for question in self.questions], n=3, cutoff=0.4)
        remedy = f"Vouliez-vous\u00a0: {', '.join(near)}\u00a0? " if near else ""
        raise QueryError(
            f"il n’y a pas de question « {name} ».",
            remedy=f"{remedy}La liste\u00a0: page « Requêtes », ou « refgraph query --list ».",
        )


def read_catalogue(own: Path | None = None, shipped: Path | None = None) -> Catalogue:
    """The questions below ``shipped`` (the folder that ships with refgraph) and below ``own``, the user's folder.

    They are read as the files are now; only a file that is new or has changed since the last time is opened.
    """
    found = [*_read(shipped or assets.queries(), is_own=False), *(_read(own, is_own=True) if own else [])]
    return Catalogue(
        tuple(one for one in found if isinstance(one, Question)),
        tuple(one for one in found if isinstance(one, Broken)),
    )


def _read(folder: Path, is_own: bool) -> list[Question | Broken]:
    found: list[Question | Broken] = []
    files = [path for path in folder.rglob("*") if path.suffix.lower() == SUFFIX] if folder.is_dir() else []
    for path in sorted(files):
        parent = path.parent.relative_to(folder).as_posix()
        subject = "" if parent == "." else parent
        with suppress(FileNotFoundError):  # removed while the folder is read
            state = path.stat()
            found.append(_file(path, subject, is_own, (state.st_mtime_ns, state.st_size, state.st_ino)))
    return found


@lru_cache(maxsize=4_096)
def _file(path: Path, subject: str, is_own: bool, state: tuple[int, ...]) -> Question | Broken:
    """What the file at ``path`` is, read once for each ``state`` of it."""
    try:
        return read_question(path, subject, is_own)
    except QueryError as error:
        return Broken(path.stem, subject, path, error, is_own)
