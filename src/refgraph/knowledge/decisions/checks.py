"""What every row that comes back is held against: the competences as they stand today."""

from __future__ import annotations

from refgraph.core.errors import MappingError
from refgraph.core.french import quote
from refgraph.knowledge.decisions.decision import Statement, Statements


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
