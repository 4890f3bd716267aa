"""The sheet that reviewers fill in, read cell by cell: what a line decides, or the one sentence that says why not."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from refgraph.core.errors import MappingError
from refgraph.core.exports.spreadsheet import spreadsheet_text
from refgraph.core.french import listing, quote
from refgraph.core.text import fold
from refgraph.graph.sssom import MappingRow
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.decisions.checks import RowFaults, RowFaultsError, current, same
from refgraph.knowledge.decisions.decision import WORDS, Decision, Review, Statement, Statements, decide
from refgraph.knowledge.decisions.register import Pair
from refgraph.knowledge.decisions.workbook import DECISIONS, NEEDED, SHEET

_DEEPEST = 12
"""How many rows may stand above and with the titles."""
_RELATIONS = [quote(label) for label in LABELS.values()]
_SAID = {word: decision for decision, word in WORDS.items()}
"""The words by which the pages tell decisions: a reviewer may well write them."""


def open_sheet(content: bytes, place: str) -> Any:
    """The sheet of a review in the workbook ``content``.

    Raises:
        MappingError: ``content`` is no workbook, or has no such sheet.
    """
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


@dataclass(frozen=True)
class SheetForm:
    """Where the titles of a sheet stand (row, and column of each), and what is said above them for all its rows."""

    row: int
    titles: Mapping[str, int]
    reviewer: Any = None
    day: Any = None


def form_of(sheet: Any, place: str) -> SheetForm:
    """How ``sheet`` is made: its titles are in one of its first rows, as people put lines above them.

    Raises:
        MappingError: a needed column is missing, or one is given twice.
    """
    heads = list(sheet.iter_rows(min_row=1, max_row=min(sheet.max_row, _DEEPEST)))
    met = [sum(_title(cell) in NEEDED for cell in cells) for cells in heads]
    row = max(range(len(heads)), key=met.__getitem__)
    titles = _titles(heads[row], place)
    said = {_title(cells[at]): cells[at + 1].value for cells in heads[:row] for at in range(len(cells) - 1)}
    return SheetForm(row + 1, titles, said.get("Relecteur"), said.get("Date"))


def _title(cell: Any) -> str:
    return str(cell.value or "").strip().removesuffix(":").strip()


def _titles(cells: Sequence[Any], place: str) -> dict[str, int]:
    titles: dict[str, int] = {}
    for at, cell in enumerate(cells):
        title = _title(cell)
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


def row_of(
    cells: Mapping[str, Any], form: SheetForm, statements: Statements, known: Mapping[Pair, MappingRow]
) -> MappingRow | None:
    """The decision in one line of the sheet (cells by title), or None where nothing is decided.

    A relation that is left empty is the one proposed; reviewer and day are those above the titles where they are empty.

    Raises:
        RowFaultsError: the line can't be understood, or doesn't go with today's statements; all its faults.
    """
    faults = RowFaults()
    values = {title: faults.of(partial(_value, title, cell)) for title, cell in cells.items()}
    if faults.told:
        raise RowFaultsError(faults.told)
    word = str(values["Décision"] or "").strip().casefold()
    if not word:
        faults.of(partial(_unsaid, values))
        if faults.told:
            raise RowFaultsError(faults.told)
        return None
    decision = faults.of(partial(_decision, word))
    subject, other = (faults.of(partial(_statement, values, number, statements)) for number in (1, 2))
    relation = faults.of(partial(_predicate, values, decision))
    reviewer, day = (values[name] or said for name, said in (("Relecteur", form.reviewer), ("Date", form.day)))
    signed = faults.of(partial(_reviewer, reviewer))
    when = faults.of(partial(_day, day))
    confidence = faults.of(partial(_confidence, values["Confiance"]))
    if faults.told or decision is None or subject is None or other is None or when is None:
        raise RowFaultsError(faults.told)
    review = Review(
        decision=decision,
        predicate=relation or "",
        reviewer=signed or "",
        day=when,
        comment=str(values["Commentaire"] or "").removeprefix("'"),
        proposed=confidence,
    )
    row = faults.of(lambda: decide(subject, other, review))
    if row is None:
        raise RowFaultsError(faults.told)
    earlier = known.get(row.pair)
    return row if earlier is None else _revised(_keeping(row, earlier), earlier, form)


def _revised(row: MappingRow, earlier: MappingRow, form: SheetForm) -> MappingRow:
    """``row``, signed by who fills the sheet in where he changes a decision and leaves the name of who took it."""
    signature = ("reviewer_label", "review_date")
    said = ("reviewer_agreement", "predicate_id", "comment")
    left_as_it_was = all(row[slot] == earlier[slot] for slot in signature)
    if not form.reviewer or not left_as_it_was or all(row[slot] == earlier[slot] for slot in said):
        return row
    return row.with_slots(reviewer_label=str(form.reviewer).strip(), review_date=_day(form.day).isoformat())


def _decision(word: str) -> Decision:
    decision = DECISIONS.get(word) or _SAID.get(word)
    if decision is None:
        raise MappingError(
            f"la décision {quote(word)} est inconnue\u00a0; choisissez {listing(list(DECISIONS), 'ou')}."
        )
    return decision


def _reviewer(name: Any) -> str:
    """Who signs; told in the words of the sheet, whatever else is wrong."""
    if not str(name or "").strip():
        raise MappingError("la décision n’est pas signée\u00a0; écrivez le nom du relecteur, en haut ou dans la ligne.")
    return str(name).strip()


def _unsaid(values: Mapping[str, Any]) -> None:
    """Refuse a line on which somebody has worked without saying what he decides: it would be lost in silence."""
    for title in ("Relation retenue", "Commentaire"):
        if str(values[title] or "").strip():
            raise MappingError(
                f"la décision manque, mais {quote(title)} est rempli\u00a0; "
                f"choisissez {listing(list(DECISIONS), 'ou')}, ou videz la ligne."
            )


def _predicate(values: Mapping[str, Any], decision: Decision | None) -> str:
    """The CURIE of the relation that is kept: the one proposed where none is written."""
    kept = str(values["Relation retenue"] or "").strip()
    predicate = _relation(kept or str(values.get("Relation proposée") or "").strip())
    if decision is Decision.ACCEPT and not predicate:
        raise MappingError(f"la relation manque\u00a0; choisissez parmi {listing(_RELATIONS)}.")
    return predicate if kept or decision is Decision.ACCEPT else ""


def _relation(relation: str) -> str:
    """The CURIE of a relation told by its label, its CURIE or its local name, in any case and with any apostrophe."""
    said = fold(relation).replace("’", "'")
    for curie, label in LABELS.items():
        if said in (fold(label).replace("’", "'"), fold(curie), fold(curie.removeprefix("skos:"))):
            return curie
    if relation:
        raise MappingError(f"la relation {quote(relation)} est inconnue\u00a0; choisissez parmi {listing(_RELATIONS)}.")
    return ""


def _keeping(row: MappingRow, earlier: MappingRow) -> MappingRow:
    """``row`` with what the workbook doesn't carry of ``earlier``: the same decision gives the same row."""
    lost = {name: value for name, value in earlier.slots.items() if name not in row.slots and name != "comment"}
    same = {name: earlier[name] for name in ("mapping_justification", "confidence", "mapping_tool") if earlier[name]}
    return row.with_slots(**lost, **same)


def _value(title: str, cell: Any) -> Any:
    from openpyxl.cell.cell import MergedCell

    if cell.data_type == "f" or (isinstance(cell.value, str) and cell.value.startswith("=")):
        raise MappingError(f"la cellule {cell.coordinate} ({quote(title)}) est une formule\u00a0; écrivez sa valeur.")
    if isinstance(cell, MergedCell):
        raise MappingError(
            f"la cellule {cell.coordinate} ({quote(title)}) est fusionnée avec une autre\u00a0; défusionnez-les."
        )
    return cell.value


def _statement(values: Mapping[str, Any], number: int, statements: Statements) -> Statement:
    name, read = (str(values[f"{title} {number}"] or "").strip() for title in ("Identifiant", "Version"))
    found = current(name, read, statements)
    title = f"Énoncé {number}"
    written, today = (_bare(text) for text in (str(values.get(title) or ""), spreadsheet_text(found.text)))
    same(written, today, f"l’énoncé écrit ({quote(title)})", name)
    return found


def _bare(text: str) -> list[str]:
    """The words of a cell without the apostrophe that keeps it from being a formula."""
    return text.lstrip("'’").split()


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    if not text:
        raise MappingError("la date manque\u00a0; écrivez JJ/MM/AAAA.")
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
