"""A data folder of version 0.1 taken over: what people corrected in its records becomes corrections, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from refgraph.core.errors import RecordError
from refgraph.core.french import NBSP, count
from refgraph.model.records import Reading
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.pipeline.readings import Read, read_documents
from refgraph.reading import registry
from refgraph.reading.corrections import Correction, sentence_of
from refgraph.reading.corrections.file import add_missing
from refgraph.reading.corrections.inheritance import Likeness, inherited
from refgraph.reading.discovery import OURS
from refgraph.reading.recordfile import Unknown, load_older
from refgraph.workspace import Workspace

_OF_0_1 = "1"
"""The version of each layout with which version 0.1 read."""
_SAME_VALUES = frozenset({("colonnes", "2"), ("tableaux", "3")})
"""Layouts, with their versions, that take other documents apart since, and read the values of what they take apart as
they did: of the four shipped documents that are theirs they read today exactly what version 0.1 wrote."""


@dataclass(frozen=True)
class TakenOver:
    """What became of the record files of version 0.1.

    ``moved`` lie in ``folder`` now; ``waiting`` stay, for no document of theirs is there. ``corrections`` were found in
    them, ``unknown`` are the fields that this version does not know. ``is_written`` is false where the data folder
    cannot be written: then all this holds for one build only.
    """

    folder: Path
    moved: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[tuple[str, Unknown], ...] = ()
    is_written: bool = True

    @property
    def unwritten(self) -> tuple[Correction, ...]:
        """The corrections that hold although no file has them."""
        return () if self.is_written else self.corrections

    def sentences(self) -> Iterator[str]:
        """All this in French, one sentence each."""
        for name in self.waiting:
            yield (
                f"records/{name}{NBSP}: aucun document de sources/ ne correspond à cette fiche de la version 0.1. "
                "Remettez le document pour que ses corrections soient reprises, ou retirez la fiche."
            )
        if not self.moved:
            return
        signed = [each for each in self.corrections if each.author]
        yield f"Fiches de la version 0.1 reprises{NBSP}: {count(len(self.moved), 'fiche')}. " + (
            f"Elles sont maintenant dans {self.folder.name}/, où rien ne les lit."
            if self.is_written
            else "Le dossier de données ne peut pas être écrit\u00a0: elles y restent, et sont reprises chaque fois."
        )
        if signed:
            yield f"  {count(len(signed), 'correction')} de votre main{NBSP}:"
        yield from (f"    {sentence_of(each)}" for each in signed)
        if open_ones := len(self.corrections) - len(signed):
            yield f"  {count(open_ones, 'différence')} dont on ne peut pas dire qui l’a faite, à décider (plus bas)"
        for name, field in self.unknown:
            where = f"{name}, {field.place}" if field.place else name
            yield f"  {where}{NBSP}: le champ « {field.name} » ({field.value}), d’une autre version, n’est pas repris"


def take_over(workspace: Workspace, today: date | None = None) -> TakenOver | None:
    """Take the record files of version 0.1 over; None where there are none.

    Their corrections are written first, then the files are moved aside one by one: stopped at any point, it can be
    run again.

    Raises:
        DocumentError: a document cannot be read.
        RecordError: a record file is broken.
    """
    paths = sorted(workspace.older_records.glob("*.json"))
    if not paths:
        return None
    documents = read_documents(workspace, ReadingCache(workspace, workspace.checksums()))
    by_sign = {sign: each for each in documents for sign in _signs(each.reading)}
    found: list[Correction] = []
    unknown: list[tuple[str, Unknown]] = []
    moved: list[Path] = []
    for path in paths:
        record, extra = load_older(path)
        read = next((by_sign[sign] for sign in _signs(record) if sign in by_sign), None)
        if read is not None:
            found += _inherited(read, record, today or date.today())
            unknown += [(path.name, each) for each in extra if each.value != "null"]
            moved.append(path)
    is_written = _settle(workspace, found, moved)
    waiting = tuple(path.name for path in paths if path not in moved)
    names = tuple(path.name for path in moved)
    return TakenOver(workspace.records_aside, names, waiting, tuple(found), tuple(unknown), is_written)


def _signs(reading: Reading) -> tuple[str, str]:
    """What a record and its document are known by: the certification, else the very bytes of the document."""
    return reading.certification.id, reading.document.sha256


def _inherited(read: Read, record: Reading, today: date) -> list[Correction]:
    return inherited(read.document, read.reading, record, _likeness(read.reading.document.family), today)


def _likeness(family: str) -> Likeness:
    """How the layout called ``family`` reads today, beside how version 0.1 read with it."""
    known = registry.named(family)
    if known.package != OURS:
        return Likeness.OTHER
    if known.layout.VERSION == _OF_0_1:
        return Likeness.SAME
    return Likeness.SAME_VALUES if (family, known.layout.VERSION) in _SAME_VALUES else Likeness.OTHER


def _settle(workspace: Workspace, found: Sequence[Correction], moved: Sequence[Path]) -> bool:
    """Write the corrections, then move the files aside; whether the folder let us."""
    try:
        if found:
            add_missing(workspace.corrections, found)
        if moved:
            workspace.records_aside.mkdir(exist_ok=True)
        for path in moved:
            path.replace(_free(workspace.records_aside / path.name))
    except (RecordError, OSError):
        return False
    if moved and not any(workspace.older_records.iterdir()):
        workspace.older_records.rmdir()
    return True


def _free(path: Path) -> Path:
    """``path``, or a like name that no file has yet."""
    names = (path, *(path.with_name(f"{path.stem}.{number}{path.suffix}") for number in range(2, 1000)))
    return next(each for each in names if not each.exists())
