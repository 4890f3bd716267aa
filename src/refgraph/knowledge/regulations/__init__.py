"""Which texts the référentiels cite, what has become of them at a day, and what a document leaves out."""

from __future__ import annotations

from refgraph.knowledge.regulations.activity import RegulatedActivity, activities_table, regulated_activities
from refgraph.knowledge.regulations.check import read_register, register_path, stale
from refgraph.knowledge.regulations.citing import Cited, Place
from refgraph.knowledge.regulations.coverage import (
    CoverageRow,
    Level,
    RegulationCoverage,
    coverage_of,
    matrix,
    passages_table,
    places,
)
from refgraph.knowledge.regulations.evidence import Evidence, evidence_of
from refgraph.knowledge.regulations.following import FollowedSettlements, follow_settlements, stands
from refgraph.knowledge.regulations.register import Register, Text, register_of
from refgraph.knowledge.regulations.resolution import citations_of, meanings_graph
from refgraph.knowledge.regulations.settlements import Settlement, read_settlements, settlement_graph, write_settlement
from refgraph.knowledge.regulations.settling import find_cited, settlement_of
from refgraph.knowledge.regulations.status import Change, StatusFinding, findings_of, is_in_force
from refgraph.knowledge.regulations.terms import require_known_terms
from refgraph.knowledge.regulations.watch import Alert, watch, watch_table

__all__ = [
    "Alert",
    "Change",
    "Cited",
    "CoverageRow",
    "Evidence",
    "FollowedSettlements",
    "Level",
    "Place",
    "Register",
    "RegulatedActivity",
    "RegulationCoverage",
    "Settlement",
    "StatusFinding",
    "Text",
    "activities_table",
    "citations_of",
    "coverage_of",
    "evidence_of",
    "find_cited",
    "findings_of",
    "follow_settlements",
    "is_in_force",
    "matrix",
    "meanings_graph",
    "passages_table",
    "places",
    "read_register",
    "read_settlements",
    "register_of",
    "register_path",
    "regulated_activities",
    "require_known_terms",
    "settlement_graph",
    "settlement_of",
    "stale",
    "stands",
    "watch",
    "watch_table",
    "write_settlement",
]
