"""What people have decided of proposed correspondences: kept in SSSOM, dated, signed, checked against today's text."""

from __future__ import annotations

from refgraph.knowledge.decisions.decision import (
    STALE,
    WITHDRAWN,
    WORDS,
    Decision,
    Review,
    Statement,
    Statements,
    decide,
    decide_absent,
    decision_of,
    is_stale,
    relation,
    state,
)  # fmt: skip
from refgraph.knowledge.decisions.intake import Changes, from_mappings, from_workbook
from refgraph.knowledge.decisions.register import DecisionRegister, by_pair
from refgraph.knowledge.decisions.second import SecondReading, agree, second_reading
from refgraph.knowledge.decisions.tables import decisions_table, without_today
from refgraph.knowledge.decisions.workbook import StatementContext, WorkbookLine, to_workbook

__all__ = [
    "STALE",
    "WITHDRAWN",
    "WORDS",
    "Changes",
    "Decision",
    "DecisionRegister",
    "Review",
    "SecondReading",
    "Statement",
    "StatementContext",
    "Statements",
    "WorkbookLine",
    "agree",
    "by_pair",
    "decide",
    "decide_absent",
    "decision_of",
    "decisions_table",
    "from_mappings",
    "from_workbook",
    "is_stale",
    "relation",
    "second_reading",
    "state",
    "to_workbook",
    "without_today",
]  # fmt: skip
