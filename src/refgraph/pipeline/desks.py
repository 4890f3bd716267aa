"""One certification on the desk, and what a person corrects there written."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.pipeline.records import kept_of
from refgraph.reading.corrections import CorrectionOutcome
from refgraph.reading.corrections.desk import Desk
from refgraph.reading.corrections.file import add
from refgraph.reading.corrections.settling import Edit
from refgraph.workspace import Workspace


def desk_of(workspace: Workspace, certification: str) -> Desk | None:
    """The desk of ``certification``; None where no document describes it.

    Raises:
        DocumentError, RecordError: as `kept_of`.
    """
    kept = kept_of(workspace, certification)
    return Desk(kept.document, kept.reading, [each.correction for each in kept.outcomes]) if kept else None


def write_edits(workspace: Workspace, desk: Desk, edits: Sequence[Edit]) -> list[CorrectionOutcome]:
    """Put ``edits``, which belong together, in the file of corrections, in place of those that they take over; what
    becomes of each.

    Raises:
        RecordError: one of them would not count, or the file cannot be written; none is written.
        StoreError: the workspace asks a server.
    """
    workspace.require_local()
    outcomes = [desk.tried(edit) for edit in edits]
    add(workspace.corrections, [edit.correction for edit in edits], [key for edit in edits for key in edit.instead_of])
    return outcomes


def write_edit(workspace: Workspace, desk: Desk, edit: Edit) -> CorrectionOutcome:
    """The same of one."""
    return write_edits(workspace, desk, [edit])[0]
