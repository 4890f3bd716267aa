"""A référentiel being written, beside all others: what is near it, what it copies, what it lacks, how far it is."""

from __future__ import annotations

from refgraph.knowledge.manuscripts.beside import Beside, beside
from refgraph.knowledge.manuscripts.gaps import Unsaid, gaps
from refgraph.knowledge.manuscripts.nearest import NEAR, Nearest, nearest
from refgraph.knowledge.manuscripts.progress import ProgressFigure, progress
from refgraph.knowledge.manuscripts.records import compared_of
from refgraph.knowledge.manuscripts.remarks import Remark, notes, remarks
from refgraph.knowledge.manuscripts.tables import beside_tables, progress_table

__all__ = [
    "NEAR",
    "Beside",
    "Nearest",
    "ProgressFigure",
    "Remark",
    "Unsaid",
    "beside",
    "beside_tables",
    "compared_of",
    "gaps",
    "nearest",
    "notes",
    "progress",
    "progress_table",
    "remarks",
]
