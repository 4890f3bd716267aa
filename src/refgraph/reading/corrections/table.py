"""Corrections as a table: what each says, what is read now, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from refgraph.core.table import Cell, Table
from refgraph.reading.corrections.correction import Correction
from refgraph.reading.corrections.outcome import CorrectionOutcome, shown, subject

_COLUMNS = (
    ("reference", "Référence"),
    ("certification", "Certification"),
    ("subject", "Élément et champ"),
    ("read", "Lu alors"),
    ("corrected", "Corrigé en"),
    ("now", "Lu maintenant"),
    ("status", "État"),
    ("author", "Par"),
    ("day", "Le"),
    ("reason", "Raison"),
)
_UNPLACED = "sans document"


def corrections_table(outcomes: Iterable[CorrectionOutcome], unplaced: Iterable[Correction] = ()) -> Table:
    """What became of each correction; ``unplaced`` are those of certifications that no document describes."""
    rows = [_row(each.correction, shown(each.correction, each.now), _state(each)) for each in outcomes]
    rows += [_row(each, None, _UNPLACED) for each in unplaced]
    return Table(
        columns=tuple(label for _, label in _COLUMNS),
        names=tuple(name for name, _ in _COLUMNS),
        rows=tuple(rows),
        title="Corrections",
        empty="Personne n’a rien corrigé de ce qui est lu.",
    )


def _state(outcome: CorrectionOutcome) -> str:
    return f"{outcome.status.value}\u00a0: {outcome.why}" if outcome.why else outcome.status.value


def _row(each: Correction, now: str | None, state: str) -> tuple[Cell, ...]:
    before, after = (shown(each, cell) for cell in (each.before, each.after))
    signed = (each.author or None, each.day, each.reason or None)
    return (each.key, each.certification, subject(each), before, after, now, state, *signed)
