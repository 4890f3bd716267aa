"""From a document of tables to a `Reading`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

import msgspec

from refgraph.core.errors import DocumentError
from refgraph.core.french import count
from refgraph.core.text import shorten
from refgraph.model import ids
from refgraph.model.records import (
    Activity,
    Certification,
    Competence,
    CriteriaGroup,
    DocumentInfo,
    Fact,
    Furniture,
    Issue,
    Modality,
    Reading,
)
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.tables import assessments, blocs, outline, pagination
from refgraph.reading.layouts.tables.activities import Activities
from refgraph.reading.layouts.tables.competences import Competences, PendingCompetence, assign_ids
from refgraph.reading.layouts.tables.grid import Heading, Row, elements
from refgraph.reading.layouts.tables.outline import Outline, UnreadTable
from refgraph.reading.layouts.tables.roles import Role, of_header
from refgraph.reading.layouts.tables.rows import TableRow
from refgraph.reading.runs import plain
from refgraph.reading.shared import assessment, bloc_titles, field_labels, rules, titles

NAME = "tableaux"
VERSION = "2"
DESCRIPTION = "Référentiels en tableaux, Markdown ou HTML"

_TAGS_ALONE = re.compile(
    r"^[ \t]*(?:</?(?:table|thead|tbody|colgroup|col|tr|td|th|ul|ol|li|p|div|br)\b[^<>]*>[ \t\r]*)+$",
    re.MULTILINE | re.IGNORECASE,
)
"""A line that only opens or closes elements."""

_LABELLED = ("certifiers", "signatories", "nsf", "rome", "formacodes", "sectors", "jobs")
"""Fields that a line with a label can fill."""


def recognises(document: Document) -> float:
    """How surely ``document`` is Markdown with tables of activities, competences and assessment, from 0 to 1."""
    found = list(elements(document))
    rows = [element for element in found if isinstance(element, Row)]
    if not rows:
        return 0.0
    cells = [[plain(document.text[slice(*cell)]).strip("*# ") for cell in row.cells] for row in rows]
    signs = (
        (0.6, any(of_header(texts) for texts in cells)),
        (0.3, any(bloc_titles.find(texts[0]) for texts in cells)),
        (0.2, any(isinstance(element, Heading) for element in found)),
    )
    return min(1.0, 0.1 + sum(weight for weight, shown in signs if shown))


def read(document: Document, certification_id: str) -> Reading:
    """What ``document`` says of the certification ``certification_id``.

    Raises:
        DocumentError: no title, or no table row.
        RecordError: no bloc, one number for two blocs, or one code for two competences.
    """
    taken = outline.read(document)
    if taken.title is None or not taken.rows:
        missing = "d’intitulé de certification" if taken.title is None else "de tableau de compétences"
        raise DocumentError(
            f"le document n’a pas {missing}.", place=document.name, remedy="Vérifiez que le référentiel est complet."
        )
    return _Assembly(document, taken).reading(certification_id)


@dataclass
class _Section:
    """One bloc while it is read."""

    bloc: str
    activities: Activities
    competences: Competences
    rows: list[tuple[TableRow, list[PendingCompetence]]] = field(default_factory=list)


class _Assembly:
    """Strings the columns of all blocs together."""

    def __init__(self, document: Document, taken: Outline) -> None:
        self._document = document
        self._outline = taken
        tags = [document.passage(*match.span()) for match in _TAGS_ALONE.finditer(document.text)]
        self._furniture: list[Furniture] = [*taken.furniture, *(Furniture(kind="balise", source=tag) for tag in tags)]
        self._issues: list[Issue] = [self._issue(words, "n’a pas de colonne connue") for words in taken.unread]
        self._issues += map(self._unread_table, taken.unread_tables)
        self._sections: dict[str, _Section] = {}

    def reading(self, certification_id: str) -> Reading:
        """The whole reading."""
        found_blocs, issues = blocs.read(self._document, self._outline)
        for row in pagination.joined(self._outline.rows):
            self._row(row)
        assign_ids(self._document, {key: section.competences.found for key, section in self._sections.items()})
        modalities, groups = self._assessments()
        certification = self._certification(certification_id)
        return Reading(
            document=DocumentInfo(name=self._document.name, sha256=self._document.sha256, family=NAME),
            certification=certification,
            blocs=tuple(found_blocs),
            activities=tuple(self._activities()),
            competences=tuple(self._competences()),
            modalities=tuple(modalities),
            criteria_groups=assessment.tie_thresholds(groups, modalities),
            furniture=tuple(sorted(self._furniture, key=lambda item: item.source.start)),
            issues=tuple(sorted((*issues, *self._issues), key=lambda issue: (issue.line, issue.message))),
        )

    def _row(self, row: TableRow) -> None:
        if row.bloc is None:
            self._issues.append(self._issue(row.words, "précède le premier bloc"))
            return
        bloc = ids.bloc(row.bloc)
        section = self._sections.setdefault(
            bloc, _Section(bloc, Activities(self._document, bloc), Competences(self._document))
        )
        mobilising = section.activities.add(row.blocks(Role.ACTIVITY)) or self._activities_above(section)
        drafts = section.competences.add(row.blocks(Role.COMPETENCE), mobilising)
        if row.blocks(Role.ACTIVITY) and not row.blocks(Role.COMPETENCE):
            self._without_competence(row, section)
        section.rows.append((row, drafts))

    def _activities_above(self, section: _Section) -> tuple[str, ...]:
        above = (drafts[0].activities for _, drafts in reversed(section.rows) if drafts)
        return next(above, ())

    def _without_competence(self, row: TableRow, section: _Section) -> None:
        codes = ", ".join(item.code or item.text for item in section.activities.found[-1:])
        line = self._document.line_at(row.words[0])
        message = f"L’activité {codes} n’a pas de compétence en regard : sa cellule est vide ou fusionnée."
        self._issues.append(Issue(path=self._document.name, line=line, message=message))

    def _assessments(self) -> tuple[list[Modality], list[CriteriaGroup]]:
        modalities: list[Modality] = []
        groups: list[CriteriaGroup] = []
        for bloc, section in self._sections.items():
            modality_column = assessments.column(Role.MODALITY, section.rows)
            criteria_column = assessments.column(Role.CRITERIA, section.rows)
            reader = assessments.CriteriaReader(self._document, bloc)
            modalities += assessments.modalities(self._document, bloc, modality_column.cells)
            groups += reader.groups(criteria_column.cells)
            self._furniture += [*reader.furniture, *section.competences.furniture]
            for role, column in ((Role.MODALITY, modality_column), (Role.CRITERIA, criteria_column)):
                self._issues += assessments.uncovered_issues(self._document, role, column.uncovered)
        return list(assessment.join_suites(modalities)), groups

    def _activities(self) -> list[Activity]:
        return [item for section in self._sections.values() for item in section.activities.found]

    def _competences(self) -> list[Competence]:
        return [item for bloc, section in self._sections.items() for item in section.competences.records(bloc)]

    def _certification(self, certification_id: str) -> Certification:
        start, end = self._outline.title or (0, 0)
        self._furniture.append(Furniture(kind="titre courant", source=self._document.passage(start, end)))
        title = titles.Title(self._document, start, end)
        labelled = self._labelled()
        spans = [span for words in self._outline.sentences for span in rules.sentences(self._document, *words)]
        found_rules = rules.read_rules(self._document, spans)
        top = self._outline.rows[0].words[0]
        return Certification(
            id=certification_id,
            title=_plain(title.title),
            kind=title.kind or self._awarded_kind(spans),
            level=title.level or next(iter(labelled["level"]), None),
            segments=title.segments,
            rncp_number=titles.rncp_number(self._document, top),
            validation_rules=found_rules,
            accommodations=rules.read_accommodations(self._document, spans),
            certifiers=tuple(labelled["certifiers"]),
            signatories=tuple(labelled["signatories"]),
            nsf=tuple(labelled["nsf"]),
            rome=tuple(labelled["rome"]),
            formacodes=tuple(labelled["formacodes"]),
            sectors=tuple(labelled["sectors"]),
            jobs=tuple(labelled["jobs"]),
        )

    def _labelled(self) -> dict[str, list[Fact]]:
        """The facts of the lines that begin with a label (« Certificateur : … »), by field; these are no sentences."""
        found: dict[str, list[Fact]] = defaultdict(list)
        sentences = []
        for words in self._outline.sentences:
            named = field_labels.label(self._document, *words)
            level = titles.Title(self._document, *words).level if named and named[0] == "level" else None
            if named and named[0] in _LABELLED:
                found[named[0]].extend(map(_plain, field_labels.facts_of(self._document, *named)))
            elif level:
                found["level"].append(level)
            if named and named[1] > words[0]:
                self._furniture.append(Furniture(kind="libellé", source=self._document.passage(words[0], named[1])))
            elif not named:
                sentences.append(words)
        self._outline.sentences = sentences
        return found

    def _awarded_kind(self, spans: list[Slice]) -> Fact | None:
        found = (titles.awarded_kind(self._document, *span) for span in spans)
        return next((fact for fact in found if fact), None)

    def _unread_table(self, table: UnreadTable) -> Issue:
        """What is told of a table that is not read: where it stands, and how many rows it has."""
        above = f" sous « {self._document.passage(*table.above).quote} »" if table.above else ""
        rows = count(len(table.rows), "ligne", "lignes")
        return Issue(
            path=self._document.name,
            line=self._document.line_at(table.rows[0][0]),
            message=f"Le tableau{above} ({rows}) n’est pas lu\u00a0: ses intitulés de colonne ne sont pas ceux d’un "
            "tableau de compétences.",
        )

    def _issue(self, words: tuple[int, int], what: str) -> Issue:
        passage = self._document.passage(*words)
        message = f"Le passage « {shorten(passage.quote)} » {what}."
        return Issue(path=self._document.name, line=passage.line, message=message)


def _plain(fact: Fact) -> Fact:
    """``fact`` without the tags and entities that its words are printed with."""
    return msgspec.structs.replace(fact, text=plain(fact.text))
