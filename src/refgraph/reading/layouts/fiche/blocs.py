"""The blocs of a fiche: their headings, summary titles, competences, modalities and certificates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from refgraph.core.errors import RecordError
from refgraph.core.text import mend
from refgraph.model import ids
from refgraph.model.records import Bloc, Fact, Furniture, Passage, ValidationRule
from refgraph.reading.document import Document
from refgraph.reading.layouts.fiche import content, numbering
from refgraph.reading.layouts.fiche.content import EntryKind
from refgraph.reading.layouts.fiche.entries import Entry, EntryLine, entries, lines
from refgraph.reading.layouts.fiche.sections import Section
from refgraph.reading.shared import codes, rules
from refgraph.reading.shared.folded import Folded
from refgraph.reading.shared.sentences import is_open
from refgraph.reading.shared.titles import same_title
from refgraph.reading.shared.wordings import ASSESSMENT

_NUMBER = re.compile(r"(?:n\s?[°o]\s?|bc\s?)0?(?P<number>\d{1,2})\b")
_REGISTER_CODE = re.compile(r"RNCP ?\d+ ?BC ?\d{1,2}")


@dataclass
class BlocPart:
    """One bloc section as read."""

    number: int
    heading: Passage
    title: Passage
    competences: list[Entry] = field(default_factory=list)
    modalities: list[Entry] = field(default_factory=list)
    criteria: list[Entry] = field(default_factory=list)
    rules: list[Entry] = field(default_factory=list)
    certificate: bool | None = None
    certificate_passages: list[Passage] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)


def read(document: Document, section: Section) -> BlocPart:
    """The bloc that ``section`` describes. Its title reaches from the heading to the first label or bullet."""
    flat = Folded(document.text[slice(*section.heading)]).flat
    number = _NUMBER.search(flat)
    first, *others = content.parts(document, section, EntryKind.TITLE) or [content.Part(EntryKind.TITLE, None)]
    if first.kind is not EntryKind.TITLE:
        first, others = content.Part(EntryKind.TITLE, None), [first, *others]
    title, rest = _title(document, section, first.lines)
    heading = document.passage(section.heading[0], title.start if title.start > section.heading[0] else section.start)
    found = BlocPart(int(number["number"]) if number else 0, heading, title)
    for part in [content.Part(EntryKind.COMPETENCE, None, rest), *others]:
        _take(document, found, part)
    return found


def _title(document: Document, section: Section, found: list[EntryLine]) -> tuple[Passage, list[EntryLine]]:
    """The slice of the title, and the lines behind it: entries that no label announces."""
    opening = next((n for n in range(1, len(found)) if _opens_entry(found[n], found[n - 1])), len(found))
    words = found[:opening]
    start = found[0].start if found else section.heading[0]
    end = words[-1].end if words else section.heading[1]
    begin = numbering.prefix(document.text[start:end])
    return document.passage(start + begin, end), found[len(words) :]


def _opens_entry(line: EntryLine, above: EntryLine) -> bool:
    """Whether ``line`` is no more of the title: a bullet, a code, or a new sentence behind a blank line."""
    is_new = (
        line.blanks > 0 and line.text[:1].isupper() and not (is_open(above.text) or above.text.endswith((":", "–")))
    )
    return bool(codes.bullet(line.text) or codes.code(line.text)) or is_new


def _take(document: Document, bloc: BlocPart, part: content.Part) -> None:
    """Put the entries of ``part`` where they belong."""
    if part.label:
        passage = document.passage(part.label.start, part.label.end)
        bloc.furniture.append(Furniture(kind="intitulé de liste", source=passage))
    found = part.entries(document)
    if part.kind is EntryKind.COMPETENCE and part.label is None:
        bloc.modalities += [entry for entry in found if _is_assessment(entry)]
        bloc.competences += [entry for entry in found if not _is_assessment(entry)]
    elif part.kind is EntryKind.COMPETENCE:
        bloc.competences += found
    elif part.kind is EntryKind.MODALITY:
        bloc.rules += [entry for entry in found if rules.rule_code(entry.text) == "bloc-validation"]
        bloc.modalities += [entry for entry in found if entry not in bloc.rules]
    elif part.kind is EntryKind.CRITERION:
        bloc.criteria += found
    elif part.kind is EntryKind.CERTIFICATE:
        _take_certificate(bloc, found)


def _is_assessment(entry: Entry) -> bool:
    """Whether an entry that no label announces opens with the words of an assessment."""
    return not entry.bullet and ASSESSMENT.match(Folded(entry.text).flat) is not None


def _take_certificate(bloc: BlocPart, found: list[Entry]) -> None:
    """Keep the sentence about the certificate; what stands behind it is left to be reported."""
    for entry in found:
        said = content.says_certificate(entry.text)
        if said is not None:
            bloc.certificate = said
            bloc.certificate_passages.append(entry.passage)


_OF_ALL = re.compile(r"\b(?:chaque|tout|chacun des|tous les) blocs?\b")


def share_certificates(parts: list[BlocPart]) -> None:
    """Gives a sentence about the certificate of « chaque bloc », printed in one, to the blocs that have none."""
    said = [part for part in parts if any(_OF_ALL.search(Folded(p.quote).flat) for p in part.certificate_passages)]
    for part in (part for part in parts if said and part.certificate is None):
        part.certificate = said[0].certificate
        part.certificate_passages += said[0].certificate_passages


def certificate_rules(parts: list[BlocPart]) -> Iterator[ValidationRule]:
    """The sentences about the certificate of a bloc, as rules of that bloc."""
    for part in (part for part in parts if part.certificate_passages):
        first, *others = part.certificate_passages
        yield ValidationRule(
            id=ids.certificate_rule(ids.bloc(part.number)),
            code="bloc-certificate",
            text=mend(first.quote),
            source=first,
            other_sources=tuple(others),
        )


@dataclass(frozen=True)
class ListedBloc:
    """A bloc that a list names (« Bloc 2 : … »): its number, the words before the title, and the title."""

    number: int
    heading: Passage
    title: Passage


def listed(document: Document, section: Section) -> list[ListedBloc]:
    """The blocs that ``section`` lists."""
    found = []
    all_lines = list(lines(document, section.start, section.end))
    for entry in entries(document, all_lines, numbering.announces):
        if announced := numbering.listed(document.text[entry.start : entry.end]):
            number, place = announced[0], entry.start + announced[1]
            heading, title = document.passage(entry.start, place), document.passage(place, entry.end)
            found.append(ListedBloc(number, heading, title))
    return found


def records(document: Document, parts: list[BlocPart], named: list[ListedBloc]) -> list[Bloc]:
    """The blocs in order, described ones and such as the list alone names.

    Raises:
        RecordError: two described blocs, or two listed ones, have one number.
    """
    _check_unique(document, [(part.number, part.title) for part in parts])
    _check_unique(document, [(bloc.number, bloc.title) for bloc in named])
    described = {part.number: part for part in parts}
    names = {bloc.number: bloc for bloc in named}
    return [
        _described(described[number], names.get(number)) if number in described else _named(names[number])
        for number in sorted({*described, *names})
    ]


def _described(part: BlocPart, named: ListedBloc | None) -> Bloc:
    """A bloc with its section; a title that differs in the list is kept beside its own."""
    text = _words(part.title)
    differs = named is not None and not same_title(text, _words(named.title))
    others = [part.heading, *part.certificate_passages]
    if named:
        others += [named.heading] if differs else [named.heading, named.title]
    return Bloc(
        id=ids.bloc(part.number),
        number=part.number,
        text=text,
        code=str(part.number),
        source_code=_printed_code(part.heading, part.number),
        alternative_titles=(Fact(text=_words(named.title), source=named.title),) if named and differs else (),
        certificate_delivered=part.certificate,
        source=part.title,
        other_sources=tuple(others),
    )


def _named(bloc: ListedBloc) -> Bloc:
    """A bloc that only the list names."""
    return Bloc(
        id=ids.bloc(bloc.number),
        number=bloc.number,
        text=_words(bloc.title),
        code=str(bloc.number),
        source_code=_printed_code(bloc.heading, bloc.number),
        source=bloc.title,
        other_sources=(bloc.heading,),
    )


def _printed_code(heading: Passage, number: int) -> str:
    """The code of the register where ``heading`` prints it (« RNCP34019BC01 »), else its number."""
    match = _REGISTER_CODE.search(heading.quote)
    return match[0] if match else str(number)


def _words(title: Passage) -> str:
    return mend(title.quote).rstrip(" .;")


def _check_unique(document: Document, titles: list[tuple[int, Passage]]) -> None:
    seen: dict[int, Passage] = {}
    for number, passage in titles:
        if number in seen:
            raise RecordError(
                f"le numéro {number} désigne deux blocs (lignes {seen[number].line} et {passage.line}).",
                place=f"{document.name}, ligne {passage.line}",
                remedy="Donnez à chaque bloc un numéro qui n’appartient qu’à lui.",
            )
        seen[number] = passage
