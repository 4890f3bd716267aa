"""What the sections of a fiche say of the certification as a whole, one function per kind of section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.core.text import mend
from refgraph.model.records import Basis, Fact
from refgraph.reading.document import Document
from refgraph.reading.layouts.fiche.entries import Entry, EntryLine, entries, lines
from refgraph.reading.layouts.fiche.sections import Section
from refgraph.reading.shared import organisations
from refgraph.reading.shared.folded import Folded

_SIGNATORY = re.compile(
    r"\b(?:(?:le |la |les )?(?:directeur|directrice|presidente?|vice-presidente?|deleguee?|secretaire|ministre|recteur"
    r"|rectrice|gerante?|administrateur|administratrice|responsable|pdg|doyenn?e?|proviseur|chef d'etablissement"
    r"|principal))\b"
)
_OLD_LEVELS = {"v": "3", "iv": "4", "iii": "5", "ii": "6"}
"""Nomenclature of 1969 → cadre national, décret n° 2019-14 du 8 janvier 2019; level I became 7 or 8."""

_EUROPE = re.compile(r"\b(?P<level>[1-8])\s*\(nomenclature europe\)")
_OLD = re.compile(r"\b(?P<level>i{1,3}|iv|v)\s*\(nomenclature de 1969\)")
_PLAIN_LEVEL = re.compile(r"\bniveau\s*:?\s*(?P<level>\d{1,2})\b")
_NSF = re.compile(r"(?P<code>\d{3}(?:[a-z]\b|\s[a-z](?=\s+[A-ZÀ-ÖØ-Þ]))?)\b\s*[:–-]?\s*")
_ROME = re.compile(r"(?P<code>[A-Z]\d{4})\b\s*[:–-]?\s*")
_FORMACODE = re.compile(r"(?P<code>\d{5})\b\s*[:–-]?\s*")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"«»]+[^\s<>\"«».,;:)]")


def fact(document: Document, start: int, end: int, code: str | None = None) -> Fact:
    """What ``document.text[start:end]`` says, on one line."""
    passage = document.passage(start, end)
    return Fact(text=mend(passage.quote), code=code, source=passage)


def authority(document: Document, section: Section) -> tuple[list[Fact], list[Fact]]:
    """The certifiers and the signatories: a paragraph, or the end of one, that names a function is a signatory."""
    certifiers: list[Fact] = []
    signatories: list[Fact] = []
    for paragraph in _paragraphs(document, section):
        printed = Folded(document.text[paragraph.start : paragraph.end])
        function = _SIGNATORY.search(printed.flat)
        place = paragraph.start + printed.offset(function.start()) if function else paragraph.end
        if place > paragraph.start:
            certifiers += _certifiers(document, paragraph.start, place)
        if place < paragraph.end:
            signatories.append(fact(document, place, paragraph.end))
    return certifiers, signatories


def _paragraphs(document: Document, section: Section) -> list[Entry]:
    """The paragraphs of a section: blank lines part them, or the name of an organisation; a small letter carries on."""
    found: list[Entry] = []
    for line in lines(document, section.start, section.end):
        begins_inside = line.text[:1].islower() or line.text[:1] in "(-–"
        is_function = bool(_SIGNATORY.match(Folded(line.text).flat))
        is_apart = line.blanks > 0 or organisations.opens(line.text)
        if not found or (is_apart and not begins_inside) or is_function:
            found.append(Entry(document, [line]))
        else:
            found[-1].lines.append(line)
    return found


def _certifiers(document: Document, start: int, end: int) -> Iterator[Fact]:
    """The organisations of ``text[start:end]``."""
    text = document.text[start:end]
    for left, right in organisations.parts(text):
        words = re.sub(r"[\s;,/–-]+$", "", text[left:right])
        yield fact(document, start + left, start + left + len(words))


def level(document: Document, section: Section) -> Fact | None:
    """The level: of the European nomenclature where printed, else that of 1969 as the law translates it."""
    folded = Folded(document.text[section.start : section.end])
    europe = _EUROPE.search(folded.flat) or _PLAIN_LEVEL.search(folded.flat)
    old = _OLD.search(folded.flat)
    passages = [
        document.passage(section.start + folded.offset(match.start()), section.start + folded.offset(match.end()))
        for match in (europe, old)
        if match
    ]
    if europe:
        found = Fact(text=mend(passages[0].quote), code=europe["level"], source=passages[0])
    elif old:
        passage = document.passage(passages[0].start, passages[0].end, Basis.DEDUIT)
        found = Fact(text=mend(passage.quote), code=_OLD_LEVELS.get(old["level"]), source=passage)
    else:
        return None
    return Fact(text=found.text, code=found.code, source=found.source, other_sources=tuple(passages[1:]))


def coded(document: Document, section: Section, pattern: re.Pattern[str]) -> list[Fact]:
    """The codes of a nomenclature with their labels; a line without code carries on the one before."""
    found: list[tuple[str, int, int]] = []
    for line in lines(document, section.start, section.end):
        matches = [match for match in pattern.finditer(line.text) if match.start() == 0 or _parted(line, match.start())]
        if matches and matches[0].start() == 0:
            ends = [*(match.start() for match in matches[1:]), len(line.text)]
            found += [
                (match["code"], line.start + match.start(), line.start + end)
                for match, end in zip(matches, ends, strict=True)
            ]
        elif found:
            found[-1] = (*found[-1][:2], line.end)
    return [_labelled(document, code, start, end) for code, start, end in found]


def _parted(line: EntryLine, place: int) -> bool:
    return line.text[:place].rstrip().endswith((",", ";", "-", "–", "/"))


def _labelled(document: Document, code: str, start: int, end: int) -> Fact:
    words = re.sub(r"[\s,;/–-]+$", "", document.text[start:end])
    passage = document.passage(start, start + len(words))
    label = mend(re.sub(rf"^{code}\s*[:–-]?\s*", "", passage.quote)) or code
    return Fact(text=label, code=code.replace(" ", ""), source=passage)


def nsf(document: Document, section: Section) -> list[Fact]:
    """The NSF specialties (« 313 Finances, banque »)."""
    return coded(document, section, _NSF)


def rome(document: Document, section: Section) -> list[Fact]:
    """The ROME occupations (« C1206 : Gestion de clientèle bancaire »)."""
    return coded(document, section, _ROME)


def formacodes(document: Document, section: Section) -> list[Fact]:
    """The Formacodes (« 41092 : … »)."""
    return coded(document, section, _FORMACODE)


def regulated_activities(document: Document, section: Section) -> list[Fact]:
    """The regulated activities: a paragraph each; one that ends with a colon goes on with the bullets below it."""
    groups: list[list[Entry]] = []
    for entry in entries(document, [line for line in lines(document, section.start, section.end) if not _is_url(line)]):
        if groups and groups[-1][0].text.endswith(":") and entry.bullet:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return [
        Fact(text=" ".join(entry.text for entry in group), source=document.passage(group[0].start, group[-1].end))
        for group in groups
    ]


def _is_url(line: EntryLine) -> bool:
    return bool(_URL.fullmatch(line.text))


def pages(document: Document, sections: list[Section]) -> list[Fact]:
    """The web pages that these sections name."""
    return [
        fact(document, match.start(), match.end())
        for section in sections
        for match in _URL.finditer(document.text, section.start, section.end)
    ]


def places(document: Document, section: Section) -> list[Fact]:
    """The places: a paragraph each, without the name of the certifier that stands before it (« CCI : Paris »)."""
    found = []
    for entry in entries(document, list(lines(document, section.start, section.end))):
        passage = entry.passage
        text = mend(re.split(r"[ \u00a0\u202f]: ", passage.quote)[-1])
        found.append(Fact(text=text, source=passage))
    return found


def paragraphs(document: Document, section: Section) -> list[Fact]:
    """The paragraphs of a section, each as it stands."""
    return [
        Fact(text=entry.text, source=entry.passage)
        for entry in entries(document, list(lines(document, section.start, section.end)))
    ]
