"""From files to a preview, and from a preview to another: nothing is written into the data folder."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import msgspec

from refgraph.core.errors import DocumentError, LayoutWarning, RecordError
from refgraph.core.french import quote
from refgraph.pipeline.intake.drafts import DraftDocument, IntakeDraft, new_draft, save, stage
from refgraph.pipeline.intake.identity import PresentCertification, checked_id, identified, present
from refgraph.pipeline.intake.preview import Preview, found_by_check, preview
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.pipeline.readings import Read, catalogue_of
from refgraph.pipeline.records import corrected
from refgraph.pipeline.refusals import REFUSALS
from refgraph.reading.corrections.file import add, read_corrections, take_back
from refgraph.reading.document import Document
from refgraph.reading.opening import decode
from refgraph.reading.parts import files_of
from refgraph.workspace import Workspace

IntakeStep = Callable[[str, float], None]
"""Told each step as it begins, as a French phrase, with the ratio of the whole that is done; may raise to stop."""


def _silent(stage: str, ratio: float) -> None:
    pass


@dataclass(frozen=True)
class Intake:
    """A draft and the previews of its documents that count; ``unchanged`` says that importing it would do nothing."""

    draft: IntakeDraft
    previews: tuple[Preview, ...]

    @property
    def refused(self) -> list[DraftDocument]:
        """The documents that cannot be imported, unless they are left out."""
        return [each for each in self.draft.documents if each.refused and not each.left_out]

    @property
    def unchanged(self) -> bool:
        """Whether importing it would change nothing."""
        return bool(self.previews) and all(each.changes_nothing for each in self.previews)


def propose(
    workspace: Workspace, received: Sequence[tuple[str, bytes]], as_id: str = "", step: IntakeStep = _silent
) -> Intake:
    """The preview of importing these files (name and bytes) into ``workspace``; ``as_id`` is the id of the only one.

    An export of several fiches of the register counts for as many documents.

    Raises:
        RefgraphError: no file, an id that cannot be one, or what a build refuses.
    """
    workspace.require_local()
    documents = [each for name, raw in received for each in files_of(name, raw)]
    if as_id:
        checked_id(as_id)
        if len(documents) != 1:
            raise RecordError("un identifiant ne nomme qu’un document.", remedy="Importez les autres à part.")
    draft = new_draft(workspace, documents)
    if as_id:
        draft = choose(draft, draft.documents[0].sha256, as_id)
    return look(draft, step)


def look(draft: IntakeDraft, step: IntakeStep = _silent) -> Intake:
    """The preview of ``draft`` beside its data folder as it is now.

    Raises:
        RefgraphError: what a build refuses.
    """
    step("Lecture du dossier de données", 0.0)
    there = present(draft.base)
    cache = ReadingCache(draft.base, draft.base.checksums())
    occupied = [path.name for path in draft.base.received()]
    documents: list[DraftDocument] = []
    opened: dict[str, Document] = {}
    for at, told in enumerate(draft.documents):
        step(f"Lecture de {told.name}", 0.1 + 0.6 * at / len(draft.documents))
        documents.append(_resolved(draft, told, there, occupied, cache, opened))
    draft = save(replace(draft, documents=tuple(_one_each(documents))))
    if not draft.counting:
        return Intake(draft, ())
    step("Contrôle", 0.7)
    stage(draft)
    staged = draft.staged
    findings = found_by_check(staged, [each.certification for each in draft.counting])
    step("Comparaison avec ce qui est déjà là", 0.9)
    staged_cache = ReadingCache(staged, staged.checksums())
    catalogue = catalogue_of(staged)
    corrections = read_corrections(staged.corrections)
    previews = []
    for told in draft.counting:
        document = replace(opened[told.sha256], name=told.target)
        reading = staged_cache.read(document, catalogue)
        kept = corrected(Read(document, reading), corrections)
        previews.append(preview(told, kept, there, findings.get(told.certification, ())))
    return Intake(draft, tuple(previews))


def choose(draft: IntakeDraft, sha256: str, certification: str) -> IntakeDraft:
    """``draft`` with a document taken for that certification; empty: for the one that is told from it.

    What was corrected there goes with it.

    Raises:
        RecordError: the id cannot be one.
    """
    if certification:
        checked_id(certification)
    return _changed(draft, sha256, chosen=certification)


def leave_out(draft: IntakeDraft, sha256: str, is_out: bool = True) -> IntakeDraft:
    """``draft`` with a document left out, or taken in again."""
    return _changed(draft, sha256, left_out=is_out)


def take_back_correction(draft: IntakeDraft, key: str) -> None:
    """Take back what was corrected in ``draft`` itself.

    Raises:
        RecordError: it was not.
    """
    if key not in {each.key for each in draft.own_corrections()}:
        raise RecordError("cette correction n’a pas été faite dans cet aperçu.", remedy="Reprenez-la sur la fiche.")
    take_back(draft.staged.corrections, [key])


def _changed(draft: IntakeDraft, sha256: str, **changes: object) -> IntakeDraft:
    documents = [
        msgspec.structs.replace(each, **changes) if each.sha256 == sha256 else each for each in draft.documents
    ]
    return save(replace(draft, documents=tuple(documents)))


def _resolved(
    draft: IntakeDraft,
    told: DraftDocument,
    there: Sequence[PresentCertification],
    occupied: Sequence[str],
    cache: ReadingCache,
    opened: dict[str, Document],
) -> DraftDocument:
    """``told`` as it counts now, its document put among those ``opened``; what was corrected under another id goes
    with it."""
    if told.left_out:
        return told
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", LayoutWarning)
            document = _opened(draft.original(told), told.name)
            opened[told.sha256] = document
            reading = cache.read(document, {})
        found = identified(told, document, reading, there, occupied)
    except REFUSALS as error:
        return msgspec.structs.replace(told, refused=str(error))
    except OSError as error:
        raise DocumentError("cet aperçu a perdu ses fichiers.", remedy="Déposez-les de nouveau.") from error
    if told.certification and told.certification != found.certification:
        _move_corrections(draft, told.certification, found.certification)
    return found


@lru_cache(maxsize=4)
def _opened(path: Path, name: str) -> Document:
    """The document ``name`` in the file at ``path``, which is called by its checksum: a preview is looked at again at
    each correction.

    Raises:
        DocumentError: as `decode`.
    """
    return decode(path.read_bytes(), name)


def _move_corrections(draft: IntakeDraft, old: str, new: str) -> None:
    path = draft.staged.corrections
    own = [each for each in draft.own_corrections() if each.certification == old] if path.exists() else []
    if own:
        add(path, [msgspec.structs.replace(each, certification=new) for each in own], [each.key for each in own])


def _one_each(documents: Sequence[DraftDocument]) -> list[DraftDocument]:
    """``documents``, of which no two are of one certification: the second is refused."""
    seen: dict[str, str] = {}
    found = []
    for each in documents:
        if each.counts and (first := seen.setdefault(each.certification, each.name)) != each.name:
            why = f"{each.name} : {first} décrit la même certification ({each.certification})."
            remedy = f"Laissez de côté l’un des deux, ou donnez-leur deux identifiants ({quote('--as')})."
            each = msgspec.structs.replace(each, refused=f"{why} {remedy}")
        found.append(each)
    return found
