"""What was looked at becomes part of the data folder, or a certification leaves it: all or nothing, and taken back."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from refgraph.core import files, ledger
from refgraph.core.errors import DocumentError, RecordError, StoreError
from refgraph.core.french import quote
from refgraph.core.ledger import JournalChange
from refgraph.pipeline.intake.drafts import IntakeDraft, catalogue_of, discard
from refgraph.pipeline.intake.identity import present
from refgraph.reading.corrections import Correction
from refgraph.reading.corrections.fields import takes_over
from refgraph.reading.corrections.file import merged, read_corrections
from refgraph.reading.corrections.rows import parse, written
from refgraph.workspace import Workspace
from refgraph.workspace.transaction import STATE, write_together, writing

_MOST_KEPT = 20
"""How many imports and withdrawals can be taken back."""
_ABSENT = ""


class ChangedFile(Struct, frozen=True, kw_only=True):
    """A file that an import changed: its path below the data folder, what it held (None: there was none), and the
    checksum of what it holds since (empty: it is gone)."""

    path: str
    before: bytes | None
    after: str


class IntakeAct(Struct, frozen=True, kw_only=True):
    """An import or a withdrawal as it can be taken back: what it was, in French, when, and what it changed.

    ``added`` and ``replaced`` are lines of corrections.
    """

    what: str
    at: str
    changed: tuple[ChangedFile, ...]
    added: tuple[Correction, ...] = ()
    replaced: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Confirmed:
    """What an import made: the certifications, by id."""

    certifications: tuple[str, ...]


def confirm(draft: IntakeDraft) -> Confirmed:
    """Import the documents of ``draft`` that count, with what was corrected there; the draft is gone then.

    Raises:
        DocumentError: one of its documents cannot be read, or none counts.
        StoreError: the data folder has changed since the preview, or cannot be written; nothing has changed.
    """
    if refused := next((each for each in draft.documents if each.refused and not each.left_out), None):
        raise DocumentError(refused.refused, remedy="Corrigez-le, ou laissez ce document de côté.")
    if not draft.counting:
        raise DocumentError("aucun document de cet aperçu n’est à importer.")
    base = draft.base
    base.require_local()
    with writing(base.data):
        _refuse_stale(draft)
        changes: dict[Path, bytes | None] = {}
        for told in draft.counting:
            changes |= {base.sources / name: None for name in told.replaces}
            changes[base.sources / told.target] = draft.original(told).read_bytes()
        if (catalogue := catalogue_of(draft)) or base.catalogue.exists():
            changes[base.catalogue] = catalogue.encode()
        own = draft.own_corrections()
        names = ", ".join(each.target for each in draft.counting)
        _make(base, f"import de {names}", changes, own)
    discard(draft)
    return Confirmed(tuple(each.certification for each in draft.counting))


def withdraw(workspace: Workspace, certification: str) -> str:
    """Take the document of ``certification`` out of what is built, and give back its name; decisions on it stay.

    Raises:
        RecordError: no document describes it.
        StoreError: the data folder cannot be written; nothing has changed.
    """
    workspace.require_local()
    there = next((each.unit for each in present(workspace) if each.unit.certification == certification), None)
    if there is None:
        raise RecordError(
            f"aucun document ne décrit {quote(certification)}.",
            remedy="«\u00a0refgraph build\u00a0» montre les certifications lues.",
        )
    with writing(workspace.data):
        path = workspace.sources / there.document
        changes: dict[Path, bytes | None] = {workspace.withdrawn / there.document: path.read_bytes(), path: None}
        _make(workspace, f"retrait de {certification} ({there.document})", changes)
    return there.document


def undo(workspace: Workspace) -> str:
    """Take back the last import or withdrawal, and say in French what it was.

    Raises:
        StoreError: there is none, a file has changed since, or the folder cannot be written; nothing has changed.
    """
    workspace.require_local()
    with writing(workspace.data):
        acts = _acts(workspace)
        if not acts:
            raise StoreError("il n’y a aucun import à défaire.", place=str(workspace.data))
        act = msgspec.msgpack.decode(acts[-1].read_bytes(), type=IntakeAct)
        changes: dict[Path, bytes | None] = {acts[-1]: None}
        for each in act.changed:
            path = workspace.data / each.path
            if _checksum(path) != each.after:
                raise StoreError(
                    f"{each.path} a changé depuis ({act.what})\u00a0: le défaire perdrait ce changement.",
                    place=str(workspace.data),
                    remedy="Remettez ce fichier comme il était, ou importez de nouveau le document d’avant.",
                )
            changes[path] = each.before
        with _held(workspace, act.replaced or act.added):
            _write(workspace, changes, act.replaced, act.added)
    return act.what


def _make(
    workspace: Workspace, what: str, changes: Mapping[Path, bytes | None], corrections: Sequence[Correction] = ()
) -> None:
    """Write ``changes`` and ``corrections`` together, with what takes them back."""
    folder = workspace.data / STATE / "imports"
    kept = _acts(workspace)
    number = int(kept[-1].stem) + 1 if kept else 1
    old: dict[Path, bytes | None] = dict.fromkeys(kept[: max(0, len(kept) + 1 - _MOST_KEPT)])
    with _held(workspace, corrections):
        held = read_corrections(workspace.corrections) if corrections else []
        new = [each for each in corrections if each not in held]
        replaced = [each for each in held if any(takes_over(one, each) for one in new)]
        act = IntakeAct(
            what=what,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            changed=tuple(_changed(workspace, path, content) for path, content in changes.items()),
            added=tuple(new),
            replaced=tuple(replaced),
        )
        record = {folder / f"{number:06}.bin": msgspec.msgpack.encode(act)}
        _write(workspace, {**changes, **record, **old}, new, replaced)


def _held(workspace: Workspace, corrections: Sequence[Correction]) -> contextlib.AbstractContextManager[None]:
    """The file of corrections held for oneself where there are ``corrections`` to write."""
    return files.locked(workspace.corrections) if corrections else contextlib.nullcontext()


def _write(
    workspace: Workspace,
    changes: Mapping[Path, bytes | None],
    new: Sequence[Correction] = (),
    gone: Sequence[Correction] = (),
) -> None:
    """Write ``changes`` together, with the file of corrections that has those ``new`` and not those ``gone``."""
    whole = {**changes, **(_corrected(workspace.corrections, new, gone) if new or gone else {})}
    with ledger.told(_journal_changes(workspace, whole)):
        write_together(workspace.data, whole)


def _corrected(path: Path, new: Sequence[Correction], gone: Sequence[Correction]) -> dict[Path, bytes | None]:
    kept = merged(read_corrections(path), new, [each.key for each in (*gone, *new)])
    remarks = [line for line in ledger.lines_of(path) if line.startswith("#")]
    text = written(kept, remarks)
    parse(text.encode(), path.name)
    return {path: text.encode()}


def _journal_changes(workspace: Workspace, changes: Mapping[Path, bytes | None]) -> Iterator[JournalChange]:
    """What the journal tells: of a document its checksums, of the corrections their lines."""
    for path, content in changes.items():
        if path.parent in (workspace.sources, workspace.withdrawn):
            before, after = _checksum(path), _sum(content)
            yield JournalChange(path, [before] if before else [], [after] if after else [])
        elif path == workspace.corrections:
            yield JournalChange(path, ledger.lines_of(path), (content or b"").decode().splitlines())


def _refuse_stale(draft: IntakeDraft) -> None:
    """Pass a draft whose data folder still holds what it would replace, and nothing else under these names."""
    for told in draft.counting:
        names = {**told.replaces, **({} if told.target in told.replaces else {told.target: _ABSENT})}
        for name, checksum in names.items():
            if _checksum(draft.base.sources / name) != checksum:
                raise StoreError(
                    f"{name} a changé dans le dossier de données depuis cet aperçu.",
                    place=str(draft.base.sources),
                    remedy="Relisez l’aperçu, puis confirmez de nouveau.",
                )


def _changed(workspace: Workspace, path: Path, content: bytes | None) -> ChangedFile:
    before = path.read_bytes() if path.exists() else None
    return ChangedFile(path=path.relative_to(workspace.data).as_posix(), before=before, after=_sum(content))


def _acts(workspace: Workspace) -> list[Path]:
    return sorted((workspace.data / STATE / "imports").glob("*.bin"))


def _checksum(path: Path) -> str:
    return _sum(path.read_bytes() if path.exists() else None)


def _sum(content: bytes | None) -> str:
    return _ABSENT if content is None else hashlib.sha256(content).hexdigest()


def told_acts(workspace: Workspace) -> Iterable[IntakeAct]:
    """The imports and withdrawals that can be taken back, the last first."""
    for path in reversed(_acts(workspace)):
        yield msgspec.msgpack.decode(path.read_bytes(), type=IntakeAct)
