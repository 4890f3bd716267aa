"""The référentiels being written: which files ``drafts/`` holds, as ``drafts.toml`` there tells it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from refgraph.core.errors import DocumentError

LISTED = "drafts.toml"


class Manuscript(Struct, frozen=True, kw_only=True):
    """A référentiel being written: the ``id`` of its certification, and its ``file`` in ``drafts/``.

    ``path`` is where its author saves it, empty where nobody said: from there it is read again.
    """

    id: str
    file: str
    path: str = ""


class _Listed(Struct):
    draft: tuple[Manuscript, ...] = ()


def read_manuscripts(path: Path) -> list[Manuscript]:
    """The manuscripts that the file at ``path`` lists, in its order; none where there is no such file.

    Raises:
        DocumentError: the file cannot be understood.
    """
    if not path.exists():
        return []
    try:
        return list(msgspec.convert(tomllib.loads(path.read_text("utf-8-sig")), _Listed).draft)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DocumentError(
            "la liste des brouillons ne peut pas être lue.",
            place=str(path),
            remedy="Chaque entrée [[draft]] donne « id » et « file »\u202f; retirez celle qui ne convient pas.",
        ) from error


def written(manuscripts: Iterable[Manuscript]) -> str:
    """``manuscripts`` as such a file.

    >>> print(written([Manuscript(id="boulanger", file="boulanger.docx")]), end="")
    [[draft]]
    id = "boulanger"
    file = "boulanger.docx"
    """
    entries = []
    for one in manuscripts:
        told = {"id": one.id, "file": one.file, **({"path": one.path} if one.path else {})}
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items()]
        entries.append("[[draft]]\n" + "".join(lines))
    return "\n".join(entries)
