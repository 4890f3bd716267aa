"""What a fiche of the export says of its certification as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from refgraph.core.text import mend
from refgraph.model import ids
from refgraph.model.records import AccessRoute, Fact, Passage, Registration, Territory, ValidationRule
from refgraph.reading.document import Document
from refgraph.reading.layouts.register_export import entries
from refgraph.reading.layouts.register_export.elements import ExportElement
from refgraph.reading.runs import Block
from refgraph.reading.shared import assessment
from refgraph.reading.shared.drafting import passages
from refgraph.reading.shared.titles import Title

_DATE = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
ANSWERS = {"oui": True, "non": False}
"""What the register writes for yes and no."""
_DATES = (
    "DATE_DECISION",
    "DATE_DERNIER_JO",
    "DATE_EFFET",
    "DATE_FIN_ENREGISTREMENT",
    "DATE_LIMITE_DELIVRANCE",
    "DATE_DE_PUBLICATION",
)
ROUTES = ("FI", "CA", "FC", "CQ", "CL", "VAE")
"""The ways to a certification, in the order of the export."""
_TERRITORIES = {
    "ACCESSIBLE_NOUVELLE_CALEDONIE": "nouvelle-caledonie",
    "ACCESSIBLE_POLYNESIE_FRANCAISE": "polynesie-francaise",
}
_PREREQUISITES = ("PREREQUIS_VALIDATION_CERTIFICATION", "PREREQUIS_VALIDATION")


def fact(document: Document, element: ExportElement | None, code: str | None = None) -> Fact | None:
    """The words of an element; None where there are none."""
    words = element.words(document) if element else None
    if words is None or not words.text:
        return None
    return Fact(text=mend(words.text), code=code, source=document.passage(words.start, words.end))


def coded(document: Document, items: Iterable[ExportElement]) -> Iterator[Fact]:
    """The codes of a nomenclature with their labels (« 313 : Finances »)."""
    pairs = [(item.first("CODE"), item.first("LIBELLE", "INTITULE")) for item in items]
    yield from labelled(document, pairs)


def labelled(document: Document, pairs: Iterable[tuple[ExportElement | None, ExportElement | None]]) -> Iterator[Fact]:
    """Codes with their labels, from the element of each; what has no code is left."""
    for code, label in ((fact(document, code), fact(document, label)) for code, label in pairs):
        if code is None:
            continue
        said = label or code
        text = re.sub(rf"^{re.escape(code.text)}\s*[:–-]\s*", "", said.text)
        yield Fact(text=text, code=code.text, source=said.source, other_sources=(code.source,) if label else ())


def level(document: Document, fiche: ExportElement) -> Fact | None:
    """The level of qualification; none where the register says « aucun »."""
    code = fact(document, fiche.first("NOMENCLATURE_EUROPE/NIVEAU"))
    label = fact(document, fiche.first("NOMENCLATURE_EUROPE/LIBELLE", "NOMENCLATURE_EUROPE/INTITULE"))
    number = re.search(r"[1-8]", code.text if code else label.text if label else "")
    said = label or code
    if number is None or said is None:
        return None
    others = (code.source,) if code and label else ()
    return Fact(text=said.text, code=number[0], source=said.source, other_sources=others)


def kind(document: Document, fiche: ExportElement) -> Fact | None:
    """The kind of certification that the register abbreviates (« BTS »)."""
    for element in (fiche.first("ABREGE/LIBELLE"), fiche.first("ABREGE/CODE")):
        if element and (found := Title(document, element.start, element.end).kind):
            return found
    return None


def kind_label(document: Document, fiche: ExportElement) -> Fact | None:
    """The kind of certification as the register writes it, whether it is in our list or not."""
    label, code = fact(document, fiche.first("ABREGE/LIBELLE")), fact(document, fiche.first("ABREGE/CODE"))
    said = label or code
    if said is None:
        return None
    return Fact(text=said.text, source=said.source, other_sources=(code.source,) if label and code else ())


def listed(document: Document, element: ExportElement | None) -> Iterator[Fact]:
    """The entries of a field that lists names."""
    for block in entries.of_list(element.words(document)) if element else ():
        yield of_block(document, block)


def of_block(document: Document, block: Block) -> Fact:
    """An entry as a fact."""
    source, *others = passages(document, [block])
    return Fact(text=block.text.rstrip(" ;,"), source=source, other_sources=tuple(others))


def stated(document: Document, element: ExportElement, *paths: str) -> Iterator[Fact]:
    """What ``element`` says at ``paths``, a dash or dots alone being nothing."""
    for path in paths:
        for found in (fact(document, one) for one in element.all(path)):
            if found and any(char.isalnum() for char in found.text):
                yield found


def prerequisites(document: Document, fiche: ExportElement) -> Iterator[ValidationRule]:
    """What must be held before one is certified, as printed: « néant » where the register writes it."""
    for number, found in enumerate(stated(document, fiche, *_PREREQUISITES), 1):
        yield ValidationRule(id=ids.rule(number), code="prerequisite", text=found.text, source=found.source)


def registration(document: Document, fiche: ExportElement) -> Registration | None:
    """The registration in the répertoire."""
    found = {path: fact(document, fiche.first(path)) for path in (*_DATES, "DUREE_ENREGISTREMENT", "ACTIF")}
    dates = {path: iso(one.text) for path, one in found.items() if one}
    sources = [one.source for one in found.values() if one]
    if not any(dates.values()):
        return None
    years, active = found["DUREE_ENREGISTREMENT"], found["ACTIF"]
    return Registration(
        id=ids.registration(dates.get("DATE_EFFET")),
        text=sources[0].quote,
        decision_date=dates.get("DATE_DECISION"),
        last_journal_date=dates.get("DATE_DERNIER_JO"),
        effect_date=dates.get("DATE_EFFET"),
        end_date=dates.get("DATE_FIN_ENREGISTREMENT"),
        delivery_deadline=dates.get("DATE_LIMITE_DELIVRANCE"),
        sheet_date=dates.get("DATE_DE_PUBLICATION"),
        is_active=ANSWERS.get(active.text.casefold()) if active else None,
        duration_years=int(years.text) if years and years.text.isdigit() else None,
        source=sources[0],
        other_sources=tuple(sources[1:]),
    )


def iso(text: str) -> str | None:
    """The ISO form of a day of the register (« 31/08/2026 »); None for other words."""
    match = _DATE.fullmatch(text)
    return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}" if match else None


def routes(document: Document, fiche: ExportElement) -> Iterator[AccessRoute]:
    """The ways to the certification, open or not, with the jury of each."""
    for code in ROUTES:
        element = fiche.first(f"SI_JURY_{code}")
        answer = fact(document, element.first("ACTIF") or element) if element else None
        said = ANSWERS.get(answer.text.casefold()) if answer else None
        if element is None or answer is None or said is None:
            continue
        words = fact(document, element.first("COMPOSITION") or fiche.first(f"JURY_{code}"))
        others: tuple[Passage, ...] = (words.source,) if words else ()
        yield AccessRoute(
            id=ids.access_route(code),
            code=code,
            text=element.tag,
            is_open=said,
            jury=assessment.members(words.text) if words else None,
            source=document.passage(element.start - len(element.tag) - 1, answer.source.end),
            other_sources=others,
        )


def territories(document: Document, fiche: ExportElement) -> Iterator[Territory]:
    """The territories from which the certification is open or not."""
    for tag, code in _TERRITORIES.items():
        answer = fact(document, fiche.first(tag))
        if answer and answer.text.casefold() in ANSWERS:
            passage = document.passage(document.text.rfind(tag, 0, answer.source.start), answer.source.end)
            yield Territory(code=code, text=tag, is_accessible=ANSWERS[answer.text.casefold()], source=passage)
