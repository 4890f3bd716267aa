"""From a document of tables to a `Reading`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from refgraph.core.errors import DocumentError
from refgraph.model import ids
from refgraph.model.records import (
    Activity,
    Assertion,
    Basis,
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
from refgraph.reading.layouts.tables import assessments, blocs, pagination, stated, survey, unread, walk
from refgraph.reading.layouts.tables.activities import Activities
from refgraph.reading.layouts.tables.competences import Competences, NamedCodes, PendingCompetence, assign_ids
from refgraph.reading.layouts.tables.grid import Heading
from refgraph.reading.layouts.tables.outline import Outline
from refgraph.reading.layouts.tables.roles import Role
from refgraph.reading.layouts.tables.rows import TableRow
from refgraph.reading.runs import plain
from refgraph.reading.shared import assessment, bloc_titles, field_labels, links, register_signs, rules, titles
from refgraph.reading.shared.codes import Code

NAME = "tableaux"
VERSION = "3"
DESCRIPTION = "Référentiels en tableaux, Markdown ou HTML"

_TAGS_ALONE = re.compile(
    r"^[ \t]*(?:</?(?:table|thead|tbody|colgroup|col|tr|td|th|ul|ol|li|p|div|br)\b[^<>]*>[ \t\r]*)+$",
    re.MULTILINE | re.IGNORECASE,
)
"""A line that only opens or closes elements."""

_HARDLY = 0.1
"""A document of tables none of which is one of competences."""


def recognises(document: Document) -> float:
    """How surely ``document`` holds tables of activities, competences and assessment, from 0 to 1."""
    if (
        "|" not in document.text
        and "\t" not in document.text
        and "<t" not in document.text.lower()
        and not document.elements
    ):
        return 0.0
    if register_signs.is_form(document):
        return 0.0
    seen = survey.survey(document)
    if not survey.worded_competences(seen):
        return 0.0 if not seen.groups else _HARDLY
    firsts = [blocks[0].text for row in seen.contents.values() for blocks in row if blocks]
    signs = (
        (0.3, any(map(bloc_titles.find, firsts))),
        (0.2, any(isinstance(element, Heading) for element in seen.elements)),
    )
    return min(1.0, 0.7 + sum(weight for weight, shown in signs if shown))


def read(document: Document, certification_id: str) -> Reading:
    """What ``document`` says of the certification ``certification_id``.

    Raises:
        DocumentError: no row of a table of competences.
        RecordError: one number for two blocs, or one code for two competences.
    """
    model = stated.find(document)
    if model is None:
        return _of_table(document, certification_id)
    if not model.rows:
        reading = _of_table(model.table, certification_id)
        return msgspec.structs.replace(
            reading,
            certification=stated.with_facts(document, reading.certification, model.facts),
            furniture=tuple(sorted((*reading.furniture, *model.furniture), key=lambda item: item.source.start)),
        )
    info = DocumentInfo(name=document.name, sha256=document.sha256, family=NAME)
    return stated.joined(document, model, info, certification_id, lambda table: _of_table(table, certification_id))


def _of_table(document: Document, certification_id: str) -> Reading:
    taken = walk.read(document)
    if not taken.rows:
        raise DocumentError(
            "le document n’a pas de tableau de compétences.",
            place=document.name,
            remedy="Vérifiez que le référentiel est complet, et que ses colonnes ont des intitulés.",
        )
    return _Assembly(document, taken).reading(certification_id)


@dataclass
class _Section:
    """One bloc while it is read; ``bloc`` is empty where none is announced."""

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
        self._issues: list[Issue] = list(unread.told(document, taken))
        self._sections: dict[str, _Section] = {}
        self._last_drafts: list[PendingCompetence] = []  # those of the row above, which the rest of a cut row adds to

    def reading(self, certification_id: str) -> Reading:
        """The whole reading."""
        found_blocs, issues = blocs.read(self._document, self._outline)
        for row in pagination.joined(self._outline.rows):
            self._row(row)
        self._resolve_codes()
        assign_ids(self._document, {key: section.competences.found for key, section in self._sections.items()})
        modalities, groups = self._assessments()
        criteria_groups = assessment.tie_thresholds(groups, modalities)
        certification = self._certification(certification_id)
        return Reading(
            document=DocumentInfo(name=self._document.name, sha256=self._document.sha256, family=NAME),
            certification=certification,
            blocs=tuple(found_blocs),
            activities=tuple(self._activities()),
            competences=tuple(self._competences()),
            modalities=tuple(modalities),
            criteria_groups=criteria_groups,
            links=tuple(self._links(modalities, criteria_groups)),
            furniture=tuple(sorted(self._furniture, key=lambda item: item.source.start)),
            issues=tuple(sorted((*issues, *self._issues), key=lambda issue: (issue.line, issue.message))),
        )

    def _section(self, bloc: str) -> _Section:
        if bloc not in self._sections:
            found = Competences(self._document, self._elsewhere)
            self._sections[bloc] = _Section(bloc, Activities(self._document, bloc), found)
        return self._sections[bloc]

    def _elsewhere(self, code: Code, text: str) -> PendingCompetence | None:
        """The competence of this code and these words in any bloc."""
        found = (section.competences.coded(code.code) for section in self._sections.values())
        return next((one for one in found if one and one.is_printed_again(code, text)), None)

    def _row(self, row: TableRow) -> None:
        section = self._section(ids.bloc(row.bloc) if row.bloc is not None else "")
        if row.is_rest:
            self._last_drafts += section.competences.add(row.blocks(Role.COMPETENCE), (), row.columns)
            return
        above = () if Role.ACTIVITY in row.unreached else self._activities_above(section)
        mobilising = section.activities.add(row.blocks(Role.ACTIVITY)) or above
        mobilising = section.activities.add_parts(row.blocks(Role.TASK)) or mobilising
        basis = Basis.DEDUIT if row.is_deduced else Basis.EXTRAIT
        drafts = section.competences.add(row.blocks(Role.COMPETENCE), mobilising, row.columns, basis)
        if row.blocks(Role.ACTIVITY) and Role.COMPETENCE in row.columns and not row.blocks(Role.COMPETENCE):
            self._without_competence(row, section)
        if row.blocks(Role.ACTIVITY) or row.blocks(Role.TASK):
            for one in drafts:
                one.beside.update(mobilising)
        self._last_drafts = drafts
        section.rows.append((row, drafts))
        if drafts and not any(one in section.competences.found for one in drafts):
            self._move(section, drafts)

    def _resolve_codes(self) -> None:
        """Put the competences that cells name by their codes to the rows of these cells."""
        for section in list(self._sections.values()):
            for named in section.competences.named:
                self._resolve(section, named)

    def _resolve(self, section: _Section, named: NamedCodes) -> None:
        passage = self._document.passage(named.block.start, named.block.end)
        found = [(code, self._coded(section, code)) for code in named.codes]
        missing = [code for code, one in found if one is None]
        owners = [one for _, one in found if one]
        if missing or not owners:
            words = ", ".join(missing)
            message = f"Aucune compétence du document ne porte le code {words}, que ce tableau nomme."
            self._issues.append(Issue(path=self._document.name, line=passage.line, message=message))
            self._furniture.append(Furniture(kind="code", source=passage))
        named.drafts += [one.met_again(passage, named.activities) for one in owners]
        if owners and not any(one in section.competences.found for one in named.drafts):
            self._move(section, named.drafts)

    def _coded(self, section: _Section, code: str) -> PendingCompetence | None:
        own = section.competences.coded(code)
        others = [one for other in self._sections.values() if (one := other.competences.coded(code))]
        return own or (others[0] if len(others) == 1 else None)

    def _move(self, section: _Section, drafts: list[PendingCompetence]) -> None:
        """Put the row of ``drafts`` to the bloc that they belong to."""
        owner = next(one for one in self._sections.values() if drafts[0] in one.competences.found)
        owner.rows += [one for one in section.rows if one[1] is drafts]
        section.rows = [one for one in section.rows if one[1] is not drafts]

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

    def _links(self, modalities: Sequence[Modality], groups: Sequence[CriteriaGroup]) -> Iterator[Assertion]:
        """The links that merged cells give, and no row of its own."""
        for section in self._sections.values():
            for draft in section.competences.found:
                yield from links.mobilised(draft.id, [each for each in draft.activities if each not in draft.beside])
        for modality in modalities:
            yield from links.assessed(modality) if modality.source.basis is Basis.DEDUIT else ()
        for group in groups:
            yield from links.evaluated(group) if group.source.basis is Basis.DEDUIT else ()
        yield from links.tied(groups)

    def _activities(self) -> list[Activity]:
        return [item for section in self._sections.values() for item in section.activities.found]

    def _competences(self) -> list[Competence]:
        return [item for bloc, section in self._sections.items() for item in section.competences.records(bloc)]

    def _certification(self, certification_id: str) -> Certification:
        title = self._title()
        labelled = self._labelled()
        spans = [span for words in self._outline.sentences for span in rules.sentences(self._document, *words)]
        found_rules = rules.read_rules(self._document, spans)
        top = self._outline.rows[0].words[0]
        return Certification(
            id=certification_id,
            title=_plain(title.title) if title else None,
            kind=(title.kind if title else None) or next(iter(labelled["kind"]), None) or self._awarded_kind(spans),
            level=(title.level if title else None) or next(iter(labelled["level"]), None),
            segments=title.segments if title else (),
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

    def _title(self) -> titles.Title | None:
        if self._outline.title is None:
            return None
        self._furniture.append(Furniture(kind="titre courant", source=self._document.passage(*self._outline.title)))
        return titles.Title(self._document, *self._outline.title)

    def _labelled(self) -> dict[str, list[Fact]]:
        """The facts of the lines that begin with a label (« Certificateur : … »), by field; these are no sentences."""
        found: dict[str, list[Fact]] = defaultdict(list)
        sentences = []
        for words in self._outline.sentences:
            named = field_labels.label(self._document, *words)
            level = titles.Title(self._document, *words).level if named and named[0] == "level" else None
            if named and named[0] in field_labels.FIELDS:
                found[named[0]].extend(map(_plain, field_labels.facts_of(self._document, *named)))
            elif level:
                found["level"].append(level)
            if named and named[1] > words[0]:
                self._furniture.append(Furniture(kind="libellé", source=self._document.passage(words[0], named[1])))
            elif not named and not (words[1] <= self._outline.rows[0].words[0] and self._says_kind(words, found)):
                sentences.append(words)
        self._outline.sentences = sentences
        return found

    def _says_kind(self, words: Slice, found: dict[str, list[Fact]]) -> bool:
        """Whether a line above the table says of what kind and level the certification is (« Titre de niveau 6 »)."""
        printed = titles.Title(self._document, *words)
        if not printed.kind or not printed.level or not titles.opens_with_kind(self._document.text[slice(*words)]):
            return False
        found["kind"].append(printed.kind)
        found["level"].append(printed.level)
        self._furniture.append(Furniture(kind="libellé", source=self._document.passage(*words)))
        return True

    def _awarded_kind(self, spans: list[Slice]) -> Fact | None:
        found = (titles.awarded_kind(self._document, *span) for span in spans)
        return next((fact for fact in found if fact), None)


def _plain(fact: Fact) -> Fact:
    """``fact`` without the tags and entities that its words are printed with."""
    return msgspec.structs.replace(fact, text=plain(fact.text))
