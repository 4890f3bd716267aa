"""Bringing a référentiel in: from files to a preview that writes nothing, to an import that can be taken back."""

from __future__ import annotations

from refgraph.pipeline.intake.confirming import Confirmed, confirm, undo, withdraw
from refgraph.pipeline.intake.drafts import DraftDocument, IntakeDraft, discard, drafts, open_draft, pasted_name, stamp
from refgraph.pipeline.intake.preview import Preview
from refgraph.pipeline.intake.proposing import Intake, choose, leave_out, look, propose

__all__ = [
    "Confirmed",
    "DraftDocument",
    "Intake",
    "IntakeDraft",
    "Preview",
    "choose",
    "confirm",
    "discard",
    "drafts",
    "leave_out",
    "look",
    "open_draft",
    "pasted_name",
    "propose",
    "stamp",
    "undo",
    "withdraw",
]
