"""The only place that strings the stages together: documents, records, graphs, closure, check, store."""

from __future__ import annotations

from refgraph.pipeline.pipeline import Build, build, ensure
from refgraph.pipeline.records import Kept, keep, write_records

__all__ = ["Build", "Kept", "build", "ensure", "keep", "write_records"]
