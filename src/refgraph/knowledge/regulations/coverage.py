"""Coverage: which texts a certification, a bloc, a competence or a criterion is about, and by where they are cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from refgraph.core.namespaces import PREFIXES, item_iri
from refgraph.core.table import Cell, Resource, Table
from refgraph.graph.store import Store
from refgraph.knowledge.labels import listed
from refgraph.knowledge.regulations import sentences
from refgraph.knowledge.regulations.citing import UNKNOWN, Cited, Place
from refgraph.knowledge.regulations.evidence import Evidence
from refgraph.knowledge.regulations.register import Register
from refgraph.knowledge.regulations.status import is_in_force
from refgraph.model import ids

_PREFIXES = "\n".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in ("rg", "rdfs", "dcterms"))


class Level(Enum):
    """What the columns of the matrix are: French word, plural, and class of our ontology."""

    CERTIFICATION = ("certification", "certifications", "Certification")
    BLOC = ("bloc", "blocs", "Bloc")
    COMPETENCE = ("compétence", "compétences", "Competence")
    CRITERION = ("critère", "critères", "Criterion")

    @property
    def word(self) -> str:
        """The French word for one."""
        return self.value[0]

    @property
    def plural(self) -> str:
        """The French word for several."""
        return self.value[1]


@dataclass(frozen=True)
class CoverageRow:
    """A text, a body of texts or an unknown name (``key`` is None) with its state at the day of the coverage.

    ``state`` is in words, None where the register does not say.
    """

    label: str
    key: str | None
    state: str | None


@dataclass(frozen=True)
class RegulationCoverage:
    """Texts × units of one level; an absent cell says nothing of the text: « non documenté », not « non »."""

    day: date
    level: Level
    rows: tuple[CoverageRow, ...]
    units: tuple[Resource, ...]
    cells: Mapping[tuple[str, str], tuple[Cited, ...]]
    source: tuple[tuple[str, str], ...] = ()

    def cell(self, row: CoverageRow, unit: Resource) -> tuple[Cited, ...]:
        """The mentions by which ``unit`` is about the text of ``row``."""
        return self.cells.get((row.label, unit.iri), ())


def coverage_of(evidence: Evidence, level: Level) -> RegulationCoverage:
    """The coverage on the day of ``evidence``: every unit of ``level`` is a column, every text cited anywhere a row."""
    return evidence.once(("coverage", level), lambda: _coverage(evidence, level))


def _coverage(evidence: Evidence, level: Level) -> RegulationCoverage:
    store, register, day = evidence.store, evidence.register, evidence.day
    about = _units_of(store, level)
    cells: dict[tuple[str, str], list[Cited]] = defaultdict(list)
    rows: dict[str, CoverageRow] = {}
    for each in evidence.cited:
        for row in _rows(each, register, day):
            rows[row.label] = row
            for unit in about(each):
                cells[row.label, unit].append(each)
    return RegulationCoverage(
        day=day,
        level=level,
        rows=tuple(sorted(rows.values(), key=lambda row: (row.key is None, row.label.casefold()))),
        units=tuple(_units(store, level)),
        cells={key: tuple(mentions) for key, mentions in cells.items()},
        source=evidence.source("Quels textes sont cités, et où ?"),
    )


def matrix(found: RegulationCoverage) -> Table:
    """The coverage as a table: texts as rows for certifications and blocs, as columns for what is more numerous."""
    return _wide(found) if found.level in (Level.CERTIFICATION, Level.BLOC) else _long(found)


def passages_table(evidence: Evidence) -> Table:
    """One row for each mention and each text it may mean, with its place and its passage."""
    register, day = evidence.register, evidence.day
    rows = []
    for each in evidence.cited:
        for row in _rows(each, register, day, wholes=False):
            where = " ; ".join(sentences.passage(passage) for passage in each.passages)
            words = " […] ".join(passage.quote for passage in each.passages)
            text: Cell = register[row.key].label if row.key else UNKNOWN[each.state]
            state = str(each.state) if each.settled is None else f"tranchée par {each.settled}"
            rows.append(
                (
                    *(text, row.state, each.certification, each.place.word, each.owner, each.words),
                    *(each.mention, state, where, words),
                )
            )
    return Table(
        columns=(
            "Texte",
            f"État au {day:%d/%m/%Y}",
            "Certification",
            "Où",
            "Élément",
            "Mots",
            "Mention",
            "État de la mention",
            "Passage",
            "Citation",
        ),
        rows=tuple(rows),
        names=("text", "state", "certification", "place", "item", "words", "mention", "status", "passage", "quote"),
        title="Textes cités et leurs passages",
        source=evidence.source("Par quels mots, et dans quel passage ?"),
        empty="Aucun texte n’est cité.",
    )


def places(mentions: Sequence[Cited]) -> str:
    """The places of ``mentions`` in words, in their fixed order; « ? » where no mention is sure to mean the text."""
    found = [place.word for place in Place if any(each.place is place for each in mentions)]
    return ", ".join(found) + (" (?)" if all(each.is_open for each in mentions) else "")


def _wide(found: RegulationCoverage) -> Table:
    return Table(
        columns=("Texte", f"État au {found.day:%d/%m/%Y}", *_names(found)),
        names=("text", "state", *(unit.iri for unit in found.units)),
        rows=tuple(
            (row.label, row.state, *(_cell(found.cell(row, unit)) for unit in found.units)) for row in found.rows
        ),
        title=f"Textes cités, par {found.level.word}",
        source=found.source,
        empty="Aucun texte n’est cité.",
    )


def _long(found: RegulationCoverage) -> Table:
    return Table(
        columns=("Certification", found.level.word.capitalize(), *(row.label for row in found.rows)),
        names=("certification", "item", *(row.key or row.label for row in found.rows)),
        rows=tuple(
            (_certification(unit), unit, *(_cell(found.cell(row, unit)) for row in found.rows)) for unit in found.units
        ),
        title=f"Textes cités, par {found.level.word}",
        source=found.source,
        empty="Aucun élément de ce niveau.",
    )


def _names(found: RegulationCoverage) -> list[str]:
    """Column headings: the title of a certification; a bloc behind the certification that it belongs to."""
    if found.level is Level.CERTIFICATION:
        return [unit.label for unit in found.units]
    return [f"{_certification(unit)} · {unit.label}" for unit in found.units]


def _certification(unit: Resource) -> str:
    return ids.split_iri(unit.iri)[0]


def _cell(mentions: Sequence[Cited]) -> str | None:
    return places(mentions) if mentions else None


def _rows(cited: Cited, register: Register, day: date, *, wholes: bool = True) -> list[CoverageRow]:
    """The rows that a mention belongs to: the texts it may mean, and with ``wholes`` the bodies they are part of."""
    keys: dict[str, None] = {}
    for target in cited.targets:
        if register.get(target):
            keys[register.work(target)] = None
            keys |= dict.fromkeys(register.wholes(target)) if wholes else {}
    if not keys:
        return [CoverageRow(f"« {cited.words} » ({UNKNOWN[cited.state]})", None, None)]
    return [CoverageRow(_label(key, register), key, _state(key, register, day)) for key in keys]


def _state(key: str, register: Register, day: date) -> str | None:
    if register[key].is_corpus:
        return "ensemble de textes"
    return {True: "en vigueur", False: "pas en vigueur", None: None}[is_in_force(key, register, day)]


def _label(key: str, register: Register) -> str:
    text = register[key]
    return f"{text.label} (tous)" if text.is_corpus else text.label


class _UnitsOf:
    """Which units of a level a mention is about."""

    def __init__(self, level: Level, competences: Mapping[str, Sequence[str]]) -> None:
        self.level = level
        self.competences = competences

    def __call__(self, cited: Cited) -> list[str]:
        owner = cited.owner.iri
        if self.level is Level.CERTIFICATION:
            return [cited.certification.iri]
        if self.level is Level.BLOC:
            certification, item = ids.split_iri(owner)
            return [item_iri(certification, bloc)] if (bloc := ids.bloc_of(item)) else []
        if self.level is Level.CRITERION:
            return [owner]
        return [owner] if cited.place is Place.COMPETENCE else list(self.competences.get(owner, ()))


def _units_of(store: Store, level: Level) -> _UnitsOf:
    found: dict[str, list[str]] = defaultdict(list)
    if level is Level.COMPETENCE:
        for row in store.select(_COMPETENCES).rows:
            element, competence = (term.value if term else "" for term in row)
            found[element].append(competence)
    return _UnitsOf(level, found)


def _units(store: Store, level: Level) -> list[Resource]:
    rows = store.select(_UNITS.replace("CLASS", level.value[2])).rows
    units = [row[0].value for row in rows if row[0]]
    names = listed(store, units)
    return [Resource(unit, names[unit]) for unit in units if unit in names]


_UNITS = f"""{_PREFIXES}
SELECT ?unit ?title (MIN(?line) AS ?first) WHERE {{
    GRAPH ?graph {{
        ?certification a rg:Certification ; rdfs:label ?title .
        ?unit a ?stated .
        OPTIONAL {{ ?unit rg:excerpt/rg:line ?line }}
    }}
    ?unit a rg:CLASS
}} GROUP BY ?unit ?title ORDER BY ?title ?first ?unit"""

_COMPETENCES = f"""{_PREFIXES}
SELECT DISTINCT ?element ?competence WHERE {{
    {{ ?competence rg:isAssessedBy ?element }}
    UNION {{ ?group rg:hasCriterion ?element ; rg:evaluates ?competence }}
    UNION {{ ?element a rg:CriteriaGroup ; rg:evaluates ?competence }}
    UNION {{ ?element rg:mobilises ?competence }}
    UNION {{ ?activity rg:hasSubActivity ?element ; rg:mobilises ?competence }}
}}"""
