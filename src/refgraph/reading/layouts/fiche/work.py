"""The section on sectors and jobs of a fiche."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from refgraph.model.records import Fact, Passage
from refgraph.reading.document import Document
from refgraph.reading.layouts.fiche.entries import Entry, entries, lines, split
from refgraph.reading.layouts.fiche.facts import fact
from refgraph.reading.layouts.fiche.sections import Section
from refgraph.reading.shared.folded import Folded

_SECTOR = re.compile(
    r"(?:le |les |dans )?(?:secteurs?\b|tous (?:types?|les secteurs|secteurs)|entreprises?\b|etablissements?\b"
    r"|industries?\b|administrations?\b|collectivites\b|cabinets?\b|organismes?\b|associations?\b|domaines?\b"
    r"|hopita(?:l|ux)\b|cliniques?\b|ehpad\b|agences?\b|salons?\b|ateliers?\b|magasins?\b|exploitations? agricoles?"
    r"|pme\b|tpe\b|societes?\b|boulangeries?\b|restaurants?\b|hotels?\b|etudes? notariales?|services? (?:de|d'|a)\b)"
)
_WORKS = re.compile(r"\b(?:exerce(?:nt)?|travaille(?:nt)?|interviennent|intervient)\b")
_JOBS_LABEL = re.compile(r"[^:]{0,40}\b(?:types? d'emplois?|emplois?|metiers?|fonctions?|postes?)\b[^:]{0,60}:\s*$")
_SECTORS_LABEL = re.compile(r"[^:]{0,40}\bsecteurs?\b[^:]{0,60}:\s*$")


@dataclass
class SectorsAndJobs:
    """What the section on sectors and jobs holds, and the labels that part it."""

    sectors: list[Fact] = field(default_factory=list)
    jobs: list[Fact] = field(default_factory=list)
    labels: list[Passage] = field(default_factory=list)


def read(document: Document, section: Section) -> SectorsAndJobs:
    """The sectors and the jobs: labels part them where printed, else what begins like a sector, or is a sentence about
    where one works, is a sector. Where no words tell, sectors stand in a paragraph before the enumeration of jobs."""
    found = SectorsAndJobs()
    below: list[Fact] | None = None
    gathered = entries(document, list(lines(document, section.start, section.end)), _opens_work)
    if not any(_tells(entry.text) for entry in gathered) and _opens_with_sectors(gathered):
        first = gathered.pop(0)
        found.sectors.append(Fact(text=first.text.rstrip(" ."), source=first.passage))
    for entry in gathered:
        flat = Folded(entry.text).flat
        is_sectors = bool(_SECTORS_LABEL.match(flat))
        if is_sectors or _JOBS_LABEL.match(flat):
            below = found.sectors if is_sectors else found.jobs
            found.labels.append(entry.passage)
        elif below is found.sectors or (below is None and (_is_sector(entry.text) or _WORKS.search(flat))):
            found.sectors.append(Fact(text=entry.text.rstrip(" ."), source=entry.passage))
        else:
            found.jobs += _listed(document, entry)
    return found


def _opens_work(text: str) -> bool:
    """Whether a line opens an entry: a label, or the beginning of a sector."""
    flat = Folded(text).flat
    return bool(_SECTORS_LABEL.match(flat) or _JOBS_LABEL.match(flat)) or _is_sector(text)


def _tells(text: str) -> bool:
    """Whether an entry says by its words that it is about sectors."""
    return _opens_work(text) or _WORKS.search(Folded(text).flat) is not None


def _opens_with_sectors(found: list[Entry]) -> bool:
    """Whether the first of ``found`` is a paragraph above one enumeration, or above bullets."""
    if not found or found[0].bullet:
        return False
    others = found[1:]
    is_enumeration = len(others) == 1 and re.search("[,;]| / ", others[0].text) is not None
    return is_enumeration or (bool(others) and all(entry.bullet for entry in others))


def _is_sector(text: str) -> bool:
    return bool(_SECTOR.match(Folded(text).flat))


def _listed(document: Document, entry: Entry) -> Iterator[Fact]:
    """The members of an enumeration: a bullet is one, a sentence has one between two commas or semicolons."""
    text = document.text[entry.start : entry.end]
    parts = [(0, len(text))] if entry.bullet else split(text, ",;" if re.search("[,;]", text) else "/")
    for left, right in parts:
        left += len(text[left:right]) - len(text[left:right].lstrip())
        words = text[left:right].rstrip().rstrip(".;,")
        if words.strip():
            yield fact(document, entry.start + left, entry.start + left + len(words))
