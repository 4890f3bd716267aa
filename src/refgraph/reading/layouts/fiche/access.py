"""Ways to the certification and territories: which are open, who judges, and what the text lost of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.core.text import fold, mend
from refgraph.model import ids
from refgraph.model.records import AccessRoute, Basis, Issue, Jury, Passage, Territory
from refgraph.reading.document import Document
from refgraph.reading.layouts.fiche.entries import lines
from refgraph.reading.layouts.fiche.sections import Section
from refgraph.reading.shared import assessment
from refgraph.reading.shared.access import ROUTES, TERRITORIES
from refgraph.reading.shared.folded import Folded

_LABEL = re.compile(
    r"^[\t ]*(?:"
    + "|".join(
        rf"(?P<{code.replace('-', '_')}>{words.replace(' ', chr(92) + 's+')})"
        for code, words in (*ROUTES, *TERRITORIES)
    )
    + r")\b",
    re.MULTILINE,
)
_SINCE = re.compile(r"\s*(?:prevue?|ouverte?|a partir|depuis)\s+(?:en|de|depuis)?\s*(?P<year>(?:19|20)\d\d)")
_CROSS = re.compile(r"(?:^|(?<=\s))[xX✓☑✗☒](?=\s|$)")
_WORD = re.compile(r"(?:^|(?<=\s))(?:(?P<yes>oui)|(?P<no>non))(?=\s|$)")
_DITTO = re.compile(r"\W*(?:idem|identique|meme (?:jury|composition)|voir ci-dessus|cf\.? ci-dessus)\W*")
_COLUMNS = re.compile(r"\b(?P<yes>oui)[\t ]+(?P<no>non)\b")


@dataclass
class _Row:
    """A row of the form: its label, the answer as far as it is printed, and what stands behind."""

    code: str
    start: int
    label_end: int
    end: int
    year: int | None
    is_yes: bool | None
    rest: tuple[int, int]


def routes(document: Document, sections: list[Section]) -> list[AccessRoute]:
    """The access routes; a route is open where its OUI is printed, or a jury is named for it.

    Where the text lost the column of the cross, that a jury is named says it: the row is then known as *déduit*.
    « Idem » names the jury of the row above: its words are the further passage of the route.
    """
    found: list[AccessRoute] = []
    above: tuple[Jury, Passage] | None = None
    for row in _rows(document, sections, dict(ROUTES)):
        text = mend("\n".join(line.text for line in lines(document, *row.rest)))
        jury: Jury | None = assessment.members(text) if any(char.isalnum() for char in text) else None
        said: tuple[Passage, ...] = ()
        if above and _DITTO.fullmatch(fold(text)):
            jury, said = above[0], (above[1],)
        elif jury:
            above = jury, document.passage(*row.rest, Basis.DEDUIT)
        is_deduced = row.is_yes is None and jury is not None
        found.append(
            AccessRoute(
                id=ids.access_route(row.code),
                code=row.code,
                text=mend(document.text[row.start : row.label_end]),
                is_open=True if is_deduced else row.is_yes,
                open_since=row.year,
                jury=jury,
                source=document.passage(row.start, row.end, Basis.DEDUIT if is_deduced else Basis.EXTRAIT),
                other_sources=said,
            )
        )
    return found


def territories(document: Document, sections: list[Section]) -> list[Territory]:
    """The territories; whether the certification is accessible there only where the answer is printed."""
    return [
        Territory(
            code=row.code,
            text=mend(document.text[row.start : row.label_end]),
            is_accessible=row.is_yes,
            source=document.passage(row.start, row.end),
        )
        for row in _rows(document, sections, dict(TERRITORIES))
    ]


def lost(document: Document, found: list[AccessRoute], accessible: list[Territory]) -> list[Issue]:
    """One issue that names the rows whose OUI or NON the text lost."""
    silent = [(item.text, item.source.line) for item in found if item.is_open is None]
    silent += [(item.text, item.source.line) for item in accessible if item.is_accessible is None]
    if not silent:
        return []
    names = [f"« {text} »" for text, _ in silent]
    first = silent[0][1]
    message = f"Le texte a perdu la colonne OUI ou NON de ces lignes : {', '.join(names)}."
    return [Issue(path=document.name, line=first, message=message)]


def _rows(document: Document, sections: list[Section], wanted: dict[str, str]) -> Iterator[_Row]:
    for section in sections:
        folded = Folded(document.text[section.start : section.end])
        found = list(_LABEL.finditer(folded.flat))
        columns = _columns(document, section)
        bounds = [*(match.start() for match in found), len(folded.flat)][1:]
        for match, end in zip(found, bounds, strict=True):
            code = (match.lastgroup or "").replace("_", "-")
            if code in wanted:
                yield _row(folded, section.start, match, end, code, columns)


def _row(folded: Folded, base: int, match: re.Match[str], end: int, code: str, columns: tuple[int, int] | None) -> _Row:
    """The row whose label is ``match`` and that goes on to ``end``, where the next one begins."""
    since = _SINCE.match(folded.flat, match.end(), end)
    label_end = since.end() if since else match.end()
    cross = _CROSS.search(folded.flat, label_end, end)
    word = _WORD.search(folded.flat, label_end, end)
    mark = cross or word
    is_yes: bool | None = None
    if word and not cross:
        is_yes = word["yes"] is not None
    elif cross:
        is_yes = _answer(folded.flat, match.start(), cross.start(), columns)
    rest = (base + folded.offset(mark.end() if mark else label_end), base + folded.offset(end))
    printed = folded.flat[match.start() : end].rstrip()
    return _Row(
        code,
        base + folded.offset(match.start(match.lastgroup or 0)),
        base + folded.offset(label_end),
        base + folded.offset(match.start() + len(printed)),
        int(since["year"]) if since else None,
        is_yes,
        rest,
    )


def _answer(flat: str, start: int, cross: int, columns: tuple[int, int] | None) -> bool | None:
    """Which column a cross stands in: by tabs, or below the column titles where the text kept its alignment."""
    line_start = flat.rfind("\n", 0, cross) + 1
    before = flat[line_start:cross]
    if "\t" in before:
        return before.count("\t") == 1
    if columns is None or not before.endswith("  "):
        return None
    yes, no = (abs(cross - line_start - column) for column in columns)
    return None if yes == no or min(yes, no) > 3 else yes < no


def _columns(document: Document, section: Section) -> tuple[int, int] | None:
    """Where the titles OUI and NON stand in the line above the rows; None where they are printed as one word."""
    for line in lines(document, section.heading[0], section.end):
        match = _COLUMNS.search(Folded(line.text).flat)
        if match:
            indent = line.start - document.line_start(document.line_at(line.start))
            return indent + match.start("yes"), indent + match.start("no")
    return None
