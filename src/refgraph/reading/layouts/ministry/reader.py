"""From the référentiel of a titre professionnel to a `Reading`."""

from __future__ import annotations

from collections import defaultdict

from refgraph.core.errors import DocumentError
from refgraph.model.records import Reading
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.ministry import sections
from refgraph.reading.layouts.ministry.sections import NAMES, MinistrySection
from refgraph.reading.shared import bloc_titles, codes, flow, register_signs
from refgraph.reading.shared.codes import Code
from refgraph.reading.shared.drafting import ReadingDraft, unread_lines
from refgraph.reading.shared.flow import FlowLine
from refgraph.reading.shared.identity import Identity

NAME = "reac"
VERSION = "1"
DESCRIPTION = "Référentiels emploi activités compétences (REAC) des titres professionnels du ministère du Travail"


def recognises(document: Document) -> float:
    """How surely ``document`` is a REAC, from 0 to 1."""
    return register_signs.of_reac(document)


def read(document: Document, certification_id: str) -> Reading:
    """What the REAC says of the certification ``certification_id``.

    Raises:
        DocumentError: no list of activités types with their competences.
    """
    reac = _Reac(document)
    reac.take()
    if not reac.draft.competences:
        raise DocumentError(
            "le REAC ne liste aucune compétence sous une activité type.",
            place=document.name,
            remedy="Fournissez le document entier, avec la « Liste des activités types et des compétences ».",
        )
    return reac.draft.reading(reac.identity.certification(certification_id))


class _Reac:
    """The sections of a REAC, and what is read from them."""

    def __init__(self, document: Document) -> None:
        found = flow.of_document(document)
        self._document = document
        opens = lambda line: bool(sections.key_of(line))  # noqa: E731
        self._sections = sections.parted(flow.joined(found.lines, opens))
        self.draft = ReadingDraft(document, NAME)
        self.identity = Identity(document)
        self._unread: dict[str, list[Slice]] = defaultdict(list)
        self._numbers = {
            sections.same_words(section.title.text): section.number
            for section in self._sections
            if section.key == "competence" and section.title and section.number
        }
        self.draft.furnish_all("balise", found.marks)

    def take(self) -> None:
        """Take in every section, the lists first: they say what stands under which activité type."""
        for section in self._sections:
            if section.heading:
                self.draft.furnish("intitulé de rubrique", *section.heading.whole)
            for line in section.furniture:
                self.draft.furnish("pied de page", *line.whole)
        for section in self._sections:
            if section.key == "list":
                self._list(section)
        fiche: MinistrySection | None = None
        for section in self._sections:
            fiche = section if section.key in ("activity", "competence", "transversal_fiche") else fiche
            self._section(section, fiche)
        for key, spans in self._unread.items():
            told = unread_lines(len(spans))
            self.draft.leave(spans, f"De la partie «\u00a0{NAMES.get(key, key)}\u00a0», {told}.")

    def _list(self, section: MinistrySection) -> None:
        """« 1. Activité type », and below it the competences of it."""
        bloc = ""
        for line in section.lines:
            number = codes.number(line.block.runs[0].text)
            if found := bloc_titles.find(line.text):
                title = line.block.behind(found.title[0])
                if title.runs[0].text:
                    whole = (line.block.start, title.runs[-1].end)
                    bloc = self.draft.bloc(title, found.number, str(found.number), found.source_code, whole)
            elif number:
                bloc = self._bloc(number.code, number.printed, line, sections.words_of(line).start)
            elif bloc:
                self._competence(bloc, line)
            else:
                self._unread["list"].append(line.whole)

    def _bloc(self, number: str, printed: str | None, line: FlowLine, start: int) -> str:
        title = sections.words_of(line)
        return self.draft.bloc(title, int(number), number, printed, (min(line.block.start, start), title.runs[-1].end))

    def _competence(self, bloc: str, line: FlowLine) -> str:
        number = self._numbers.get(sections.same_words(line.text))
        known = self.draft.known("", line.text, None)
        if known:
            self.draft.print_again(known.id, [self._document.passage(*line.block.extent)])
            return known.id
        return self.draft.competence(bloc, line.block, Code("", f"CP{number}", 0) if number else None)

    def _section(self, section: MinistrySection, fiche: MinistrySection | None) -> None:
        if section.key == "title":
            self._title(section)
        elif section.key == "activity":
            self._activity(section)
        elif section.key == "activity_list" and fiche and fiche.key == "activity" and fiche.number:
            bloc = next((bloc.id for bloc in self.draft.blocs if bloc.number == int(fiche.number)), "")
            for line in section.lines:
                self._competence(bloc, line)
        elif section.key == "competence":
            self._fiche(section)
        elif section.key == "criteria" and fiche and fiche.key == "competence":
            self._criteria(section, fiche)
        elif section.key not in ("list",):
            is_transversal = fiche is not None and fiche.key == "transversal_fiche"
            key = "transversal_fiche" if is_transversal and section.key != "glossary" else section.key
            self._unread[key] += [line.whole for line in section.lines]

    def _title(self, section: MinistrySection) -> None:
        """The title and the level, which stand below « du titre professionnel »."""
        lines = list(section.lines)
        if lines and self.identity.title is None:
            self.identity.title = lines[0].block.extent
            lines = lines[1:]
        for line in lines:
            label = self.identity.take(*line.block.extent)
            if label is None:
                self._unread["header"].append(line.whole)
            else:
                self.draft.furnish("libellé", *label)

    def _activity(self, section: MinistrySection) -> None:
        if section.title and section.number:
            self._bloc(section.number, None, section.title, section.title.block.start)
        elif section.title:
            self._unread["activity"].append(section.title.whole)
        self._unread["description"] += [line.whole for line in section.lines]

    def _fiche(self, section: MinistrySection) -> None:
        title = section.title
        if title is None:
            return
        if known := self.draft.known("", title.text, None):
            self.draft.print_again(known.id, [self._document.passage(*title.block.extent)])
        else:
            self.draft.leave([title.whole], f"La fiche «\u00a0{title.text}\u00a0» n’est dans aucune activité type.")
        self._unread["description"] += [line.whole for line in section.lines]

    def _criteria(self, section: MinistrySection, fiche: MinistrySection) -> None:
        known = self.draft.known("", fiche.title.text, None) if fiche.title else None
        if known and section.lines:
            self.draft.criteria(known.bloc, [line.block for line in section.lines], (known.id,))
        else:
            self._unread["criteria"] += [line.whole for line in section.lines]
