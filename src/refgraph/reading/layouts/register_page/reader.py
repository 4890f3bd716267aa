"""From the page of a certification to a `Reading`."""

from __future__ import annotations

import re

import msgspec

from refgraph.core.errors import DocumentError
from refgraph.core.french import count
from refgraph.model import ids
from refgraph.model.records import Fact, Reading, ValidationRule
from refgraph.reading.document import Document
from refgraph.reading.layouts.register_page import content, facts, sections
from refgraph.reading.layouts.register_page.sections import PageSection
from refgraph.reading.shared import bloc_content, flow, register_signs
from refgraph.reading.shared.drafting import ReadingDraft, unread_lines
from refgraph.reading.shared.flow import FlowLine
from refgraph.reading.shared.identity import Identity, registered

NAME = "page"
VERSION = "3"
DESCRIPTION = "Pages du site francecompetences.fr, copiées en texte ou enregistrées en HTML"

_TITLED = re.compile(r"(?:RNCP|RS)\s?\d{3,6}\s*[-–:]\s*(?=\S)")
_UNREAD = frozenset({"objectives", "work", "regulated", "links", "legal", "effect", "statistics", "page", "trainers"})
_UNREAD |= {"replaced", "referential", "register", "territories"}


def recognises(document: Document) -> float:
    """How surely ``document`` is the page of a certification, from 0 to 1."""
    return register_signs.of_page(document)


def read(document: Document, certification_id: str) -> Reading:
    """What the page says of the certification ``certification_id``.

    Raises:
        DocumentError: it holds no competence.
    """
    page = _Page(document)
    page.take()
    if not page.draft.competences:
        raise DocumentError(
            "la page ne contient aucune compétence.",
            place=document.name,
            remedy="Copiez toute la page, rubriques « Compétences attestées » et « Blocs de compétences » comprises.",
        )
    return page.reading(certification_id)


