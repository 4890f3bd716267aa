"""From a « Résumé descriptif » to a `Reading`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from refgraph.errors import DocumentError
from refgraph.records import (
    Activity,
    Certification,
    Competence,
    CriteriaGroup,
    Criterion,
    DocumentInfo,
    Fact,
    Furniture,
    Issue,
    Modality,
    Reading,
    ValidationRule,
)
from refgraph.sources import assessment, codes, titles
from refgraph.sources.document import Document
from refgraph.sources.fiche import access, blocs, competences, content, facts, registration, sections
from refgraph.sources.fiche.content import Kind
from refgraph.sources.fiche.entries import PAGE_NUMBER, Entry, entries, lines
from refgraph.sources.fiche.sections import Section
from refgraph.sources.folded import Folded
from refgraph.sources.residue import with_residue
from refgraph.text import fold

FAMILY = "fiche"

_SIGNS: tuple[tuple[str, float], ...] = (
    (r"resume descriptif de la certification", 0.5),
    (r"repertoire national des certifications professionnelles", 0.2),
    (r"autorite responsable de la certification", 0.2),
    (r"descriptif des composantes de la certification", 0.2),
    (r"conditions d'inscription a la certification", 0.2),
    (r"secteurs d'activite ou types d'emplois accessibles", 0.2),
)
"""Words of the printed form → how much each says for it."""

_PAGE_LINE = re.compile(rf"^[ \t]*(?P<page>{PAGE_NUMBER.pattern})[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_HEADER = 30_000
_WORDS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_COUNTS = re.compile(rf"\b(?P<count>\d+|{'|'.join(_WORDS)})\s+(?P<what>activites?|competences?|blocs?)\b")


def recognises(document: Document) -> float:
    """How surely ``document`` is a « Résumé descriptif », from 0 to 1."""
    flat = re.sub(r"\s+", " ", fold(document.text[:_HEADER]))
    return min(1.0, sum(weight for words, weight in _SIGNS if words in flat))


def _number(printed: str) -> int:
    return _WORDS.index(printed) + 1 if printed in _WORDS else int(printed)


def read(document: Document, certification_id: str) -> Reading:
    """What ``document`` says of the certification ``certification_id``.

    Raises:
        DocumentError: no title.
        RecordError: one number for two blocs, or one code for two competences.
    """
    return _Fiche(document).reading(certification_id)


@dataclass
class _Content:
    """The items of the fiche."""

    sentences: list[Fact] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    competences: list[Competence] = field(default_factory=list)
    modalities: list[Modality] = field(default_factory=list)
    groups: list[CriteriaGroup] = field(default_factory=list)


class _Fiche:
    """The sections of a fiche, and what is read from them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sections = sections.read(document)
        self._furniture: list[Furniture] = []
        self._issues: list[Issue] = []
        for section in self._sections:
            if section.key not in ("bloc", "header"):
                self._furnish("intitulé de rubrique", *section.heading)
        for match in _PAGE_LINE.finditer(document.text):
            self._furnish("numéro de page", *match.span("page"))

    def _furnish(self, kind: str, start: int, end: int) -> None:
        self._furniture.append(Furniture(kind=kind, source=self._document.passage(start, end)))

    def _all(self, *keys: str) -> list[Section]:
        return [section for section in self._sections if section.key in keys]

    def _facts(self, read_section: Callable[[Document, Section], list[Fact]], *keys: str) -> tuple[Fact, ...]:
        return tuple(found for section in self._all(*keys) for found in read_section(self._document, section))

    def reading(self, certification_id: str) -> Reading:
        """The whole reading."""
        parts = [blocs.read(self._document, section) for section in self._all("bloc")]
        listed = [title for section in self._all("components") for title in blocs.listed(self._document, section)]
        found_blocs = blocs.records(self._document, parts, listed)
        found = self._content(parts, {bloc.number for bloc in found_blocs})
        certification = self._certification(certification_id, found.sentences)
        self._compare_counts(len(found_blocs), found)
        self._furniture += [item for part in parts for item in part.furniture]
        reading = Reading(
            document=DocumentInfo(name=self._document.name, sha256=self._document.sha256, family=FAMILY),
            certification=certification,
            blocs=tuple(found_blocs),
            activities=tuple(found.activities),
            competences=tuple(found.competences),
            modalities=assessment.join_suites(found.modalities),
            criteria_groups=assessment.tie_thresholds(found.groups, found.modalities),
            furniture=tuple(sorted(self._furniture, key=lambda item: item.source.start)),
            issues=tuple(sorted(self._issues, key=lambda issue: (issue.line, issue.message))),
        )
        return with_residue(self._document, reading)

    # --- the certification as a whole --------------------------------------------------------------------------------

    def _certification(self, certification_id: str, sentences: list[Fact]) -> Certification:
        title = self._title()
        title_end = max(section.end for section in self._all("title"))
        authorities = [facts.authority(self._document, section) for section in self._all("authority")]
        work = [facts.work(self._document, section) for section in self._all("sectors")]
        for label in (label for part in work for label in part.labels):
            self._furnish("intitulé de liste", label.start, label.end)
        routes = access.routes(self._document, self._all("routes", "territories"))
        territories = access.territories(self._document, self._all("routes", "territories"))
        self._issues += access.lost(self._document, routes, territories)
        level = next((fact for section in self._all("level") if (fact := facts.level(self._document, section))), None)
        legal = self._all("decree", "creation", "other_references", "vae", "legal")
        return Certification(
            id=certification_id,
            title=title.title,
            kind=title.kind,
            level=level or title.level,
            segments=title.segments,
            rncp_number=titles.rncp_number(self._document, title_end),
            certifiers=tuple(fact for certifiers, _ in authorities for fact in certifiers),
            signatories=(
                *(fact for _, signatories in authorities for fact in signatories),
                *self._facts(facts.paragraphs, "signatory"),
            ),
            nsf=self._facts(facts.nsf, "nsf"),
            rome=self._facts(facts.rome, "rome"),
            formacodes=self._facts(facts.formacodes, "formacodes"),
            sectors=tuple(fact for part in work for fact in part.sectors),
            jobs=tuple(fact for part in work for fact in part.jobs),
            regulated_activities=self._facts(facts.regulated_activities, "regulations"),
            places=self._facts(facts.places, "places", "preparation_places"),
            links=self._facts(facts.paragraphs, "links", "previous", "next"),
            pages=tuple(facts.pages(self._document, self._all("regulations", "information", "statistics", "history"))),
            summary_activities=tuple(sentences),
            registration=registration.read(self._document, legal),
            access_routes=tuple(routes),
            territories=tuple(territories),
            validation_rules=tuple(self._validity()),
        )

    def _title(self) -> titles.Title:
        for section in self._all("title"):
            found = list(lines(self._document, section.start, section.end))
            if found:
                return titles.Title(self._document, found[0].start, found[-1].end)
        raise DocumentError(
            "la fiche n’a pas d’intitulé.",
            place=self._document.name,
            remedy="Vérifiez que la rubrique « Intitulé » est remplie.",
        )

    def _validity(self) -> list[ValidationRule]:
        found = self._facts(facts.paragraphs, "validity")
        return [
            ValidationRule(id=f"rule/{number}", code="component-validity", text=fact.text, source=fact.source)
            for number, fact in enumerate(found, 1)
        ]

    # --- activities, competences, modalities -------------------------------------------------------------------------

    def _content(self, parts: list[blocs.BlocPart], named: set[int]) -> _Content:
        found = _Content()
        summary = self._summary(found)
        merger = competences.Merger(self._document, competences.printings(self._document, summary))
        competences.printings(self._document, [entry for part in parts for entry in part.competences])
        for part in parts:
            bloc = f"bloc/{part.number}"
            printings = competences.printings(self._document, part.competences)
            found.competences += merger.of_bloc(bloc, printings)
            found.modalities += self._modalities(bloc, part.modalities)
            found.groups += self._groups(bloc, part.criteria)
        rest, issues = merger.rest({part.number for part in parts}, named)
        found.competences += rest
        self._issues += issues
        return found

    def _summary(self, found: _Content) -> list[Entry]:
        """The competences of the summary; its activities and its sentences about the job go to ``found``."""
        printed: list[Entry] = []
        for section in self._all("activities"):
            for part in content.parts(self._document, section, Kind.ACTIVITY):
                if part.label:
                    self._furnish("intitulé de liste", part.label.start, part.label.end)
                for entry, code in content.coded(part.entries(self._document)):
                    if part.kind is Kind.COMPETENCE or (code and not code.code.startswith("A")):
                        printed.append(entry)
                    elif entry.bullet or code or part.label or codes.number(entry.text):
                        found.activities.append(self._activity(entry, len(found.activities) + 1))
                    else:
                        found.sentences.append(Fact(text=entry.text, source=entry.passage))
        return printed

    def _activity(self, entry: Entry, order: int) -> Activity:
        code = codes.code(entry.text) or codes.number(entry.text)
        return Activity(
            id=f"activity/a{order:02}",
            bloc="",
            text=entry.text[code.length if code else 0 :],
            order=order,
            code=code.code if code else None,
            source_code=code.printed if code else None,
            source=entry.passage,
        )

    def _modalities(self, bloc: str, found: list[Entry]) -> list[Modality]:
        made = []
        for number, entry in enumerate(found, 1):
            id = f"{bloc}/modality/m{number:02}"
            analysis = assessment.analyse(id, entry.text)
            made.append(analysis.modality(id=id, bloc=bloc, text=entry.text, source=entry.passage))
        return made

    def _groups(self, bloc: str, found: list[Entry]) -> list[CriteriaGroup]:
        """The criteria of a bloc, which name no competence, as one group."""
        if not found:
            return []
        id = f"{bloc}/criteria/g01"
        items = tuple(
            Criterion(
                id=f"{id}/{number:02}",
                text=entry.text,
                source=entry.passage,
                minimum_ratio=assessment.threshold(entry.text),
            )
            for number, entry in enumerate(found, 1)
        )
        source = self._document.passage(found[0].start, found[-1].end)
        return [CriteriaGroup(id=id, bloc=bloc, criteria=items, source=source)]

    def _compare_counts(self, bloc_count: int, found: _Content) -> None:
        """The figures that the fiche prints of itself against what was read: a difference is an issue."""
        read_counts = {"a": len(found.activities), "c": len(found.competences), "b": bloc_count}
        if not bloc_count:
            where = next((section.heading[0] for section in self._all("components")), 0)
            message = "La fiche ne décrit aucun bloc de compétences."
            self._issues.append(Issue(path=self._document.name, line=self._document.line_at(where), message=message))
        for section in self._all("components"):
            for entry in entries(self._document, list(lines(self._document, section.start, section.end))):
                matches = list(_COUNTS.finditer(Folded(entry.text).flat))
                if matches or entry.text.endswith(":"):
                    self._furnish("introduction", entry.start, entry.end)
                for match in matches:
                    count = read_counts[match["what"][0]]
                    if _number(match["count"]) != count:
                        self._issues.append(self._differs(entry, match, count))

    def _differs(self, entry: Entry, match: re.Match[str], count: int) -> Issue:
        what = {"a": "activités", "c": "compétences", "b": "blocs"}[match["what"][0]]
        message = f"La fiche annonce {match['count']} {what}, la lecture en trouve {count}."
        return Issue(path=self._document.name, line=entry.passage.line, message=message)
