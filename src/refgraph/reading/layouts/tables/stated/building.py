"""The record that the lists of the model state, each item with the passage of the table that says its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from refgraph.core.errors import DocumentError
from refgraph.core.french import quote
from refgraph.core.text import shorten
from refgraph.model.records import (
    Activity,
    Basis,
    Bloc,
    Certification,
    Competence,
    CriteriaGroup,
    Criterion,
    Fact,
    Issue,
    Modality,
    Passage,
    Record,
    Sourced,
)
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.tables.stated.finding import Stated, StatedRow
from refgraph.reading.layouts.tables.stated.wording import Wording, letters
from refgraph.reading.shared import list_rows, particulars
from refgraph.reading.shared.particulars import DEDUCED, LISTS, OWNER, Particulars

_SHOWN = (Bloc, Activity, Competence, Modality, CriteriaGroup, Criterion)
"""What the table prints; the rest is said by the lists alone."""
_ASIDE = ("title", "theme", "source_code", "legal_basis", "jury.text", "jury.member_profile")
"""Words that the table need not print with those of their item."""


@dataclass
class Built:
    """What the lists state: the records of each, by the place that they take, and the issues of what is left aside.

    ``wording`` knows which words of the table no item takes, ``where`` the slices of each item that the table prints;
    ``missing`` are the ids of those that it does not print any more. ``has_title`` where it prints the title stated.
    """

    wording: Wording
    facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    records: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    issues: list[Issue] = field(default_factory=list)
    where: dict[str, tuple[Slice, ...]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    has_title: bool = False

    @property
    def left(self) -> list[Slice]:
        """The slices of the lines of the table that no item takes a word of."""
        return self.wording.left()

    def certification(self, id: str) -> Certification:
        """The certification that the facts and lists describe."""
        fields: dict[str, Any] = {name: tuple(found) for name, found in self.facts.items()}
        for name in particulars.SINGLE_FACTS:
            fields[name] = next(iter(fields.get(name, ())), None)
        for place, found in self.records.items():
            first, _, name = place.rpartition(".")
            if first:
                fields[name] = found[0] if name == "registration" else tuple(found)
        return Certification(id=id, **fields)


def build(document: Document, stated: Stated) -> Built:
    """The records that ``stated`` of ``document`` makes.

    Raises:
        DocumentError: a cell of a list holds what its field cannot.
    """
    return _Builder(document, stated).built


class _Builder:
    def __init__(self, document: Document, stated: Stated) -> None:
        self._document = document
        self._parts: dict[tuple[str, str], list[Record]] = defaultdict(list)
        self.built = Built(Wording(stated.table))
        self._facts(stated.facts)
        for told in (each for each in LISTS if each.is_part):
            for row in stated.rows.get(told, ()):
                owner = row[OWNER].text if OWNER in row else ""
                self._parts[told.place, owner].append(self._record(told, row))
        for told in (each for each in LISTS if not each.is_part):
            for row in stated.rows.get(told, ()):
                self._add(told, row)

    def _facts(self, rows: Iterable[StatedRow]) -> None:
        for row in rows:
            if (name := particulars.FACT_OF.get(row["field"].text)) and "text" in row:
                text = list_rows.text_of_cell(row["text"].text)
                code = list_rows.text_of_cell(row["code"].text) if "code" in row else None
                where = self.built.wording.find(name, (text, code or text)) if name in ("title", "rncp_number") else ()
                self.built.has_title |= name == "title" and bool(where)
                source, others = self._sources(where, row, ("text",))
                self.built.facts[name].append(Fact(text=text, code=code, source=source, other_sources=others))

    def _add(self, told: Particulars, row: StatedRow) -> None:
        record: Any = self._record(told, row)
        for name in ("alternative_titles", "components", "criteria"):
            if hasattr(record, name):
                record = msgspec.structs.replace(record, **{name: tuple(self._parts[name, record.id])})
        self.built.records[told.place].append(record)

    def _record(self, told: Particulars, row: StatedRow) -> Record:
        cells = {name: row[name].text for name in told.fields if name in row}
        fields = list_rows.values(told, cells)
        where = self._where(told, fields)
        if issubclass(told.record, Sourced):
            fields["source"], fields["other_sources"] = self._sources(where, row, _words(told))
        try:
            record = msgspec.convert(fields, told.record, strict=False)
        except msgspec.ValidationError as error:
            first = min(cell.words for cell in row.values())
            raise DocumentError(
                f"une ligne de la liste {quote(told.title)} ne peut pas être lue ({error}).",
                place=f"{self._document.name}, ligne\u00a0{self._document.line_at(first[0])}",
                remedy="Remettez ce que cette cellule contenait, ou ôtez la ligne.",
            ) from error
        if isinstance(record, Sourced) and isinstance(record, _SHOWN) and letters(_said(record)):
            if where:
                self.built.where[record.id] = where
            else:
                self.built.missing.add(record.id)
                self.built.issues.append(_left_aside(self._document, record))
        return record

    def _where(self, told: Particulars, fields: dict[str, Any]) -> tuple[Slice, ...]:
        if told.record not in _SHOWN:
            return ()
        text = fields.get("statement") or fields.get("text") or ""
        codes = (
            (fields.get("code"), fields.get("local_code")) if told.record in (Activity, Competence) else (None, None)
        )
        forms = particulars.printed_forms(*codes, text)
        if told.record is Bloc:
            code = fields.get("source_code") or f"Bloc {fields.get('number')}"
            forms = (f"{code} – {text}", *forms)
        return self.built.wording.find(told.title, forms)

    def _sources(
        self, where: tuple[Slice, ...], row: StatedRow, names: Iterable[str]
    ) -> tuple[Passage, tuple[Passage, ...]]:
        """The passages of the table, then the cells of the list whose words these do not print; else its own."""
        is_deduced = DEDUCED in row and list_rows.is_deduced(row[DEDUCED].text)
        basis = Basis.DEDUIT if is_deduced else Basis.EXTRAIT
        found = [self._document.passage(*words, basis) for words in where]
        printed = "".join(letters(passage.quote) for passage in found)
        for name in names:
            if name in row and letters(row[name].text) not in printed:
                found.append(self._document.passage(*row[name].words, basis))
        if not found:
            first = min(row.values(), key=lambda cell: cell.words)
            found = [self._document.passage(*first.words, basis)]
        return found[0], tuple(found[1:])


def _words(told: Particulars) -> tuple[str, ...]:
    return tuple(name for name in told.fields if name in ("text", "statement", *_ASIDE))


def _said(record: Record) -> str:
    return getattr(record, "statement", None) or getattr(record, "text", None) or ""


def _left_aside(document: Document, record: Sourced) -> Issue:
    message = (
        f"Le tableau ne dit plus {quote(shorten(_said(record)))}, que les listes du modèle nomment\u00a0: "
        "cela est laissé de côté."
    )
    return Issue(path=document.name, line=record.source.line, message=message)
