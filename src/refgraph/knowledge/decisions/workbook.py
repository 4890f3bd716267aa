"""The workbook in which a team decides: proposals go out, with choices to pick and the versions that were read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from refgraph.core.exports.spreadsheet import set_for_print, typed
from refgraph.graph.sssom import MappingRow, compress
from refgraph.graph.sssom.predicates import INVERSE, LABELS
from refgraph.knowledge.decisions.decision import STALE, WORDS, Decision, Statement, decision_of, is_stale
from refgraph.knowledge.decisions.rewording import reworded

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_AROUND = ("Certification", "Bloc", "Énoncé", "Critères", "Passage")
COLUMNS = (
    *(f"{title} 1" for title in _AROUND), *(f"{title} 2" for title in _AROUND),
    "Relation proposée", "Confiance", "Explication", "Décision", "Relation retenue", "Commentaire", "Relecteur", "Date",
    "Identifiant 1", "Identifiant 2", "Version 1", "Version 2",
)  # fmt: skip
HEADING = 3
"""The row of the titles: above it stand, once, who reviews and when, and how to fill the sheet in."""
_HELP = (
    "Relecteur et date\u00a0: une fois, pour chaque ligne où ils sont vides. « Relation retenue » vide\u00a0: la "
    "relation proposée. Une ligne sans décision reste à décider."
)
DECISIONS = {"accepter": Decision.ACCEPT, "rejeter": Decision.REJECT, "incertain": Decision.UNSURE}
"""The words that reviewers choose from in the column « Décision »; an empty cell decides nothing."""
_WORDS = {decision: word for word, decision in DECISIONS.items()}
SHEET = "Relecture"
NEEDED = (
    "Identifiant 1", "Identifiant 2", "Confiance", "Décision", "Relation retenue", "Relecteur", "Date", "Commentaire",
    "Version 1", "Version 2",
)  # fmt: skip
_WIDTHS = {
    "Certification": 24, "Bloc": 24, "Énoncé": 48, "Critères": 40, "Passage": 20, "Explication": 40, "Commentaire": 40,
    "Relation": 20, "Identifiant": 30, "Version": 24,
}  # fmt: skip
"""The widths of the columns by the first word of their titles; others are of `_NARROW`."""
_NARROW = 14


@dataclass(frozen=True)
class StatementContext:
    """Where a competence stands: what a reviewer reads around its words."""

    certification: str = ""
    bloc: str = ""
    criteria: str = ""
    passage: str = ""


@dataclass(frozen=True)
class WorkbookLine:
    """A row of the workbook to write: a pair, what the tool proposes of it, and the decision if there is one."""

    subject: Statement
    other: Statement
    predicate: str = ""
    confidence: float | None = None
    explanation: str = ""
    decided: MappingRow | None = None
    around: tuple[StatementContext, StatementContext] = (StatementContext(), StatementContext())

    @property
    def standing(self) -> MappingRow | None:
        """The decision, if both statements still read as they did when it was taken."""
        today = {compress(one.iri): one for one in (self.subject, self.other)}
        return None if self.decided is None or is_stale(self.decided, today) else self.decided

    @property
    def explained(self) -> str:
        """The explanation; first the decision that has to be taken again, where there is one."""
        row, decision = self.decided, decision_of(self.decided) if self.decided else None
        if row is None or decision is None or self.standing:
            return self.explanation
        again = f"{STALE.capitalize()}\u00a0: {WORDS[decision]} par {row['reviewer_label']}, un énoncé a changé depuis."
        return "\n".join(filter(None, (again, *self._changed(row), self.explanation)))

    def _changed(self, row: MappingRow) -> Iterator[str]:
        """The words that were decided on where they are others today, and those of today, the change between signs."""
        today = {compress(one.iri): one for one in (self.subject, self.other)}
        for number, one in enumerate((self.subject, self.other), 1):
            end = "subject" if row["subject_id"] == compress(one.iri) else "object"
            if found := reworded(row, end, today):
                old, new = found.wordings
                yield f"Énoncé {number} lu alors\u00a0: {old.with_signs()}"
                yield f"Énoncé {number} aujourd’hui\u00a0: {new.with_signs()}"


def to_workbook(lines: Sequence[WorkbookLine]) -> bytes:
    """The XLSX workbook in which a team decides on ``lines``."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    for head in (("Relecteur", None, "Date"), (_HELP,), COLUMNS):
        sheet.append(head)
    for line in lines:
        sheet.append([typed(cell) if isinstance(cell, str) else cell for cell in _cells(line)])
    for number, title in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(title.partition(" ")[0], _NARROW)
        sheet.cell(HEADING, number).font = Font(bold=True)
    for row in sheet.iter_rows(min_row=HEADING):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place in ("A1", "C1"):
        sheet[place].font = Font(bold=True)
    for place in ("B1", "D1"):
        sheet[place].fill = PatternFill("solid", start_color="FFF7D6")
    sheet["D1"].number_format = "DD/MM/YYYY"
    sheet.freeze_panes = f"A{HEADING + 1}"
    _offer_choices(sheet, "Décision", DECISIONS)
    _offer_choices(sheet, "Relation retenue", LABELS.values())
    set_for_print(sheet, HEADING)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _cells(line: WorkbookLine) -> Iterator[str | float | date | None]:
    row = line.standing  # one to confirm is left open: coming back untouched, it must not be confirmed
    decision = decision_of(row) if row else None
    for one, around in zip((line.subject, line.other), line.around, strict=True):
        yield from (around.certification, around.bloc, one.text, around.criteria, around.passage)
    yield from (LABELS.get(line.predicate, ""), line.confidence, line.explained)
    yield from (_WORDS[decision] if decision else None, _relation(line))
    yield row["comment"] if row else None
    yield row["reviewer_label"] if row else None
    yield date.fromisoformat(row["review_date"]) if row and row["review_date"] else None
    yield from (compress(line.subject.iri), compress(line.other.iri), line.subject.version, line.other.version)


def _relation(line: WorkbookLine) -> str | None:
    if line.standing is None:
        return None
    predicate = line.standing["predicate_id"]
    same_way = line.standing["subject_id"] == compress(line.subject.iri)
    return LABELS.get(predicate if same_way else INVERSE.get(predicate, predicate))


def _offer_choices(sheet: Worksheet, title: str, words: Any) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
    letter = get_column_letter(COLUMNS.index(title) + 1)
    choice.add(f"{letter}{HEADING + 1}:{letter}{max(sheet.max_row, HEADING + 1)}")
    sheet.add_data_validation(choice)
