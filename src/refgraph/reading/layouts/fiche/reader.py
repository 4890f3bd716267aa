"""From a « Résumé descriptif » to a `Reading`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from refgraph.core.errors import DocumentError
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
    ValidationRule,
)
from refgraph.reading.document import Document
from refgraph.reading.layouts.fiche import (
    access,
    blocs,
    competences,
    content,
    facts,
    items,
    numbering,
    registration,
    remarks,
    sections,
    work,
)
from refgraph.reading.layouts.fiche.content import EntryKind
from refgraph.reading.layouts.fiche.entries import Entry, lines
from refgraph.reading.layouts.fiche.sections import Section
from refgraph.reading.shared import assessment, codes, rules, titles
from refgraph.reading.shared.folded import Folded, one_line
from refgraph.reading.shared.page_numbers import PAGE_NUMBER

NAME = "fiche"
VERSION = "2"
DESCRIPTION = "Fiches « Résumé descriptif de la certification » du répertoire national"

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
_WORDS = {
    word: number
    for number, word in enumerate(("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"), 2)
}
"""Numbers in words; « un bloc » is no count."""
_COUNTS = re.compile(rf"\b(?P<count>\d+|{'|'.join(_WORDS)})\s+(?P<what>activites?|competences?|blocs?)\b")


def recognises(document: Document) -> float:
    """How surely ``document`` is a « Résumé descriptif », from 0 to 1."""
    flat = one_line(document.text[:_HEADER])
    return min(1.0, sum(weight for words, weight in _SIGNS if words in flat))


def _number(printed: str) -> int:
    return _WORDS[printed] if printed in _WORDS else int(printed)


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
        """The facts of these sections; « Néant » is none, nor is a line that announces others."""
        found = [fact for section in self._all(*keys) for fact in read_section(self._document, section)]
        empty = [fact for fact in found if remarks.says_nothing(fact.text) or fact.text.endswith(":")]
        for fact in empty:
            kind = "intitulé de liste" if fact.text.endswith(":") else "rubrique sans contenu"
            self._furniture.append(Furniture(kind=kind, source=fact.source))
        return tuple(fact for fact in found if fact not in empty)

    def reading(self, certification_id: str) -> Reading:
        """The whole reading."""
        parts = [blocs.read(self._document, section) for section in self._all("bloc")]
        blocs.share_certificates(parts)
        listed = [title for section in self._all("components") for title in blocs.listed(self._document, section)]
        found_blocs = blocs.records(self._document, parts, listed)
        found = self._content(parts, {bloc.number for bloc in found_blocs})
        certification = self._certification(certification_id, found.sentences, parts)
        self._compare_counts(len(found_blocs), found)
        self._issues += remarks.untaken(self._document, self._sections)
        self._furniture += [item for part in parts for item in part.furniture]
        return Reading(
            document=DocumentInfo(name=self._document.name, sha256=self._document.sha256, family=NAME),
            certification=certification,
            blocs=tuple(found_blocs),
            activities=tuple(found.activities),
            competences=tuple(found.competences),
            modalities=assessment.join_suites(found.modalities),
            criteria_groups=assessment.tie_thresholds(found.groups, found.modalities),
            furniture=tuple(sorted(self._furniture, key=lambda item: item.source.start)),
            issues=tuple(sorted(self._issues, key=lambda issue: (issue.line, issue.message))),
        )

    # --- the certification as a whole --------------------------------------------------------------------------------

    def _certification(
        self, certification_id: str, sentences: list[Fact], parts: list[blocs.BlocPart]
    ) -> Certification:
        title = self._title()
        title_end = max(section.end for section in self._all("title"))
        authorities = [facts.authority(self._document, section) for section in self._all("authority")]
        behind = [facts.authority(self._document, section) for section in self._all("references")]
        worked = [work.read(self._document, section) for section in self._all("sectors")]
        for label in (label for part in worked for label in part.labels):
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
                *(fact for _, signatories in [*authorities, *behind] for fact in signatories),
                *self._facts(facts.paragraphs, "signatory"),
            ),
            nsf=self._facts(facts.nsf, "nsf"),
            rome=self._facts(facts.rome, "rome"),
            formacodes=self._facts(facts.formacodes, "formacodes"),
            sectors=tuple(fact for part in worked for fact in part.sectors),
            jobs=tuple(fact for part in worked for fact in part.jobs),
            regulated_activities=self._facts(facts.regulated_activities, "regulations"),
            places=self._facts(facts.places, "places", "preparation_places"),
            links=self._facts(facts.paragraphs, "links", "previous", "next"),
            pages=tuple(facts.pages(self._document, self._all("regulations", "information", "statistics", "history"))),
            summary_activities=tuple(sentences),
            registration=registration.read(self._document, legal),
            access_routes=tuple(routes),
            territories=tuple(territories),
            validation_rules=(
                *remarks.rules_of(
                    self._document, self._all("components", "access"), self._of_blocs(parts), self._validity()
                ),
                *blocs.certificate_rules(parts),
            ),
            accommodations=remarks.accommodations_of(self._document, self._all("components", "access")),
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

    def _of_blocs(self, parts: list[blocs.BlocPart]) -> list[ValidationRule]:
        """The rules that stand among the modalities of a bloc."""
        found = [entry for part in parts for entry in part.rules]
        return [ValidationRule(id="", code="bloc-validation", text=item.text, source=item.passage) for item in found]

    def _validity(self) -> list[ValidationRule]:
        found = self._facts(facts.paragraphs, "validity")
        return [
            ValidationRule(id=ids.rule(number), code="component-validity", text=fact.text, source=fact.source)
            for number, fact in enumerate(found, 1)
        ]

    # --- activities, competences, modalities -------------------------------------------------------------------------

    def _content(self, parts: list[blocs.BlocPart], named: set[int]) -> _Content:
        found = _Content()
        summary = self._summary(found, [part.title.quote for part in parts])
        merger = competences.Merger(self._document, competences.printings(self._document, summary))
        competences.printings(self._document, [entry for part in parts for entry in part.competences])
        for part in parts:
            bloc = ids.bloc(part.number)
            printings = competences.printings(self._document, part.competences)
            found.competences += merger.of_bloc(bloc, printings)
            found.modalities += items.modalities(bloc, part.modalities)
            found.groups += items.groups(self._document, bloc, part.criteria)
        rest, issues = merger.rest({part.number for part in parts}, named)
        found.competences += rest
        self._issues += issues
        return found

    def _summary(self, found: _Content, titles: list[str]) -> list[Entry]:
        """The competences of the summary; its activities and its sentences about the job go to ``found``.

        What stands below the title of a bloc are its competences.
        """
        printed: list[Entry] = []
        for section in self._all("activities"):
            below_title = False
            for part in content.parts(self._document, section, EntryKind.ACTIVITY):
                if part.label:
                    self._furnish("intitulé de liste", part.label.start, part.label.end)
                for entry, code in content.coded(part.entries(self._document)):
                    if self._names_bloc(entry, titles):
                        below_title = True
                        self._furnish("rappel du bloc", entry.start, entry.end)
                    elif part.kind is EntryKind.COMPETENCE or below_title or (code and not code.code.startswith("A")):
                        printed.append(entry)
                    elif entry.bullet or code or part.label or codes.number(entry.text):
                        found.activities.append(items.activity(entry, len(found.activities) + 1))
                    else:
                        found.sentences.append(Fact(text=entry.text, source=entry.passage))
        return printed

    def _names_bloc(self, entry: Entry, titles: list[str]) -> bool:
        printed = self._document.text[entry.start : entry.end]
        return numbering.announces(printed) or any(numbering.names(printed, title) for title in titles)

    def _compare_counts(self, bloc_count: int, found: _Content) -> None:
        """The figures that the fiche prints of itself against what was read: a difference is an issue."""
        read_counts = {"a": len(found.activities), "c": len(found.competences), "b": bloc_count}
        if not bloc_count:
            where = next((section.heading[0] for section in self._all("components")), 0)
            message = "La fiche ne décrit aucun bloc de compétences."
            self._issues.append(Issue(path=self._document.name, line=self._document.line_at(where), message=message))
        for section in self._all("components"):
            for start, end in remarks.sentences(self._document, section):
                sentence = self._document.text[start:end]
                matches = [] if rules.rule_code(sentence) else list(_COUNTS.finditer(Folded(sentence).flat))
                if matches or sentence.rstrip().endswith(":"):
                    self._furnish("introduction", start, end)
                for match in matches:
                    count = read_counts[match["what"][0]]
                    if _number(match["count"]) != count:
                        self._issues.append(self._differs(start, match, count))

    def _differs(self, place: int, match: re.Match[str], count: int) -> Issue:
        what = {"a": "activités", "c": "compétences", "b": "blocs"}[match["what"][0]]
        message = f"La fiche annonce {match['count']} {what}, la lecture en trouve {count}."
        return Issue(path=self._document.name, line=self._document.line_at(place), message=message)
