"""What became of each correction when it was applied, and how that is told in French."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from refgraph.core.french import NBSP, quote
from refgraph.core.table import UNDOCUMENTED
from refgraph.model.records import Reading
from refgraph.reading.corrections import cells
from refgraph.reading.corrections.correction import ITEM, Correction
from refgraph.reading.corrections.fields import fields_of
from refgraph.reading.corrections.kinds import KINDS


class Status(Enum):
    """What became of a correction, in the words that users read."""

    APPLIED = "appliquée"
    NEEDLESS = "plus nécessaire"
    UNFIT = "ne convient plus"
    UNDECIDED = "à décider"


@dataclass(frozen=True)
class CorrectionOutcome:
    """What became of ``correction``. ``now`` is what is read today, as a cell of the file (empty: nothing).

    ``why`` says in a French phrase why it does not fit, where it does not.
    """

    correction: Correction
    status: Status
    now: str = ""
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether someone has to decide."""
        return self.status in (Status.UNFIT, Status.UNDECIDED)


@dataclass(frozen=True)
class Applied:
    """The record that corrections make of a reading, and what became of each, in their order."""

    record: Reading
    outcomes: tuple[CorrectionOutcome, ...] = ()


def subject(correction: Correction) -> str:
    """What a correction is about: « la compétence « C2. Pétrir », l’énoncé »."""
    kind = KINDS[correction.kind]
    said = f"{kind.noun} {quote(cells.shortened(correction.quote))}"
    if correction.near:
        said += f" (près de {quote(cells.shortened(correction.near, 60))})"
    return said if correction.field == ITEM else f"{said}, {fields_of(kind)[correction.field].label}"


def sentence_of(correction: Correction) -> str:
    """What a correction says: what it is about, what was read, and what it should be."""
    before, after = (shown(correction, cell) for cell in (correction.before, correction.after))
    return f"{subject(correction)}{NBSP}: lu {quote(before)}, corrigé en {quote(after)}"


def sentence(outcome: CorrectionOutcome) -> str:
    """What became of a correction: what it says and, where someone has to decide, what is read now and why."""
    said = sentence_of(outcome.correction)
    if outcome.is_open:
        said += f", lu maintenant {quote(shown(outcome.correction, outcome.now))}"
    return f"{said} – {outcome.why}" if outcome.why else said


def shown(correction: Correction, cell: str) -> str:
    """A value of ``correction`` as people read it."""
    is_whole = correction.field == ITEM
    has_many = not is_whole and fields_of(KINDS[correction.kind])[correction.field].has_many
    if not cell:
        return "absent" if is_whole or has_many else UNDOCUMENTED
    if not cell.startswith("{"):
        return cells.shortened(cells.cell_text(cell))
    try:
        values = cells.json_of(cell)
    except ValueError:
        return cells.shortened(cell)
    return cells.shortened(str(values.get(KINDS[correction.kind].main) or values.get("quote") or correction.quote))
