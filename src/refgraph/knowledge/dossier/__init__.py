"""What a certifier hands in: correspondences of blocs, signed, and what is literally reproduced from others."""

from __future__ import annotations

from refgraph.knowledge.dossier.correspondence import (
    BlocCorrespondence,
    CorrespondenceLine,
    Verdict,
    correspond,
)
from refgraph.knowledge.dossier.exports import to_docx, to_pdf, to_turtle
from refgraph.knowledge.dossier.reproduction import (
    OTHER_CERTIFIER,
    SAME_CERTIFIER,
    UNKNOWN_CERTIFIER,
    CopiableText,
    Copy,
    reproductions,
)
from refgraph.knowledge.dossier.signatures import (
    SIGNED,
    Signature,
    Signatures,
    Withdrawal,
    follow_signatures,
    obstacles,
    waiting,
)
from refgraph.knowledge.dossier.tables import correspondence_tables, proposed, reproduction_table

__all__ = [
    "OTHER_CERTIFIER",
    "SAME_CERTIFIER",
    "SIGNED",
    "UNKNOWN_CERTIFIER",
    "BlocCorrespondence",
    "CopiableText",
    "Copy",
    "CorrespondenceLine",
    "Signature",
    "Signatures",
    "Verdict",
    "Withdrawal",
    "correspond",
    "correspondence_tables",
    "follow_signatures",
    "obstacles",
    "proposed",
    "reproduction_table",
    "reproductions",
    "to_docx",
    "to_pdf",
    "to_turtle",
    "waiting",
]  # fmt: skip
