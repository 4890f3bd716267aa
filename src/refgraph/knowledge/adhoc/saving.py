"""A typed query kept as a question in the user's own folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml

from refgraph.core import files
from refgraph.core.errors import QueryError
from refgraph.core.text import slug
from refgraph.knowledge.questions import Question, read_question


def save(folder: Path, subject: str, title: str, query: str) -> Question:
    """Write ``query`` as the question ``title`` below ``folder``/``subject``; give the question that it has become.

    Raises:
        QueryError: no title, no valid question, or one of that name is there already; nothing is written then.
    """
    name, section = _slug(title), _slug(subject) or "mes-questions"
    if not name:
        raise QueryError("la question n’a pas de titre.", remedy="Écrivez-la en français, telle que vous la posez.")
    path = folder / section / f"{name}.rq"
    if path.exists():
        raise QueryError("vous avez déjà une question de ce nom.", place=name, remedy="Donnez-lui un autre titre.")
    text = _with_header(title, query)
    try:
        _try(text, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        files.create(path, text.encode())
    except OSError as error:
        raise QueryError(
            "la question ne peut pas être enregistrée.",
            place=str(path),
            remedy="Vérifiez la place libre et vos droits d’écriture.",
        ) from error
    return read_question(path, section, is_own=True)


def _with_header(title: str, query: str) -> str:
    body = "\n".join(line for line in query.strip().splitlines() if not line.startswith("#+"))
    header = yaml.safe_dump({"summary": " ".join(title.split())}, allow_unicode=True, width=10_000).strip()
    return f"#+ {header}\n{body}\n"


def _try(text: str, name: str) -> None:
    """Read the question once in a place that is thrown away: a wrong one is never left in the user's folder."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / f"{name}.rq"
        path.write_text(text, "utf-8")
        read_question(path, is_own=True)


def _slug(text: str) -> str:
    """A file name of letters, digits and hyphens, at most 60 characters.

    >>> _slug("Quelles compétences sont évaluées par un quiz ?")
    'quelles-competences-sont-evaluees-par-un-quiz'
    """
    return slug(text)[:60].rstrip("-")
