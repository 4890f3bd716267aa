"""The coverage of texts as a matrix to look at: signs by place, words for those who hear them, an address behind."""

from __future__ import annotations

from dataclasses import replace
from textwrap import shorten

from refgraph.core.namespaces import ID
from refgraph.core.table import Resource
from refgraph.faces.html.matrix import Axis, MatrixCell, MatrixView
from refgraph.faces.pages import components, state
from refgraph.knowledge.regulations import Cited, CoverageRow, Level, Place, RegulationCoverage, places
from refgraph.model import ids

_LABEL = 60
_LEVELS = {
    Place.COMPETENCE: "full",
    Place.CRITERION: "full",
    Place.MODALITY: "part",
    Place.HEADER: "part",
    Place.TOPIC: "near",
}
_LEGEND = (*((place.sign, place.word) for place in Place), ("?", "mention ambiguë"), ("–", "non documenté"))


def of_certification(found: RegulationCoverage, certification: str) -> RegulationCoverage:
    """``found`` with the units of one certification, and the texts that they cite."""
    units = tuple(unit for unit in found.units if unit.iri.startswith(f"{certification}/"))
    rows = tuple(row for row in found.rows if any(found.cell(row, unit) for unit in units))
    return replace(found, units=units, rows=rows)


def drawn(found: RegulationCoverage) -> MatrixView:
    """``found`` as a matrix; texts are its rows, but its columns where units are many."""
    caption = f"Textes cités, par {found.level.word}, au {found.day:%d/%m/%Y}"
    texts = [_text(row) for row in found.rows]
    units = [_unit(unit, found.level) for unit in found.units]
    if found.level in (Level.CERTIFICATION, Level.BLOC):
        body = [
            (head, tuple(_cell(found, row, unit) for unit in found.units))
            for head, row in zip(texts, found.rows, strict=True)
        ]
        return MatrixView(caption, tuple(units), tuple(body), "Texte", _LEGEND)
    body = [
        (head, tuple(_cell(found, row, unit) for row in found.rows))
        for head, unit in zip(units, found.units, strict=True)
    ]
    return MatrixView(caption, tuple(texts), tuple(body), found.level.word.capitalize(), _LEGEND)


def opened(found: RegulationCoverage) -> tuple[CoverageRow, Resource] | None:
    """The text and the unit of the cell that the address names, if ``found`` has it."""
    text, _, named = state.value("case").rpartition("~")
    row = next((row for row in found.rows if (row.key or row.label) == text), None)
    unit = next((unit for unit in found.units if unit.iri.removeprefix(f"{ID}certification/") == named), None)
    return (row, unit) if row and unit else None


def _address(row: CoverageRow, unit: Resource) -> str:
    return f"{row.key or row.label}~{ids.short(unit.iri)}"


def _cell(found: RegulationCoverage, row: CoverageRow, unit: Resource) -> MatrixCell:
    mentions = found.cell(row, unit)
    address = _address(row, unit)
    href, current = state.here(case=address), state.value("case") == address
    if not mentions:
        return MatrixCell("–", "non documenté", "none", href, current)
    return MatrixCell(
        _signs(mentions), places(mentions).replace("(?)", "(mention ambiguë)"), _level(mentions), href, current
    )


def _signs(mentions: tuple[Cited, ...]) -> str:
    signs = [place.sign for place in Place if any(each.place is place for each in mentions)]
    return " ".join(signs) + (" ?" if all(each.is_open for each in mentions) else "")


def _level(mentions: tuple[Cited, ...]) -> str:
    if all(each.is_open for each in mentions):
        return "near"
    return next(level for place, level in _LEVELS.items() if any(each.place is place for each in mentions))


def _text(row: CoverageRow) -> Axis:
    href = components.renderer().links.entity(f"{ID}regulation/{row.key}") if row.key else None
    return Axis(row.label, href, note=row.state or "état non documenté")


def _unit(unit: Resource, level: Level) -> Axis:
    href = components.renderer().links.entity(unit.iri)
    note = ids.split_iri(unit.iri)[0] if level is Level.BLOC else ""
    return Axis(shorten(unit.label, _LABEL, placeholder="…"), href, title=unit.label, note=note)
