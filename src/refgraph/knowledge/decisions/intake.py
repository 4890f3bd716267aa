"""A workbook that comes back from its reviewers: checked row by row, every fault told, before any decision is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from refgraph.core.errors import MappingError
from refgraph.core.french import quote
from refgraph.graph.sssom import MappingRow, MappingSet, Scan, compress
from refgraph.graph.sssom.predicates import LABELS
from refgraph.knowledge.decisions.checks import RowFaultsError, current, same
from refgraph.knowledge.decisions.decision import Statements, decision_of
from refgraph.knowledge.decisions.register import Pair
from refgraph.knowledge.decisions.sheet import form_of, open_sheet, row_of
from refgraph.model.records import Issue

_CHOICES = ", ".join(LABELS)
_ENDS = ("subject", "object")


@dataclass(frozen=True)
class Changes:
    """What an import would do: rows for new pairs, rows that change a decision, how many change nothing.

    With ``issues`` nothing of it is written, unless who imports it wants the good rows alone.
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
    scan: Scan,
    statements: Statements,
    known: Mapping[Pair, MappingRow],
    place: str = "fichier",
    *,
    as_read_today: bool = False,
) -> Changes:
    """What the decisions in an SSSOM file would change; every fault is told in a sentence with its line.

    ``as_read_today``: rows of others that don't say which statements they were taken on count for those of today, and
    who made a mapping by hand counts as who decided.
    """
    intake = _Intake(known, place, list(scan.issues))
    is_cut = bool(scan.lines) and not scan.is_whole and not scan.issues
    whole = len(scan.lines) - is_cut
    for row, number in zip(scan.mappings.rows[:whole], scan.lines[:whole], strict=True):
        named = _named(row, scan.mappings)
        taken = _adopted(named, statements) if as_read_today else named
        intake.take(number, partial(_checked, taken, statements))
    if is_cut:
        message = (
            "la dernière ligne n’est pas terminée, le fichier est peut-être coupé\u00a0; ajoutez-lui une fin de ligne."
        )
        intake.issues.append(Issue(path=place, line=scan.lines[-1], message=message))
    return intake.changes()


def from_workbook(
    content: bytes, statements: Statements, known: Mapping[Pair, MappingRow], place: str = "classeur"
) -> Changes:
    """What the decisions in a workbook would change; every fault is told in a sentence with its row.

    Raises:
        MappingError: ``content`` is no workbook, or has no sheet and columns of a review.
    """
    sheet = open_sheet(content, place)
    form = form_of(sheet, place)
    intake = _Intake(known, place)
    for number, cells in enumerate(sheet.iter_rows(min_row=form.row + 1), form.row + 1):
        named = {title: cells[at] for title, at in form.titles.items() if at < len(cells)}
        intake.take(number, partial(row_of, named, form, statements, known))
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
    doubled: set[Pair] = field(default_factory=set)
    """Pairs on which two rows decide: neither is a good row."""

    def take(self, number: int, read: Callable[[], MappingRow | None]) -> None:
        """Take in the row of line ``number``; None decides nothing."""
        try:
            row = read()
            if row is not None and row.pair in self.met:
                self.doubled.add(row.pair)
                raise MappingError(
                    f"la ligne {self.met[row.pair]} juge déjà cette paire\u00a0; gardez une seule décision."
                )
        except MappingError as error:
            self._refuse(number, str(error))
            return
        except RowFaultsError as error:
            for told in error.told:
                self._refuse(number, told)
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
        added = tuple(row for row in self.added if row.pair not in self.doubled)
        changed = tuple(both for both in self.changed if both[0].pair not in self.doubled)
        return Changes(added, changed, self.unchanged, tuple(self.issues))

    def _refuse(self, number: int, message: str) -> None:
        self.issues.append(Issue(path=self.place, line=number, message=message))


def _named(row: MappingRow, mappings: MappingSet) -> MappingRow:
    """``row`` as our own files write it, whatever the prefixes of ``mappings``, the smaller CURIE first."""
    slots = [f"{end}_{slot}" for end in _ENDS for slot in ("id", "source")]
    known = [slot for slot in slots if row[slot].partition(":")[0] in mappings.prefixes]
    return row.with_slots(**{slot: compress(mappings.expand(row[slot])) for slot in known}).oriented()


def _adopted(row: MappingRow, statements: Statements) -> MappingRow:
    """``row`` of another tool with what our decisions say beside it, where it says nothing of it itself."""
    said: dict[str, str] = {}
    for end in _ENDS:
        found = statements.get(row[f"{end}_id"])
        if found and not row[f"{end}_source_version"]:
            said |= {f"{end}_source_version": found.version, f"{end}_source": compress(found.certification)}
    if not row.reviewer:
        said["reviewer_label"] = row["author_label"] or row["creator_label"] or row["author_id"] or row["creator_id"]
    if not row["reviewer_agreement"]:
        said["reviewer_agreement"] = "-1.0" if row["predicate_modifier"] == "Not" else "1.0"
    return row.with_slots(**said | {"review_date": row["review_date"] or row["mapping_date"]})


def _checked(row: MappingRow, statements: Statements) -> MappingRow:
    named = zip(_ENDS, row.ends, strict=True)
    found = [current(curie, row[f"{end}_source_version"], statements) for end, curie in named]
    if row.is_absence:
        return _dated(row)
    for end, statement in zip(_ENDS, found, strict=True):
        same(row[f"{end}_label"].split(), statement.text.split(), f"l’énoncé écrit ({end}_label)", row[f"{end}_id"])
        source = compress(statement.certification)
        same(row[f"{end}_source"], source, f"la certification écrite ({end}_source)", row[f"{end}_id"])
    if found[0].certification == found[1].certification:
        raise MappingError("les deux compétences sont de la même certification\u00a0; choisissez-en une d’une autre.")
    if row["predicate_id"] not in LABELS:
        raise MappingError(f"la relation {quote(row['predicate_id'])} est inconnue\u00a0; choisissez parmi {_CHOICES}.")
    return _dated(row)


def _dated(row: MappingRow) -> MappingRow:
    if decision_of(row) is None or not row["reviewer_agreement"]:
        raise MappingError("la ligne n’est pas une décision\u00a0; donnez reviewer_label et reviewer_agreement.")
    if not row["review_date"]:
        raise MappingError("la décision n’est pas datée\u00a0; donnez review_date.")
    return row
