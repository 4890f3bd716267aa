"""The only place that strings the stages together: documents, records, graphs, closure, check, store."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from refgraph.pipeline.ensuring import ensure

if TYPE_CHECKING:
    from refgraph.pipeline.desks import desk_of, write_edit, write_edits
    from refgraph.pipeline.pipeline import Build, build
    from refgraph.pipeline.records import Kept, Records, corrected, keep, write_records

__all__ = [
    "Build",
    "Kept",
    "Records",
    "build",
    "corrected",
    "desk_of",
    "ensure",
    "keep",
    "write_edit",
    "write_edits",
    "write_records",
]

_HOMES = {"Build": "pipeline", "build": "pipeline", "desk_of": "desks", "write_edit": "desks", "write_edits": "desks"}
_HOMES |= dict.fromkeys(("Kept", "Records", "corrected", "keep", "write_records"), "records")
"""What needs all stages, by the module that it is taken from when it is asked for: `ensure` does without most often."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
