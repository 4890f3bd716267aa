"""From a document of headings and lists to a `Reading`."""

from __future__ import annotations

import re

from refgraph.core.errors import DocumentError
from refgraph.model.records import Reading
from refgraph.reading.document import Document
from refgraph.reading.layouts.headings import sorts
from refgraph.reading.layouts.headings.outline import HeadedOutline
from refgraph.reading.layouts.headings.sorts import Sort, SortedLine
from refgraph.reading.shared import flow, register_signs
from refgraph.reading.shared.drafting import ReadingDraft
from refgraph.reading.shared.flow import Flow
from refgraph.reading.shared.identity import Identity
from refgraph.reading.shared.rubrics import Rubric

NAME = "titres"
VERSION = "1"
DESCRIPTION = "Référentiels en titres et listes, compétences et critères à puces ou à codes sous leurs blocs"

_LABELS = (Rubric.COMPETENCE, Rubric.CRITERIA)
_LOOSE = 0.25
_LONGEST_HEAD = 400
_COLUMNS = re.compile(r"activites.{0,60}competences.{0,60}evaluation|referentiel d'activites")
_OTHERS = re.compile(r"resume descriptif de la certification|fiche competence professionnelle")
"""Words that other layouts print."""

_ENTRIES = (Sort.ENTRY, Sort.CODED, Sort.PART)


def recognises(document: Document) -> float:
    """How surely ``document`` is blocs under headings with lists of competences, from 0 to 1.

    Text without marks is, where nearly all of its lines are entries, or labels stand in its blocs: columns that lost
    their sides are not.
    """
    if register_signs.is_form(document):
        return 0.0
    lines = _sorted(flow.of_document(document))
    blocs = [place for place, line in enumerate(lines) if line.sort is Sort.BLOC]
    listed = sum(_opens_list(lines, place) for place in blocs)
    flat = " ".join(line.line.flat for line in lines[:_LONGEST_HEAD])
    rows = {(line.line.cell.table, line.line.cell.row) for line in lines if line.line.cell}
    if not listed or len(rows) > sum(line.sort is not Sort.CELL for line in lines) or _OTHERS.search(flat):
        return 0.0
    labels = sum(line.sort is Sort.LABEL and line.rubric in _LABELS for line in lines[blocs[0] :])
    if not any(lines[place].line.level for place in blocs):
        body = [line for line in lines[blocs[0] :] if not line.line.text.endswith(":")]
        loose = sum(line.sort is Sort.TEXT for line in body) / len(body)
        if labels < len(blocs) and (loose > _LOOSE or _COLUMNS.search(flat)):
            return 0.3
    return min(1.0, 0.6 + 0.2 * (listed > 1) + 0.1 * bool(labels))


def read(document: Document, certification_id: str) -> Reading:
    """What ``document`` says of the certification ``certification_id``.

    Raises:
        DocumentError: no bloc, or no competence.
    """
    draft, identity = ReadingDraft(document, NAME), Identity(document)
    found = flow.of_document(document)
    draft.furnish_all("balise", found.marks)
    HeadedOutline(draft, identity, _sorted(found)).read()
    if identity.title:
        draft.furnish("titre courant", *identity.title)
    if not draft.blocs or not draft.competences:
        missing = "de bloc annoncé par un titre" if not draft.blocs else "de compétence sous ses titres de blocs"
        raise DocumentError(
            f"le document n’a pas {missing}.", place=document.name, remedy="Vérifiez que le référentiel est complet."
        )
    return draft.reading(identity.certification(certification_id))


def _sorted(found: Flow) -> list[SortedLine]:
    marked = [sorts.sort(line, plain_blocs=False) for line in found.lines]
    plain_blocs = not any(line.sort is Sort.BLOC for line in marked)
    opens = lambda line: sorts.sort(line, plain_blocs=plain_blocs).sort is not Sort.TEXT  # noqa: E731
    return [sorts.sort(line, plain_blocs=plain_blocs) for line in flow.joined(found.lines, opens)]


def _opens_list(lines: list[SortedLine], place: int) -> bool:
    """Whether a list of competences stands below the bloc at ``place``, before anything else is announced."""
    for line in lines[place + 1 :]:
        if line.sort in _ENTRIES:
            return True
        if line.sort in (Sort.BLOC, Sort.CELL):
            return False
    return False
