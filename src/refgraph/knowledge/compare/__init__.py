"""Comparing certifications competence by competence: matrix, common core, gap, assessment, passerelle."""

from __future__ import annotations

from refgraph.knowledge.compare.aligned import AlignedCell, AlignedRow, aligned, aligned_table, methods_of
from refgraph.knowledge.compare.bridge import Bridge, BridgeStep, bridge
from refgraph.knowledge.compare.core import Core, Shared, common_core
from refgraph.knowledge.compare.gap import Covered, SideGap, gap
from refgraph.knowledge.compare.long import cells_table, gaps_table
from refgraph.knowledge.compare.matrix import (
    BlocCell,
    CompetenceCell,
    bloc_cell,
    bloc_matrix,
    competence_matrix,
    count,
    together,
)
from refgraph.knowledge.compare.overview import SideCoverage, overview, overview_table, review_table
from refgraph.knowledge.compare.sides import Side, choose, involved, members, names, near, short
from refgraph.knowledge.compare.states import (
    SYMBOLS,
    CoverageState,
    Standing,
    ground,
    ground_line,
    grounds,
    is_settled,
    reviewed_pairs,
    standing,
)
from refgraph.knowledge.compare.tables import (
    assessment_table,
    basis,
    between,
    bloc_table,
    bridge_table,
    core_table,
    gap_aspects,
    gap_table,
    pairs,
    share,
    to_confirm,
)  # fmt: skip
from refgraph.knowledge.compare.whole import assessments, report, whole

__all__ = [
    "SYMBOLS",
    "AlignedCell",
    "AlignedRow",
    "BlocCell",
    "Bridge",
    "BridgeStep",
    "CompetenceCell",
    "Core",
    "CoverageState",
    "Covered",
    "Shared",
    "Side",
    "SideCoverage",
    "SideGap",
    "Standing",
    "aligned",
    "aligned_table",
    "assessment_table",
    "assessments",
    "basis",
    "between",
    "bloc_cell",
    "bloc_matrix",
    "bloc_table",
    "bridge",
    "bridge_table",
    "cells_table",
    "choose",
    "common_core",
    "competence_matrix",
    "core_table",
    "count",
    "gap",
    "gap_aspects",
    "gap_table",
    "gaps_table",
    "ground",
    "ground_line",
    "grounds",
    "involved",
    "is_settled",
    "members",
    "methods_of",
    "names",
    "near",
    "overview",
    "overview_table",
    "pairs",
    "report",
    "review_table",
    "reviewed_pairs",
    "share",
    "short",
    "standing",
    "to_confirm",
    "together",
    "whole",
]  # fmt: skip
