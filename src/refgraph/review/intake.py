"""A workbook that comes back from its reviewers: checked row by row, every fault told, before any decision is kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from refgraph.errors import MappingError
from refgraph.french import listing, quote
from refgraph.records import Issue
from refgraph.review.decisions import WORDS, Statement, Statements, Verdict, decide, decision_of
from refgraph.review.register import Pair
from refgraph.review.workbook import DECISIONS, NEEDED, SHEET
from refgraph.sssom import MappingRow, Scan
from refgraph.sssom.predicates import LABELS

_CHOICES = ", ".join(LABELS)
_SAID = {word: decision for decision, word in WORDS.items()}
"""The words by which the pages tell decisions: a reviewer may well write them."""


@dataclass(frozen=True)
class Changes:
    """What an import would do: rows for new pairs, rows that change a decision, how many change nothing.

    With ``issues`` nothing of it may be written.
    """

    added: tuple[MappingRow, ...]
    changed: tuple[tuple[MappingRow, MappingRow], ...]
    unchanged: int
    issues: tuple[Issue, ...]

    @property
    def rows(self) -> tuple[MappingRow, ...]:
        """The rows to record."""
        return (*self.added, *(after for _, after in self.changed))


def from_mappings(
    scan: Scan, statements: Statements, known: Mapping[Pair, MappingRow], place: str = "fichier"
) -> Changes:
    """What the decisions in an SSSOM file would change; every fault is told in a sentence with its line."""
    intake = _Intake(known, place, list(scan.issues))
    for row, number in zip(scan.mappings.rows, scan.lines, strict=True):
        intake.take(number, partial(_checked, row.oriented(), statements))
    return intake.changes()


def from_workbook(
    content: bytes, statements: Statements, known: Mapping[Pair, MappingRow], place: str = "classeur"
) -> Changes:
    """What the decisions in a workbook would change; every fault is told in a sentence with its row.

    Raises:
        MappingError: ``content`` is no workbook, or has no sheet and columns of a review.
    """
    sheet = _open(content, place)
    titles = _titles(sheet, place)
    intake = _Intake(known, place)
    for number, cells in enumerate(sheet.iter_rows(min_row=2), 2):
        named = {title: cells[at] for title, at in titles.items() if at < len(cells)}
        intake.take(number, partial(_row, named, statements, known))
    return intake.changes()


@dataclass
class _Intake:
    """Rows as they come in, sorted by what they would change."""

    known: Mapping[Pair, MappingRow]
    place: str
    issues: list[Issue] = field(default_factory=list)
    added: list[MappingRow] = field(default_factory=list)
    changed: list[tuple[MappingRow, MappingRow]] = field(default_factory=list)
    unchanged: int = 0
    met: dict[Pair, int] = field(default_factory=dict)

    def take(self, number: int, read: Callable[[], MappingRow | None]) -> None:
        """Take in the row of line ``number``; None decides nothing."""
        try:
            row = read()
            if row is not None and row.pair in self.met:
                raise MappingError(
                    f"la ligne {self.met[row.pair]} juge déjà cette paire\u00a0; gardez une seule décision."
                )
        except MappingError as error:
            self.issues.append(Issue(path=self.place, line=number, message=str(error)))
            return
        if row is None:
            return
        self.met[row.pair] = number
        earlier = self.known.get(row.pair)
        if earlier == row:
            self.unchanged += 1
        elif earlier is None:
            self.added.append(row)
        else:
            self.changed.append((earlier, row))

    def changes(self) -> Changes:
        """What was taken in."""
        return Changes(tuple(self.added), tuple(self.changed), self.unchanged, tuple(self.issues))


def _checked(row: MappingRow, statements: Statements) -> MappingRow:
    for end in ("subject", "object"):
        _current(row[f"{end}_id"], row[f"{end}_source_version"], statements)
    if row["predicate_id"] not in LABELS:
        raise MappingError(f"la relation {quote(row['predicate_id'])} est inconnue\u00a0; choisissez parmi {_CHOICES}.")
    if decision_of(row) is None or not row["reviewer_agreement"]:
        raise MappingError("la ligne n’est pas une décision\u00a0; donnez reviewer_label et reviewer_agreement.")
    return row


def _open(content: bytes, place: str) -> Any:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        workbook = load_workbook(io.BytesIO(content), data_only=False)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise MappingError(
            "ce n’est pas un classeur XLSX lisible.", place=place, remedy="Enregistrez-le au format .xlsx."
        ) from error
    if SHEET not in workbook.sheetnames:
        raise MappingError(
            f"la feuille {quote(SHEET)} manque.", place=place, remedy="Repartez d’un classeur exporté par refgraph."
        )
    return workbook[SHEET]


def _titles(sheet: Any, place: str) -> dict[str, int]:
    titles: dict[str, int] = {}
    for at, cell in enumerate(next(sheet.iter_rows(min_row=1, max_row=1))):
        title = str(cell.value or "").strip()
        if title in titles:
            raise MappingError(f"la colonne {quote(title)} est donnée deux fois.", place=place, remedy="Gardez-en une.")
        if title:
            titles[title] = at
    missing = [name for name in NEEDED if name not in titles]
    if missing:
        raise MappingError(
            f"colonnes absentes\u00a0: {listing([quote(name) for name in missing])}.",
            place=place,
            remedy="Repartez d’un classeur exporté par refgraph.",
        )
    return titles


def _row(cells: Mapping[str, Any], statements: Statements, known: Mapping[Pair, MappingRow]) -> MappingRow | None:
    """The decision in one line of the sheet, or None where nothing is decided."""
    values = {title: _value(title, cell) for title, cell in cells.items()}
    word = str(values["Décision"] or "").strip().casefold()
    if not word:
        return None
    decision = DECISIONS.get(word) or _SAID.get(word)
    if decision is None:
        raise MappingError(
            f"la décision {quote(word)} est inconnue\u00a0; choisissez {listing(list(DECISIONS), 'ou')}."
        )
    subject, other = (_statement(values, number, statements) for number in (1, 2))
    relation = str(values["Relation retenue"] or "").strip()
    predicate = next((curie for curie, label in LABELS.items() if label == relation), relation)
    verdict = Verdict(
        decision=decision,
        predicate=predicate,
        reviewer=str(values["Relecteur"] or ""),
        day=_day(values["Date"]),
        comment=str(values["Commentaire"] or "").removeprefix("'"),
        proposed=_confidence(values["Confiance"]),
    )
    row = decide(subject, other, verdict)
    earlier = known.get(row.pair)
    return row if earlier is None else _keeping(row, earlier)


def _keeping(row: MappingRow, earlier: MappingRow) -> MappingRow:
    """``row`` with what the workbook doesn't carry of ``earlier``: the same decision gives the same row."""
    lost = {name: value for name, value in earlier.slots.items() if name not in row.slots and name != "comment"}
    same = {name: earlier[name] for name in ("mapping_justification", "confidence", "mapping_tool") if earlier[name]}
    return row.with_slots(**lost, **same)


