"""What a bloc section, and the summary above the blocs, hold: activities, competences, modalities, in list entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from refgraph.reading.document import Document
from refgraph.reading.layouts.fiche import numbering
from refgraph.reading.layouts.fiche.entries import Entry, EntryLine, entries, lines
from refgraph.reading.layouts.fiche.sections import Section
from refgraph.reading.shared import codes
from refgraph.reading.shared.folded import Folded


class EntryKind(StrEnum):
    """What the entries below a label are."""

    TITLE = "title"
    ACTIVITY = "activity"
    COMPETENCE = "competence"
    MODALITY = "modality"
    CRITERION = "criterion"
    CERTIFICATE = "certificate"


LABELS: tuple[tuple[EntryKind, re.Pattern[str]], ...] = (
    (
        EntryKind.MODALITY,
        re.compile(r"(?:les )?modalites? (?:d'|de l'|des )?(?:evaluation|validation)[^:]{0,40}:?\s*$"),
    ),
    (EntryKind.MODALITY, re.compile(r"evaluations?\s*:\s*$")),
    (EntryKind.MODALITY, re.compile(r"[^:]{0,80}\b(?:est|sont|sera|seront) evaluee?s?\b[^:]{0,60}:\s*$")),
    (EntryKind.CRITERION, re.compile(r"(?:les )?criteres? (?:d'|de l')?evaluation[^:]{0,40}:?\s*$")),
    (
        EntryKind.COMPETENCE,
        re.compile(
            r"(?:(?:les )?(?:descripti(?:on|f)s? des )?(?:competences?|capacites?)\b[^:]{0,80}:\s*$|descriptif\s*:\s*$"
            r"|[^:]{0,160}\b(?:capables? de|capacites? a|competences? suivantes)[^:]{0,40}:\s*$)"
        ),
    ),
    (EntryKind.MODALITY, re.compile(r"[^:]{0,80}\bevalu(?:ations?|ee?s?)\b[^:]{0,40}:\s*$")),
    (EntryKind.ACTIVITY, re.compile(r"(?:les |principales )?(?:activites?|missions?|taches?)\b[^:]{0,80}:\s*$")),
)
"""Lines that say what the entries below them are, in folded text."""

_INLINE_LABEL = re.compile(
    r"(?P<label>(?:(?:les )?modalites? (?:d'|de l'|des )?(?:evaluation|validation)[^:]{0,30}|descriptif"
    r"|evaluations?|(?:les )?descripti(?:on|f)s? des (?:competences?|capacites?)[^:]{0,40}"
    r"|(?:les )?criteres? d'evaluation[^:]{0,20})\s*:)"
    r"\s*\S"
)
"""A label with its first entry on the same line."""

_CERTIFICATE = re.compile(r"\b(?:certificats?|attestations?)\b")
_OF_BLOC = re.compile(r"\bblocs?\b|\b(?:certificats?|attestations?) de (?:competences?|reussite|validation)\b")
_DELIVERY = re.compile(r"\b(?:remise?|deliv\w+|obtention|obtenu)\b")
_NOT = re.compile(r"\bpas de\b|\bne\b.*\bpas\b|\bsans\b|\baucune?\b|\bnon\b")


@dataclass
class Part:
    """The entries below one label."""

    kind: EntryKind | None
    label: EntryLine | None
    lines: list[EntryLine] = field(default_factory=list)

    def entries(self, document: Document) -> list[Entry]:
        """Its lines as entries; a code, a number or the name of a bloc opens one."""
        return entries(document, self.lines, lambda text: codes.opens(text) or numbering.announces(text))


def parts(document: Document, section: Section, first: EntryKind | None) -> list[Part]:
    """The parts of ``section``; what stands before the first label is of the kind ``first``."""
    found = [Part(first, None)]
    all_lines = [part for line in lines(document, section.start, section.end) for part in _cut(line)]
    for place, line in enumerate(all_lines):
        kind = label(line.text)
        below = all_lines[place + 1].text if place + 1 < len(all_lines) else ""
        if kind:
            found.append(Part(kind, line))
        elif _opens_certificate(line.text, below):
            found.append(Part(EntryKind.CERTIFICATE, None, [line]))
        else:
            found[-1].lines.append(line)
    return [part for part in found if part.lines or part.label]


def _cut(line: EntryLine) -> list[EntryLine]:
    """A line whose first words are a label, and the rest of it."""
    folded = Folded(line.text)
    match = _INLINE_LABEL.match(folded.flat)
    if match is None:
        return [line]
    place = folded.offset(match.end("label"))
    rest = line.text[place:]
    start = line.start + place + len(rest) - len(rest.lstrip())
    return [
        EntryLine(line.start, line.start + place, line.text[:place], line.blanks),
        EntryLine(start, line.end, rest.strip(), 0),
    ]


def label(text: str) -> EntryKind | None:
    """What the entries below ``text`` are, when it is such a label and no entry itself."""
    if codes.code(text):
        return None
    flat = Folded(text).flat
    return next((kind for kind, pattern in LABELS if pattern.match(flat)), None)


def says_certificate(text: str) -> bool | None:
    """Whether a sentence says that a certificate is delivered for a bloc; None where it says nothing of it."""
    flat = Folded(text).flat
    if not (_CERTIFICATE.search(flat) and _DELIVERY.search(flat) and _OF_BLOC.search(flat)):
        return None
    return not _NOT.search(flat)


def _opens_certificate(text: str, below: str) -> bool:
    """Whether such a sentence begins on a line, and ends there or on the next."""
    flat = Folded(text).flat
    is_named = not codes.bullet(text) and bool(_CERTIFICATE.search(flat) or _DELIVERY.search(flat))
    return is_named and (
        says_certificate(text) is not None or (text[:1].isupper() and says_certificate(f"{text} {below}") is not None)
    )


def coded(found: list[Entry]) -> Iterator[tuple[Entry, codes.Code | None]]:
    """Entries with the code that each begins with."""
    for entry in found:
        yield entry, codes.code(entry.document.text[entry.start : entry.end])
