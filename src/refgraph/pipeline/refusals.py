"""What keeps a document, or a file of decisions, from being used, and is told."""

from __future__ import annotations

from msgspec import Struct

from refgraph.core.errors import DocumentError, LayoutError, RecordError

REFUSALS = (DocumentError, LayoutError, RecordError)
"""What keeps a document from being read, and stops nothing else."""


class RefusedDocument(Struct, frozen=True):
    """A document that is left aside, by its file name, and why, as an error of refgraph says it in French."""

    document: str
    reason: str
