"""Which certification a document is about, and why: what it prints, what is there already, what a person chose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath

import msgspec

from refgraph.core.errors import RecordError
from refgraph.core.french import quote
from refgraph.core.text import fold, slug
from refgraph.model.records import Reading
from refgraph.pipeline.intake.drafts import DraftDocument
from refgraph.pipeline.unit import Unit
from refgraph.pipeline.workshop import Workshop
from refgraph.reading.document import Document
from refgraph.reading.registry import certification_id, printed_id
from refgraph.workspace import Workspace

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_SAME = 0.5
"""The share of statements that two documents of one title must have in common to be taken for one certification."""


@dataclass(frozen=True)
class PresentCertification:
    """A certification of the data folder: what a build knows of it, and its record."""

    unit: Unit
    _workshop: Workshop = field(repr=False, compare=False)

    @cached_property
    def record(self) -> Reading:
        """What counts for it."""
        return self._workshop.statements(self.unit).record


def present(workspace: Workspace) -> list[PresentCertification]:
    """The certifications of ``workspace``; none where it has no document.

    Raises:
        RefgraphError: as a build.
    """
    documents = workspace.received()
    if not documents:
        return []
    workshop = Workshop.of(workspace)
    return [PresentCertification(unit, workshop) for unit in workshop.units(documents)]


def identified(
    told: DraftDocument,
    document: Document,
    reading: Reading,
    there: Sequence[PresentCertification],
    occupied: Sequence[str] = (),
) -> DraftDocument:
    """``told`` with its certification, why it is that one, the documents that it replaces and its name in
    ``sources/``; ``occupied`` are the names that other files have there.

    Raises:
        RecordError: the id that a person chose cannot be one.
    """
    certification, why = _certification(told, document, reading, there)
    old = [each.unit for each in there if each.unit.certification == certification]
    replaces = {unit.document: unit.sha256 for unit in old}
    target = told.name
    taken = {name.casefold() for name in occupied} - {name.casefold() for name in replaces}
    if target.casefold() in taken:
        path = PurePath(told.name)
        target = f"{path.stem}-{certification}{path.suffix}"
    return msgspec.structs.replace(
        told,
        certification=certification,
        why=why,
        is_named=certification != certification_id(replace(document, name=target)),
        replaces=replaces,
        target=target,
        refused="",
    )


def checked_id(id: str) -> str:
    """``id``, which can name a certification.

    Raises:
        RecordError: it cannot.
    """
    if _ID.fullmatch(id):
        return id
    proposed = slug(id)[:60] or "certification"
    raise RecordError(
        f"{quote(id)} ne peut pas nommer une certification\u00a0: lettres sans accent, chiffres et tirets.",
        remedy=f"Choisissez par exemple {quote(proposed)}.",
    )


def _certification(
    told: DraftDocument, document: Document, reading: Reading, there: Sequence[PresentCertification]
) -> tuple[str, str]:
    if told.chosen:
        return checked_id(told.chosen), "c’est ce que vous avez choisi"
    if number := printed_id(document):
        return number, f"le document le dit lui-même ({number})"
    for each in there:
        unit = each.unit
        if unit.sha256 == told.sha256:
            return unit.certification, f"{unit.document} a exactement le même contenu"
        if unit.document.casefold() == told.name.casefold():
            return unit.certification, "le dossier a déjà un document de ce nom"
    for each in there:
        if _is_version(reading, each.record):
            return each.unit.certification, f"{each.unit.document} a le même intitulé et dit les mêmes compétences"
    id = certification_id(document)
    same = next((each.unit.document for each in there if each.unit.certification == id), "")
    return (
        id,
        f"{same} porte le même nom" if same else "le document n’imprime pas de numéro\u00a0: c’est le nom du fichier",
    )


def _is_version(one: Reading, other: Reading) -> bool:
    titles = [fold(each.certification.title.text) if each.certification.title else "" for each in (one, other)]
    mine, theirs = ({fold(each.statement) for each in some.competences} for some in (one, other))
    common = len(mine & theirs)
    return bool(titles[0]) and titles[0] == titles[1] and common > 0 and common >= _SAME * min(len(mine), len(theirs))
