"""What every row that comes back is held against: the competences as they stand today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from refgraph.core.errors import MappingError
from refgraph.core.french import quote
from refgraph.knowledge.decisions.decision import Statement, Statements

_Read = TypeVar("_Read")


class RowFaultsError(Exception):
    """All that is wrong with one row, a sentence each."""

    def __init__(self, told: Sequence[str]) -> None:
        super().__init__(" ".join(told))
        self.told = tuple(told)


@dataclass
class RowFaults:
    """The faults of a row as they are met: what is wrong with one cell does not hide what is wrong with the next."""

    told: list[str] = field(default_factory=list)

    def of(self, read: Callable[[], _Read]) -> _Read | None:
        """What ``read`` gives; None, and its fault told, where it raises a MappingError."""
        try:
            return read()
        except MappingError as error:
            self.told.append(str(error))
            return None


def same(written: object, today: object, what: str, name: str) -> None:
    """Refuse ``what`` a row says of the competence ``name`` where it says something else than ``today``."""
    if written and written != today:
        raise MappingError(f"{what} ne va pas avec {quote(name)}\u00a0; reprenez la ligne de l’export.")


def current(name: str, read: str, statements: Statements) -> Statement:
    """The competence called ``name``, if it still reads as in the version that was ``read``."""
    found = statements.get(name)
    if found is None:
        raise MappingError(f"l’identifiant {quote(name)} est inconnu\u00a0; reprenez celui de l’export.")
    if not read:
        raise MappingError(
            f"rien ne dit sur quel énoncé de {quote(name)} la décision a été prise\u00a0: les colonnes "
            "subject_source_version et object_source_version manquent. Si les énoncés d’aujourd’hui sont ceux qui ont "
            "été lus, ajoutez --as-read-today."
        )
    if read != found.version:
        raise MappingError(
            f"l’énoncé de {quote(name)} a changé depuis l’export ({read})"
            "\u00a0; exportez à nouveau et relisez la paire."
        )
    return found
