"""The competences of a fiche, each printed in its bloc and in the summary, as one competence with two passages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from refgraph.core.errors import RecordError
from refgraph.core.text import fold, mend
from refgraph.model import ids
from refgraph.model.records import Competence, Issue
from refgraph.reading.document import Document
from refgraph.reading.layouts.fiche import content
from refgraph.reading.layouts.fiche.entries import Entry
from refgraph.reading.shared.codes import Code

_ALIKE = 92
"""Two printings without code are one competence when their words are alike to this degree (0 to 100)."""

_FEW_WORDS = 4
"""A shorter statement may begin like another one by chance."""


@dataclass
class Printing:
    """A competence as printed once."""

    entry: Entry
    code: Code | None

    @property
    def statement(self) -> str:
        """Its words behind its code."""
        document = self.entry.document
        printed = document.text[self.entry.start : self.entry.end]
        return mend(printed[self.code.length if self.code else 0 :])


def printings(document: Document, found: list[Entry]) -> list[Printing]:
    """``found`` as printings; one code twice among them is an error.

    Raises:
        RecordError: a code stands twice.
    """
    all_found = [Printing(entry, code) for entry, code in content.coded(found)]
    seen: dict[str, Printing] = {}
    for printing in all_found:
        if printing.code is None:
            continue
        if printing.code.code in seen:
            lines = [item.entry.passage.line for item in (seen[printing.code.code], printing)]
            raise RecordError(
                f"la compétence {printing.code.code} est décrite deux fois (lignes {lines[0]} et {lines[1]}).",
                place=f"{document.name}, ligne {lines[1]}",
                remedy="Donnez à chaque compétence un code qui n’appartient qu’à elle.",
            )
        seen[printing.code.code] = printing
    return all_found


class Merger:
    """Joins the printings of the blocs with those of the summary."""

    def __init__(self, document: Document, summary: list[Printing]) -> None:
        self._document = document
        self._summary = summary
        self._taken: set[int] = set()

    def of_bloc(self, bloc: str, found: list[Printing]) -> list[Competence]:
        """The competences of a bloc, in its order."""
        return [self._record(bloc, order, printing, self._other(printing)) for order, printing in enumerate(found, 1)]

    def rest(self, described: set[int], named: set[int]) -> tuple[list[Competence], list[Issue]]:
        """What the summary alone prints: a local code leads to a bloc that is described or named, else it has none.

        It is an issue where blocs are described, but none with this competence.
        """
        competences: list[Competence] = []
        issues: list[Issue] = []
        for printing in (item for place, item in enumerate(self._summary) if place not in self._taken):
            number = _bloc_number(printing)
            bloc = ids.bloc(number) if number in named else ""
            order = sum(item.bloc == bloc for item in competences) + 1
            competences.append(self._record(bloc, order, printing, None))
            if number in described or (described and not bloc):
                issues.append(self._missing(printing, number if bloc else None))
        return competences, issues

    def _missing(self, printing: Printing, number: int | None) -> Issue:
        name = printing.code.code if printing.code else f"« {printing.statement} »"
        where = f"pas décrite dans le bloc {number}" if number else "décrite dans aucun bloc"
        message = f"La compétence {name} du résumé n’est {where}."
        return Issue(path=self._document.name, line=printing.entry.passage.line, message=message)

    def _other(self, printing: Printing) -> Printing | None:
        """The printing of the same competence in the summary: of the same code, else of like words, else cut short."""
        for is_same in (_is_same, _goes_on):
            for place, other in enumerate(self._summary):
                if place not in self._taken and is_same(printing, other):
                    self._taken.add(place)
                    return other
        return None

    def _record(self, bloc: str, order: int, printing: Printing, other: Printing | None) -> Competence:
        """One competence; its statement is the complete printing, the other one a further passage."""
        main, further = printing, other
        if other is not None and _is_cut(printing.statement, other.statement):
            main, further = other, printing
        code = printing.code or (other.code if other else None)
        return Competence(
            id=ids.competence(bloc, code.code if code else None, order),
            bloc=bloc,
            statement=main.statement,
            order=order,
            code=code.code if code else None,
            local_code=code.local if code else None,
            source_code=code.printed if code else None,
            source=main.entry.passage,
            other_sources=(further.entry.passage,) if further else (),
        )


def _is_same(one: Printing, other: Printing) -> bool:
    if one.code and other.code:
        return one.code.code == other.code.code
    return not one.code and not other.code and fuzz.ratio(_plain(one.statement), _plain(other.statement)) >= _ALIKE


def _goes_on(one: Printing, other: Printing) -> bool:
    """Whether one of two printings without code is the beginning of the other, of several words."""
    texts = one.statement, other.statement
    is_long = min(len(_plain(text).split()) for text in texts) >= _FEW_WORDS
    return not one.code and not other.code and is_long and (_is_cut(*texts) or _is_cut(*reversed(texts)))


def _is_cut(one: str, other: str) -> bool:
    """Whether ``one`` is the beginning of ``other``, cut short."""
    return len(_plain(one)) < len(_plain(other)) and _plain(other).startswith(_plain(one))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text)).strip()


def _bloc_number(printing: Printing) -> int | None:
    local = printing.code.local if printing.code else None
    match = re.match(r"\D*(\d+)", local) if local else None
    return int(match[1]) if match else None
