"""A référentiel being written, beside all others: what is near it, what it copies, what it lacks, how far it is."""

from __future__ import annotations

from refgraph.knowledge.manuscripts.beside import Beside, beside
from refgraph.knowledge.manuscripts.progress import ProgressFigure, progress
from refgraph.knowledge.manuscripts.records import compared_of
from refgraph.knowledge.manuscripts.remarks import Remark, notes, remarks
from refgraph.knowledge.manuscripts.tables import beside_tables

__all__ = [
    "Beside",
    "ProgressFigure",
    "Remark",
    "beside",
    "beside_tables",
    "compared_of",
    "notes",
    "progress",
    "remarks",
]
