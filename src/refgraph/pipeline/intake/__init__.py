"""Bringing a référentiel in: from files to a preview that writes nothing, to an import that can be taken back."""

from __future__ import annotations

from refgraph.pipeline.intake.confirming import Confirmed, confirm, undo, withdraw
from refgraph.pipeline.intake.drafts import IntakeDraft, discard, drafts, open_draft
from refgraph.pipeline.intake.preview import Preview
from refgraph.pipeline.intake.proposing import Intake, choose, leave_out, look, propose

__all__ = [
    "Confirmed",
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
    "propose",
    "undo",
    "withdraw",
]
