"""What people have decided of proposed correspondences: kept in SSSOM, dated, signed, checked against today's text."""

from __future__ import annotations

from refgraph.review.decisions import (
    STALE,
    WORDS,
    Decision,
    Statement,
    Statements,
    Verdict,
    decide,
    decision_of,
    is_stale,
    state,
)  # fmt: skip
from refgraph.review.intake import Changes, from_mappings, from_workbook
from refgraph.review.register import Register, by_pair
from refgraph.review.tables import decisions_table
from refgraph.review.workbook import Line, to_workbook

__all__ = [
    "STALE", "WORDS", "Changes", "Decision", "Line", "Register", "Statement", "Statements", "Verdict", "by_pair",
    "decide", "decision_of", "decisions_table", "from_mappings", "from_workbook", "is_stale", "state", "to_workbook",
]  # fmt: skip
