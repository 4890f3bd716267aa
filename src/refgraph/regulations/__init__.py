"""Which texts the référentiels cite, what has become of them at a day, and what a document leaves out."""

from __future__ import annotations

from refgraph.regulations.check import read_register, stale
from refgraph.regulations.register import Register, Text, register_of
from refgraph.regulations.resolution import citations_of, meanings_graph
from refgraph.regulations.settlements import Settlement, read_settlements, settlement_graph, write_settlement
from refgraph.regulations.status import Change, Finding, findings_of, is_in_force

__all__ = [
    "Change",
    "Finding",
    "Register",
    "Settlement",
    "Text",
    "citations_of",
    "findings_of",
    "is_in_force",
    "meanings_graph",
    "read_register",
    "read_settlements",
    "register_of",
    "settlement_graph",
    "stale",
    "write_settlement",
]