class _Page:
    """The sections of a page, and what is read from them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        found = flow.of_document(document)
        self._sections = sections.parted(flow.joined(found.lines, lambda line: bool(sections.key_of(line.flat))))
        self.draft = ReadingDraft(document, NAME)
        self._identity = Identity(document)
        self._prerequisites: list[Fact] = []
        self.draft.furnish_all("balise", found.marks)

    def take(self) -> None:
        """Take in every section."""
        for section in self._sections:
            if section.heading and section.key != "bloc":
                self._furnish("intitulé de rubrique", section.heading, section.length)
        self._header()
        self._blocs()
        self._summary()
        for section in self._sections:
            self._fact(section)
        for section in self._sections:
            if section.key in _UNREAD and section.lines:
                self._leave(section)

    def reading(self, certification_id: str) -> Reading:
        """The whole reading."""
        blocs = [section.heading.block.start for section in self._sections if section.key == "bloc" and section.heading]
        found = self._identity.certification(certification_id, until=min(blocs, default=None))
        access, issues = facts.routes(self._document, self._lines("routes"))
        self.draft.issues += issues
        self._furnish_rows("routes", {route.source.start: route.source.end for route in access})
        prerequisites = [
            ValidationRule(id="", code="prerequisite", text=fact.text, source=fact.source)
            for fact in self._prerequisites
        ]
        found_rules = [*found.validation_rules, *self._validity(), *prerequisites]
        certification = msgspec.structs.replace(
            found,
            registration=facts.registration(self._document, self._sections),
            access_routes=tuple(access),
            validation_rules=tuple(
                msgspec.structs.replace(rule, id=ids.rule(number)) for number, rule in enumerate(found_rules, 1)
            ),
        )
        return self.draft.reading(certification)

    # --- what the page says of the whole ------------------------------------------------------------------------------

    def _header(self) -> None:
        """The lines above the first heading, and those up to the status: the title is the last of them."""
        header = [line for line in self._above_status() if not self._is_taken(line)]
        titled = [line for line in header if _TITLED.match(line.text)]
        is_top = any(section.key in ("status", "number") for section in self._sections)
        candidates = titled or [line for line in header if line.level == 1] or (header[-1:] if is_top else [])
        if candidates:
            line = candidates[-1]
            match = _TITLED.match(line.block.runs[0].text)
            words = line.block.behind(match.end()) if match else line.block
            self._identity.title = words.extent
            if match:
                number = registered(self._document, line.block.start, words.start)
                self._identity.facts["number"] += [number] if number else []
        left = [line for line in header if line not in candidates[-1:]]
        if left:
            told = unread_lines(len(left))
            self.draft.leave([line.whole for line in left], f"Au-dessus de la fiche, {told}.")

    def _above_status(self) -> list[FlowLine]:
        found: list[FlowLine] = []
        for section in self._sections:
            if section.key not in ("header", "register"):
                break
            found += section.lines
            section.lines = []
        return found

    def _is_taken(self, line: FlowLine) -> bool:
        """Take a line of the header that says what it holds."""
        label = self._identity.take(*line.block.extent)
        if label:
            self.draft.furnish("libellé", *label)
        return label is not None

    def _fact(self, section: PageSection) -> None:
        document, said = self._document, self._identity.facts
        if section.key in ("nsf", "formacodes", "rome"):
            said[section.key] += facts.coded(document, section.key, section.lines)
            self._furnish_rows(section.key, {fact.source.start: fact.source.end for fact in said[section.key]})
        elif section.key == "level" and (level := facts.level(document, section.lines)):
            said["level"].append(level)
            self._furnish_rows("level", {level.source.start: level.source.end})
        elif section.key == "number":
            for line in section.lines[:1]:
                if number := registered(document, *line.whole):
                    said["number"].append(number)
            self._leave_rest(section, 1)
        elif section.key == "certifiers":
            for fact, rest in facts.certifiers(document, section.lines):
                said["certifiers"].append(fact)
                self.draft.furnish("identification du certificateur", *rest)
            for line in section.lines:
                if line.cell:
                    self.draft.furnish("identification du certificateur", *line.whole)
        elif section.key in ("sectors", "jobs"):
            said[section.key] += [
                facts.words_of(document, line) for line in section.lines if not line.text.endswith(":")
            ]
            for line in section.lines:
                if line.text.endswith(":"):
                    self._furnish("introduction", line)
        elif section.key == "rules":
            self._identity.sentences += [line.whole for line in section.lines]
        elif section.key == "prerequisites":
            self._prerequisites += [
                facts.words_of(document, line) for line in section.lines if line.flat not in ("non", "oui")
            ]
        elif section.key in ("status", "deadline", "decision", "duration"):
            self._leave_rest(section, 1)

    def _leave_rest(self, section: PageSection, kept: int) -> None:
        for line in section.lines[:kept]:
            self._furnish("valeur de la rubrique", line)
        if rest := section.lines[kept:]:
            told = unread_lines(len(rest))
            name = section.heading.text if section.heading else ""
            self.draft.leave([line.whole for line in rest], f"Sous «\u00a0{name}\u00a0», {told}.")

    def _validity(self) -> list[ValidationRule]:
        return [
            ValidationRule(
                id="", code="component-validity", text=line.text, source=facts.words_of(self._document, line).source
            )
            for line in self._lines("validity")
        ]

    # --- blocs and summary --------------------------------------------------------------------------------------------

    def _blocs(self) -> None:
        attested, assessed = self._lines("competences"), self._summary_modalities()
        for section, lines in sections.of_bloc(self._sections):
            match = section.bloc
            assert match is not None and section.heading is not None  # noqa: PT018  # of_bloc says so
            number, block = int(match["rank"]), section.heading.block
            title = block.behind(match.end()) if block.runs[0].text[match.end() :].strip() else block
            bloc = self.draft.bloc(title, number, str(number), match["code"], (block.start, title.runs[-1].end))
            competences, modalities, loose = content.halves(lines, attested, assessed)
            bloc_content.competences(self.draft, bloc, [line.block for line in competences])
            bloc_content.modalities(self.draft, bloc, [line.block for line in modalities])
            for line in lines:
                if line.cell and line.cell.row == 0:
                    self._furnish("intitulé de colonne", line)
            if loose:
                first = f"«\u00a0{loose[0].text}\u00a0»"
                message = f"Rien ne dit si {first} est une compétence ou une modalité\u00a0: à vérifier."
                self.draft.leave([line.whole for line in loose], message)

    def _summary(self) -> None:
        """The summary: its activities, its competences (new ones only where no bloc has them), its modalities."""
        document, draft = self._document, self.draft
        for line in self._lines("activities"):
            if line.text.endswith(":"):
                self._furnish("introduction", line)
            else:
                self._identity.facts["summary_activities"].append(facts.words_of(document, line))
        attested = bloc_content.repeated(draft, [line.block for line in self._lines("competences")])
        self._identity.facts["attested_capacities"].extend(attested)
        if not draft.modalities:
            bloc_content.modalities(draft, "", [line.block for line in self._summary_modalities()])
        for line in self._summary_modalities() if draft.blocs else ():
            self._furnish("rappel d’une modalité", line)

    def _summary_modalities(self) -> list[FlowLine]:
        """The modalities of the summary, which stand above the blocs."""
        section = next((one for one in self._sections if one.key == "modalities"), None)
        first_bloc = next((place for place, one in enumerate(self._sections) if one.key == "bloc"), None)
        if section is None or (first_bloc is not None and self._sections.index(section) > first_bloc):
            return []
        return section.lines

    # --- what is no item ----------------------------------------------------------------------------------------------

    def _lines(self, key: str) -> list[FlowLine]:
        return [line for section in self._sections if section.key == key for line in section.lines]

    def _furnish(self, kind: str, line: FlowLine, length: int = 0) -> None:
        end = line.block.behind(length).start if length else line.whole[1]
        self.draft.furnish(kind, line.whole[0], end)

    def _furnish_rows(self, key: str, taken: dict[int, int]) -> None:
        """The lines of a section that are no item: column titles, rows without one."""
        for line in self._lines(key):
            if not any(start <= line.block.start < end for start, end in taken.items()):
                self._furnish("cellule sans contenu repris", line)

    def _leave(self, section: PageSection) -> None:
        name = section.heading.text if section.heading else "début"
        told = count(len(section.lines), "ligne n’a", "lignes n’ont")
        message = (
            f"La rubrique «\u00a0{name.rstrip(' :')}\u00a0» ({told} pas de place dans le graphe) n’est pas reprise."
        )
        self.draft.leave([line.whole for line in section.lines], message)
