"""The records: what was read of each document, with what people corrected."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from refgraph.core import files
from refgraph.core.errors import DocumentError
from refgraph.model.records import Reading
from refgraph.pipeline.inheritance import take_over
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.pipeline.readings import Read, read_documents
from refgraph.reading.corrections import Correction, CorrectionOutcome, apply
from refgraph.reading.corrections.file import read_corrections
from refgraph.reading.document import Document
from refgraph.reading.recordfile import dump
from refgraph.workspace import Workspace


@dataclass(frozen=True)
class Kept:
    """One document: what was read, what counts once people's corrections are made, and what became of each of them."""

    document: Document
    reading: Reading
    record: Reading
    outcomes: tuple[CorrectionOutcome, ...] = ()


@dataclass(frozen=True)
class Records:
    """What counts for each document, and the corrections of certifications that no document describes."""

    kept: tuple[Kept, ...]
    unplaced: tuple[Correction, ...] = ()

    @property
    def records(self) -> tuple[Reading, ...]:
        """What counts for each document."""
        return tuple(one.record for one in self.kept)

    @property
    def outcomes(self) -> tuple[CorrectionOutcome, ...]:
        """What became of each correction."""
        return tuple(outcome for one in self.kept for outcome in one.outcomes)

    @property
    def is_open(self) -> bool:
        """Whether someone has to decide about a correction."""
        return bool(self.unplaced) or any(outcome.is_open for outcome in self.outcomes)


def keep(workspace: Workspace) -> Records:
    """What counts for each document of ``workspace`` that can be read, in the order of their names.

    The records of version 0.1 are taken over first, where there are any.

    Raises:
        DocumentError: a document cannot be read.
        RecordError: as `read_documents`, `read_corrections` and `take_over`.
    """
    corrections = _corrections(workspace)
    found = read_documents(workspace, ReadingCache(workspace, workspace.checksums()))
    kept = tuple(corrected(each, corrections) for each in found)
    known = {each.record.certification.id for each in kept}
    return Records(kept, tuple(each for each in corrections if each.certification not in known))


def kept_of(workspace: Workspace, certification: str) -> Kept | None:
    """The same for the document of one certification; None where no document describes it.

    Raises:
        DocumentError, RecordError: as `keep`.
    """
    corrections = _corrections(workspace)
    found = read_documents(workspace, ReadingCache(workspace, workspace.checksums()), certification)
    read = next((each for each in found if each.reading.certification.id == certification), None)
    return corrected(read, corrections) if read else None


def _corrections(workspace: Workspace) -> list[Correction]:
    """What people corrected, with what the records of version 0.1 tell where they cannot be taken over for good."""
    taken_over = take_over(workspace)
    return [*read_corrections(workspace.corrections), *(taken_over.unwritten if taken_over else ())]


def corrected(read: Read, corrections: Iterable[Correction]) -> Kept:
    """What counts for one document, with those of ``corrections`` that are about its certification."""
    applied = apply(read.document, read.reading, corrections)
    return Kept(read.document, read.reading, applied.record, applied.outcomes)


def write_records(workspace: Workspace, records: Iterable[Reading]) -> list[Path]:
    """Write ``records`` as JSON texts to look at, in the cache: nothing reads them back. Gives back their files."""
    folder = workspace.record_texts
    folder.mkdir(parents=True, exist_ok=True)
    written = [(folder / f"{record.certification.id}.json", record) for record in records]
    for path, record in written:
        files.replace(path, dump(record).decode())
    return [path for path, _ in written]


def issued(workspace: Workspace) -> str | None:
    """The day of the data as an ISO date, from the catalogue; None where it does not say.

    Raises:
        DocumentError: ``issued`` is no date.
    """
    if not workspace.catalogue.exists():
        return None
    day = tomllib.loads(workspace.catalogue.read_text("utf-8-sig")).get("issued")
    if day is not None and not isinstance(day, date):
        raise DocumentError(
            "« issued » n’est pas une date.",
            place=str(workspace.catalogue),
            remedy="Écrivez-la ainsi, sans guillemets\u00a0: issued = 2026-11-21.",
        )
    return day.isoformat()[:10] if day else None
