"""Référentiels being written: kept in ``drafts/``, read again at each save, built apart from all that counts."""

from __future__ import annotations

from refgraph.pipeline.manuscripts.keeping import (
    keep,
    keep_file,
    manuscript_named,
    manuscripts,
    read_again,
    remove,
    saved,
)
from refgraph.pipeline.manuscripts.looking import look
from refgraph.pipeline.manuscripts.staging import for_names, staged

__all__ = [
    "for_names", "keep", "keep_file", "look", "manuscript_named", "manuscripts", "read_again", "remove", "saved",
    "staged",
]  # fmt: skip
