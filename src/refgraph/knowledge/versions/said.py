"""What people say a competence comes from, in place of what its words tell: kept as decisions, by the words of both.

Codes and places count for nothing here either: a statement is found again by what it says, in whatever bloc.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple

from refgraph.core import files, ledger
from refgraph.core.errors import MappingError
from refgraph.core.french import quote
from refgraph.knowledge.versions.items import VersionItem
from refgraph.knowledge.versions.likeness import canonical
from refgraph.knowledge.versions.matching import TextMatch

FILE = "versions.tsv"
"""The file below ``mappings/`` that keeps them."""
_COLUMNS = ("avant", "apres", "enonce_avant", "enonce_apres", "auteur", "jour")


class Descent(Struct, frozen=True):
    """A person's word, signed: the statement ``after`` of the certification ``new`` comes from ``before`` of ``old``.

    ``before`` is empty for one that is new, ``after`` for one that has been removed.
    """

    old: str
    new: str
    before: str
    after: str
    author: str
    day: str


def read_descents(path: Path) -> list[Descent]:
    """What the file at ``path`` keeps; nothing where there is none.

    Raises:
        MappingError: it cannot be understood.
    """
    if not path.exists():
        return []
    try:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter="\t"))
        if rows and tuple(rows[0]) != _COLUMNS:
            raise ValueError(rows[0])
        return [Descent(*row) for row in rows[1:] if row]
    except (OSError, UnicodeDecodeError, ValueError, TypeError, csv.Error) as error:
        raise MappingError(
            "les filiations décidées ne peuvent pas être lues.",
            place=str(path),
            remedy=f"Sa première ligne est\u00a0: {', '.join(_COLUMNS)}.",
        ) from error


def say(path: Path, told: Descent) -> None:
    """Keep ``told`` in the file at ``path``, in place of what was said of the same statements.

    Raises:
        MappingError: nobody signs, or the file cannot be understood or written.
    """
    if not told.author.strip():
        raise MappingError("la filiation n’est pas signée.", remedy="Donnez le nom du relecteur.")
    with ledger.telling(path, MappingError, "la filiation ne peut pas être enregistrée."), files.locked(path):
        kept = [one for one in read_descents(path) if not _is_taken_over(one, told)]
        ledger.replace(path, _written([*kept, told]))


def _written(descents: Iterable[Descent]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(astuple(each) for each in descents)
    return stream.getvalue()


def corrected(
    found: TextMatch, old: Sequence[VersionItem], new: Sequence[VersionItem], said: Iterable[Descent]
) -> TextMatch:
    """``found`` with what people ``said`` in its place: a statement that they speak of comes from what they say."""
    links, near = list(found.links), dict(found.near)
    spoken = [(_at(old, each.before), _at(new, each.after), each) for each in said]
    spoken = [one for one in spoken if None not in one[:2]]
    for before, after, each in spoken:
        if not each.after:
            links = [link for link in links if link[0] != before]
        elif after is not None:
            links = [link for link in links if link[1] != after]
            near.pop(after, None)
    links += [(before, after) for before, after, each in spoken if each.before and each.after]  # type: ignore[misc]
    return TextMatch(tuple(sorted(set(links))), near)


def item_named(items: Sequence[VersionItem], name: str) -> VersionItem:
    """The competence called ``name`` among ``items``: its id (« bloc/1/competence/C3 »), or a code that no other has.

    Raises:
        MappingError: there is none, or several.
    """
    found = [one for one in items if name in (one.id, one.name, one.id.rpartition("/")[2])]
    exact = [one for one in items if one.id == name]
    if len(exact or found) == 1:
        return (exact or found)[0]
    told = "plusieurs compétences s’appellent" if found else "aucune compétence ne s’appelle"
    ids = [one.id for one in found or items][:12]
    raise MappingError(f"{told} {quote(name)}.", remedy=f"Écrivez l’un de ces identifiants\u00a0: {', '.join(ids)}.")


def _is_taken_over(held: Descent, told: Descent) -> bool:
    if (held.old, held.new) != (told.old, told.new):
        return False
    if told.after:
        same_end = canonical(held.after) == canonical(told.after) if held.after else False
        removed = not held.after and bool(told.before) and canonical(held.before) == canonical(told.before)
        merged = same_end and bool(held.before and told.before) and canonical(held.before) != canonical(told.before)
        return removed or (same_end and not merged)
    return canonical(held.before) == canonical(told.before)


def _at(items: Sequence[VersionItem], words: str) -> int | None:
    """The place of the one statement of these words; -1 for none that is meant, None for none that is there."""
    if not words:
        return -1
    places = [at for at, one in enumerate(items) if canonical(one.text) == canonical(words)]
    return places[0] if len(places) == 1 else None
