"""From the programme of a bachelor universitaire de technologie to a `Reading`."""

from __future__ import annotations

import re
from collections import defaultdict

from refgraph.core.errors import DocumentError
from refgraph.model.records import Reading
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.university import columns
from refgraph.reading.shared import flow, folded
from refgraph.reading.shared.drafting import ReadingDraft, unread_lines
from refgraph.reading.shared.flow import FlowLine
from refgraph.reading.shared.identity import Identity

NAME = "but"
VERSION = "1"
DESCRIPTION = "Programmes nationaux de BUT, compétences et composantes essentielles"

_TABLE = re.compile(r"les competences et (?:les|leurs) composantes essentielles")
_TABLE_LINE = re.compile(rf"\W*{_TABLE.pattern}\W*")
_PROGRAMME = re.compile(r"\bb\.?u\.?t\b\.?|bachelor universitaire de technologie")
_LEAD = re.compile(r"(?:programme|referentiel)s?\b.*\b(?:du|de|des)")
_TITLE = re.compile(r"(?:b\.?u\.?t\b\.?|bachelor universitaire de technologie)\s+\S.*")
_LEARNING = re.compile(r"AC\s?\d{2,5}(?:\.\d{1,2})?\b")
_LEVEL = re.compile(r"niveau \d\b.*")
_PARTS = {
    "components": "composantes essentielles",
    "learning": "apprentissages critiques",
    "level": "niveaux de développement",
    "names": "noms courts des compétences",
    "other": "autres lignes",
}


def recognises(document: Document) -> float:
    """How surely ``document`` is the programme of a BUT, from 0 to 1."""
    flat = folded.one_line(document.text)
    signs = (
        (0.4, _PROGRAMME.search(flat)),
        (0.4, _TABLE.search(flat)),
        (0.2, "apprentissages critiques" in flat or _LEARNING.search(document.text)),
    )
    return sum(weight for weight, shown in signs if shown) if signs[1][1] else 0.0


def read(document: Document, certification_id: str) -> Reading:
    """What the programme says of the certification ``certification_id``: its competences, which are in no bloc.

    Raises:
        DocumentError: no table of competences and components is found.
    """
    found = flow.of_document(document)
    lines = [*found.lines]
    draft, identity = ReadingDraft(document, NAME), Identity(document)
    draft.furnish_all("balise", found.marks)
    place = next((place for place, line in enumerate(lines) if _TABLE_LINE.fullmatch(line.flat)), None)
    rows = columns.rows(document.text, lines[place + 1 :]) if place is not None else []
    if not rows or place is None:
        raise DocumentError(
            "le tableau « Les compétences et les composantes essentielles » n’a pas ses trois colonnes.",
            place=document.name,
            remedy="Fournissez le programme en PDF ou en Word, ou gardez les blancs entre ses colonnes.",
        )
    unread: dict[str, list[Slice]] = defaultdict(list)
    for row in rows:
        draft.competence("", row.statement)
        unread["names"] += [block.extent for block in row.name]
        unread["components"] += [block.extent for block in row.components]
    draft.furnish("intitulé de tableau", *lines[place].whole)
    _others(draft, identity, lines, unread)
    for key, spans in unread.items():
        told = unread_lines(len(spans))
        draft.leave(spans, f"{_PARTS[key].capitalize()}\u00a0: {told}, faute de place dans le graphe.")
    return draft.reading(identity.certification(certification_id))


def _others(draft: ReadingDraft, identity: Identity, lines: list[FlowLine], unread: dict[str, list[Slice]]) -> None:
    """The title, and what stands around the table."""
    taken = [span for spans in unread.values() for span in spans]
    taken += [(item.source.start, item.source.end) for item in draft.competences]
    taken += [(one.start, one.end) for item in draft.competences for one in item.other_sources]
    taken += [(item.source.start, item.source.end) for item in draft.furniture]
    below = False
    for line in lines:
        start, end = line.block.extent
        if any(first < end and start < last for first, last in taken):
            continue
        if identity.title is None and _TITLE.fullmatch(line.flat):
            identity.title = (start, end)
        elif identity.title is None and _LEAD.fullmatch(line.flat):
            draft.furnish("titre courant", start, end)
        elif _LEARNING.match(line.text):
            unread["learning"].append(line.whole)
        elif _LEVEL.fullmatch(line.flat) or below:
            unread["level"].append(line.whole)
        else:
            unread["other"].append(line.whole)
        below = _LEVEL.fullmatch(line.flat) is not None
