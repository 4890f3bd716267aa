"""What a certifier hands in: correspondences of blocs, signed, and what is literally reproduced from others."""

from __future__ import annotations

from refgraph.dossier.correspondence import Correspondence, Line, Verdict, correspond, version
from refgraph.dossier.exports import to_docx, to_turtle
from refgraph.dossier.reproduction import OTHER_CERTIFIER, SAME_CERTIFIER, UNKNOWN_CERTIFIER, Copy, Text, reproductions
from refgraph.dossier.signatures import Signature, Signatures, obstacles, waiting
from refgraph.dossier.tables import correspondence_tables, reproduction_table

__all__ = [
    "OTHER_CERTIFIER", "SAME_CERTIFIER", "UNKNOWN_CERTIFIER", "Copy", "Correspondence", "Line", "Signature",
    "Signatures", "Text", "Verdict", "correspond", "correspondence_tables", "obstacles", "reproduction_table",
    "reproductions", "to_docx", "to_turtle", "version", "waiting",
]  # fmt: skip
