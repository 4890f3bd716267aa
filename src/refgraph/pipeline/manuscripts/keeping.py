"""What becomes of the file of a référentiel that somebody is writing: kept, read again when it is saved, let go."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path, PurePath

from refgraph.core.errors import DocumentError, LayoutWarning, RecordError
from refgraph.core.french import quote
from refgraph.pipeline.intake.drafts import safe_name
from refgraph.pipeline.intake.identity import checked_id, present
from refgraph.pipeline.reading_cache import ReadingCache
from refgraph.pipeline.refusals import REFUSALS
from refgraph.reading import registry
from refgraph.reading.opening import decode, received
from refgraph.workspace import Manuscript, Workspace
from refgraph.workspace.manuscripts import LISTED, read_manuscripts, written
from refgraph.workspace.transaction import write_together, writing

MARK = "-brouillon"
"""How the id and the document of a manuscript end, so that neither is ever that of a registered certification."""


def manuscripts(workspace: Workspace) -> list[Manuscript]:
    """The manuscripts of ``workspace``.

    Raises:
        DocumentError: their list cannot be understood.
    """
    return read_manuscripts(workspace.manuscripts / LISTED)


def manuscript_named(workspace: Workspace, id: str) -> Manuscript:
    """The manuscript ``id``, or the only one where ``id`` is empty.

    Raises:
        RecordError: there is none of that name, or several to choose from.
    """
    held = manuscripts(workspace)
    found = [one for one in held if id in (one.id, one.file)] if id else held
    if len(found) == 1:
        return found[0]
    if not held:
        raise RecordError(
            "aucun brouillon n’est dans ce dossier.", remedy="Ajoutez-en un\u00a0: « refgraph import FICHIER --draft »."
        )
    what = f"{quote(id)} n’est pas un brouillon de ce dossier." if id else "il y a plusieurs brouillons."
    raise RecordError(what, remedy=f"Nommez l’un de ceux-ci\u00a0: {', '.join(one.id for one in held)}.")


def keep(workspace: Workspace, name: str, raw: bytes, as_id: str = "", path: str = "") -> Manuscript:
    """Keep the file ``name`` as a manuscript, in place of what it was at its last save; ``as_id`` names it.

    ``path`` is where its author saves it. What cannot be read is not kept: what was kept before stays.

    Raises:
        DocumentError, LayoutError: it cannot be read.
        RecordError: the id cannot be one, or is that of a certification that counts.
        StoreError: the data folder cannot be written; nothing has changed.
    """
    workspace.require_local()
    file = _marked(safe_name(name))
    document = decode(raw, file)
    with writing(workspace.data):
        held = manuscripts(workspace)
        before = _same(held, file, as_id, path)
        if before and not as_id:
            id = before.id
        else:
            id = checked_id(as_id) if as_id else _marked_id(registry.certification_id(document))
            _refuse_registered(workspace, id)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", LayoutWarning)
            ReadingCache(workspace, workspace.checksums()).read(document, {file: id})
        now = Manuscript(id=id, file=file, path=path or (before.path if before else ""))
        others = [one for one in held if one.id != id and one != before]
        folder = workspace.manuscripts
        changes: dict[Path, bytes | None] = {folder / before.file: None} if before else {}
        changes[folder / file] = raw
        if any(one.file == file for one in others):
            raise RecordError(
                f"un autre brouillon vient d’un fichier {quote(file)}.",
                remedy="Renommez votre fichier, puis ajoutez-le.",
            )
        listed = [now if one == before else one for one in held if one == before or one in others]
        if before is None:
            listed.append(now)
        changes[folder / LISTED] = written(listed).encode()
        write_together(workspace.data, changes)
    return now


def keep_file(workspace: Workspace, path: Path, as_id: str = "") -> Manuscript:
    """Keep the file that its author saves at ``path``, from where it is read again.

    Raises:
        RefgraphError: as `keep`, or there is no such file.
    """
    name, raw = received(path)
    return keep(workspace, name, raw, as_id, str(path.resolve()))


def saved(manuscript: Manuscript) -> tuple[int, int] | None:
    """What changes when its author saves it; None where nobody said where, or nothing is there."""
    try:
        told = Path(manuscript.path).stat() if manuscript.path else None
    except OSError:
        return None
    return (told.st_mtime_ns, told.st_size) if told else None


def read_again(workspace: Workspace, manuscript: Manuscript) -> Manuscript | None:
    """``manuscript`` as its author saves it now; None where its file is as it was.

    Raises:
        DocumentError, LayoutError: nobody said where it is saved, or it cannot be read there; what was kept stays.
        StoreError: the data folder cannot be written.
    """
    if not manuscript.path:
        raise DocumentError(
            f"le brouillon {quote(manuscript.id)} n’a pas de fichier à relire.",
            remedy="Dites lequel\u00a0: « refgraph draft watch ID --file FICHIER », ou déposez-le de nouveau.",
        )
    name, raw = received(Path(manuscript.path))
    kept = workspace.manuscripts / manuscript.file
    if kept.exists() and kept.read_bytes() == raw:
        return None
    return keep(workspace, name, raw, manuscript.id, manuscript.path)


def remove(workspace: Workspace, id: str) -> Manuscript:
    """Let the manuscript ``id`` go; the file of its author stays where it is.

    Raises:
        RecordError: there is none.
        StoreError: the data folder cannot be written; nothing has changed.
    """
    workspace.require_local()
    with writing(workspace.data):
        gone = manuscript_named(workspace, id)
        left = [one for one in manuscripts(workspace) if one != gone]
        folder = workspace.manuscripts
        write_together(workspace.data, {folder / gone.file: None, folder / LISTED: written(left).encode()})
    return gone


def _same(held: Sequence[Manuscript], file: str, as_id: str, path: str) -> Manuscript | None:
    """The manuscript that is imported again: the one of this id, else of this place, else of this name."""
    if as_id:
        return next((one for one in held if one.id == as_id), None)
    saved_there = (one for one in held if path and one.path == path)
    return next(saved_there, None) or next((one for one in held if one.file == file), None)


def _marked(name: str) -> str:
    path = PurePath(name)
    return name if path.stem.endswith(MARK) else f"{path.stem}{MARK}{path.suffix}"


def _marked_id(id: str) -> str:
    return id if id.endswith(MARK) else f"{id}{MARK}"


def _refuse_registered(workspace: Workspace, id: str) -> None:
    try:
        there = present(workspace)
    except REFUSALS:
        there = []
    if any(one.unit.certification == id for one in there):
        raise RecordError(
            f"{quote(id)} est une certification de ce dossier\u00a0: un brouillon porte un autre nom.",
            remedy=f"Donnez-lui un autre identifiant, par exemple {quote(id + MARK)}.",
        )
