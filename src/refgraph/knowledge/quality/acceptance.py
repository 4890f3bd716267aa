"""Findings that a designer accepts with a reason: a file of their own, which a person can read and git can compare.

``acceptances.tsv`` in the data folder, one decision a line. A decision holds for the rule, the entity and the words of
the entity at that time: when the words change, the finding comes back.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from refgraph.core import files, ledger
from refgraph.core.decoding import text_of
from refgraph.core.errors import RefgraphError
from refgraph.core.french import NBSP
from refgraph.core.namespaces import ID

COLUMNS = ("rule", "entity", "checksum", "accepted_by", "accepted_on", "reason")


class Acceptance(Struct, frozen=True, kw_only=True):
    """One decision: the finding of ``rule`` on ``entity`` (path below our space) is accepted for ``reason``.

    ``checksum`` is that of the words that were accepted.
    """

    rule: str
    entity: str
    checksum: str
    accepted_by: str
    accepted_on: date
    reason: str

    def concerns(self, rule: str, iri: str) -> bool:
        """Whether the decision is about this rule and entity, whatever its words."""
        return self.rule == rule and ID + self.entity == iri


def read_acceptances(path: Path) -> list[Acceptance]:
    """The decisions in the file at ``path``; none where there is no file.

    Raises:
        RefgraphError: a line has not six fields, no reason, or a bad date, or is no text (`text_of`).
    """
    if not path.exists():
        return []
    rows = enumerate(text_of(path).splitlines(), 1)
    return [
        _row(line, f"{path.name}, ligne{NBSP}{number}")
        for number, line in rows
        if line.strip() and not line.startswith("#") and line.split("\t")[0] != COLUMNS[0]
    ]


def add(path: Path, new: Iterable[Acceptance]) -> list[Acceptance]:
    """Add decisions to the file at ``path``, each in place of an earlier one on the same rule and entity.

    Raises:
        RefgraphError: the file cannot be read or written.
    """
    fresh = [_row(_line(each), path.name) for each in new]
    same = {(each.rule, each.entity) for each in fresh}
    with rewriting(path) as kept:
        kept[:] = [*(each for each in kept if (each.rule, each.entity) not in same), *fresh]
    return fresh


def withdraw(path: Path, taken: Iterable[Acceptance]) -> None:
    """Take decisions out of the file at ``path``.

    Raises:
        RefgraphError: the file cannot be read or written.
    """
    gone = set(taken)
    with rewriting(path) as kept:
        kept[:] = [each for each in kept if each not in gone]


@contextlib.contextmanager
def rewriting(path: Path) -> Iterator[list[Acceptance]]:
    """The decisions in the file at ``path``, written again as the caller leaves them, sorted, while nobody else can;
    remarks stay on top.

    Raises:
        RefgraphError: the file cannot be read or written; it stays as it was.
    """
    sentence = "l’acceptation ne peut pas être enregistrée."
    with ledger.telling(path, RefgraphError, sentence), files.locked(path):
        kept = read_acceptances(path)
        yield kept
        remarks = [line for line in ledger.lines_of(path) if line.startswith("#")]
        ledger.replace(path, "\n".join([*remarks, "\t".join(COLUMNS), *sorted(map(_line, kept)), ""]))


def _line(each: Acceptance) -> str:
    fields = (each.rule, each.entity, each.checksum, each.accepted_by, each.accepted_on.isoformat(), each.reason)
    return "\t".join(" ".join(str(field).split()) for field in fields)


def _row(line: str, place: str) -> Acceptance:
    fields = line.split("\t")
    remedy = "Corrigez la ligne, ou retirez-la."
    if len(fields) != len(COLUMNS):
        raise RefgraphError(f"la ligne compte {len(fields)} champs au lieu de 6.", place=place, remedy=remedy)
    rule, entity, checksum, author, day, reason = fields
    if not reason.strip():
        remedy = "Dites pourquoi en une phrase."
        raise RefgraphError("il manque la raison de l’acceptation.", place=place, remedy=remedy)
    try:
        accepted_on = date.fromisoformat(day)
    except ValueError as error:
        raise RefgraphError(f"« {day} » n’est pas une date AAAA-MM-JJ.", place=place, remedy=remedy) from error
    return Acceptance(
        rule=rule, entity=entity, checksum=checksum, accepted_by=author, accepted_on=accepted_on, reason=reason
    )