def _value(title: str, cell: Any) -> Any:
    if cell.data_type == "f" or (isinstance(cell.value, str) and cell.value.startswith("=")):
        raise MappingError(f"la cellule {cell.coordinate} ({quote(title)}) est une formule\u00a0; écrivez sa valeur.")
    return cell.value


def _statement(values: Mapping[str, Any], number: int, statements: Statements) -> Statement:
    name, read = (str(values[f"{title} {number}"] or "").strip() for title in ("Identifiant", "Version"))
    return _current(name, read, statements)


def _current(name: str, read: str, statements: Statements) -> Statement:
    """The competence called ``name``, if it still reads as in the version that was ``read``."""
    found = statements.get(name)
    if found is None:
        raise MappingError(f"l’identifiant {quote(name)} est inconnu\u00a0; reprenez celui de l’export.")
    if read != found.version:
        raise MappingError(
            f"l’énoncé de {quote(name)} a changé depuis l’export ({read or 'version absente'})"
            "\u00a0; exportez à nouveau et relisez la paire."
        )
    return found


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise MappingError(f"la date {quote(text)} n’est pas lisible\u00a0; écrivez JJ/MM/AAAA.")


def _confidence(value: Any) -> float | None:
    if value is None or value == "":
        return None
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise MappingError(
            f"la confiance {quote(str(value))} n’est pas un nombre entre 0 et 1\u00a0; ne la modifiez pas."
        )
    return number
