"""What the page says of the certification as a whole: number, level, codes, certifiers, registration, ways in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from refgraph.core.text import mend
from refgraph.model import ids
from refgraph.model.records import AccessRoute, Basis, Fact, Issue, Jury, Registration
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.register_page.sections import PageSection
from refgraph.reading.shared import assessment
from refgraph.reading.shared.access import ROUTES
from refgraph.reading.shared.flow import FlowLine
from refgraph.reading.shared.folded import Folded

_CODES = {
    "nsf": re.compile(r"(?P<code>\d{3}[a-z]?)\b\s*[:–-]?\s*"),
    "formacodes": re.compile(r"(?P<code>\d{5})\b\s*[:–-]?\s*"),
    "rome": re.compile(r"(?P<code>[A-Z]\d{4})\b\s*[:–-]?\s*"),
}
_LEVEL = re.compile(r"niveau\s*(?P<level>[1-8])\b")
_SIRET = re.compile(r"\s*\b\d{14}\b|\s+-\s+(?=-|http|www)")
_DATE = re.compile(r"(?P<day>\d{1,2})[-/](?P<month>\d{1,2})[-/](?P<year>\d{4})")
_ROUTE = tuple((code, re.compile(words)) for code, words in ROUTES)
_CROSS = re.compile(r"\s+(?P<cross>[xX✓☑✗☒])(?=\s|$)")
_LAST_DATE = re.compile(r"\s+(?:-|\d{1,2}[-/]\d{1,2}[-/]\d{4})\s*$")


def words_of(document: Document, line: FlowLine, code: str | None = None) -> Fact:
    """A line as a fact."""
    return Fact(text=line.text, code=code, source=document.passage(*line.block.extent))


def coded(document: Document, key: str, lines: Sequence[FlowLine]) -> Iterator[Fact]:
    """The codes of a nomenclature with their labels (« 311p : Transport »)."""
    for line in lines:
        if match := _CODES[key].match(line.text):
            label = line.text[match.end() :] or match["code"]
            fact = words_of(document, line, match["code"])
            yield Fact(text=label, code=fact.code, source=fact.source)


def level(document: Document, lines: Sequence[FlowLine]) -> Fact | None:
    """The level of qualification."""
    for line in lines:
        if match := _LEVEL.search(line.flat):
            return words_of(document, line, match["level"])
    return None


def certifiers(document: Document, lines: Sequence[FlowLine]) -> Iterator[tuple[Fact, Slice]]:
    """The certifiers, each with the slice of what its row says besides: SIRET, commercial name, site."""
    for line in lines:
        if line.cell and (line.cell.column or not line.cell.row):
            continue
        run = line.block.runs[0]
        siret = _SIRET.search(run.text)
        name = run.cut(0, siret.start() if siret else None)
        if name.text and (line.cell or siret):
            passage = document.passage(name.start, name.end)
            yield Fact(text=name.text, source=passage), (name.end, run.end)


def registration(document: Document, sections: Sequence[PageSection]) -> Registration | None:
    """The registration in the répertoire: the dates and the duration that the page prints."""
    dates = {
        section.key: (line, match)
        for section in sections
        if section.key in ("deadline", "decision")
        for line in section.lines[:1]
        if (match := _DATE.search(line.text))
    }
    if not dates:
        return None
    years = next((line for section in sections if section.key == "duration" for line in section.lines[:1]), None)
    found = {
        key: f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}" for key, (_, match) in dates.items()
    }
    lines = [line for line, _ in dates.values()]
    lines += [years] if years and years.text.strip().isdigit() else []
    first, *others = [document.passage(*line.block.extent) for line in lines]
    return Registration(
        id=ids.registration(None),
        text=first.quote,
        decision_date=found.get("decision"),
        end_date=found.get("deadline"),
        duration_years=int(years.text) if years and years.text.strip().isdigit() else None,
        source=first,
        other_sources=tuple(others),
    )


def routes(document: Document, lines: Sequence[FlowLine]) -> tuple[list[AccessRoute], list[Issue]]:
    """The ways to the certification: open or not by the column of the cross, or where a jury is named for one.

    Copied text has lost its columns: a cross alone says nothing then, and that is told.
    """
    found: list[AccessRoute] = []
    lost: list[AccessRoute] = []
    rows: dict[int, list[FlowLine]] = {}
    for place, line in enumerate(lines):
        rows.setdefault(line.cell.row if line.cell else -1 - place, []).append(line)
    heads = {line.cell.column: line.flat for line in lines if line.cell and line.cell.row == 0}
    for row in rows.values():
        route = _route(document, row, heads)
        if route and route.id not in {item.id for item in found}:
            found.append(route)
            if route.is_open is None:
                lost.append(route)
    names = ", ".join(f"«\u00a0{route.text}\u00a0»" for route in lost)
    message = f"Le texte a perdu la colonne Oui ou Non de ces lignes\u00a0: {names}."
    return found, [Issue(path=document.name, line=route.source.line, message=message) for route in lost[:1]]


def _route(document: Document, row: list[FlowLine], heads: dict[int, str]) -> AccessRoute | None:
    first = row[0]
    folded = Folded(first.block.runs[0].text)
    code, match = next(((code, found) for code, words in _ROUTE if (found := words.match(folded.flat))), ("", None))
    if match is None:
        return None
    run = first.block.runs[0]
    label = run.cut(0, folded.offset(match.end()))
    if first.cell:
        marked = next((heads.get(line.cell.column) for line in row[1:] if line.cell and len(line.text) == 1), None)
        is_open = {"oui": True, "non": False}.get((marked or "").strip())
        column = next((column for column, head in heads.items() if "jury" in head), -1)
        words = " ".join(line.text for line in row if line.cell and line.cell.column == column and len(line.text) > 1)
    else:
        cross = _CROSS.search(run.text, label.end - run.start)
        rest = run.text[cross.end() if cross else label.end - run.start :]
        words = mend(_LAST_DATE.sub("", rest)).strip(" -")
        is_open = None
    jury: Jury | None = assessment.members(words) if any(char.isalnum() for char in words) else None
    is_deduced = is_open is None and jury is not None
    return AccessRoute(
        id=ids.access_route(code),
        code=code,
        text=label.text,
        is_open=True if is_deduced else is_open,
        jury=jury,
        source=document.passage(
            first.block.start, row[-1].block.runs[-1].end, Basis.DEDUIT if is_deduced else Basis.EXTRAIT
        ),
    )
