"""The quality of référentiels, told to a curriculum designer: findings, self-check, decisions."""

from __future__ import annotations

from refgraph.quality.acceptance import Acceptance, read_acceptances
from refgraph.quality.assessment import Assessment, asserted, assess, told
from refgraph.quality.decisions import accept, find, take_back
from refgraph.quality.dossier import Criterion, Proof, State, by_certification
from refgraph.quality.findings import Finding
from refgraph.quality.grouping import CertificationGroup, Fold, RuleGroup, group, names
from refgraph.quality.places import Passage, Place
from refgraph.quality.rendering import LAW, render, summary
from refgraph.quality.rules import Rule, read_rules
from refgraph.quality.tables import findings_table, proofs_table, to_json
from refgraph.quality.targets import idle

__all__ = [
    "LAW",
    "Acceptance",
    "Assessment",
    "CertificationGroup",
    "Criterion",
    "Finding",
    "Fold",
    "Passage",
    "Place",
    "Proof",
    "Rule",
    "RuleGroup",
    "State",
    "accept",
    "asserted",
    "assess",
    "by_certification",
    "find",
    "findings_table",
    "group",
    "idle",
    "names",
    "proofs_table",
    "read_acceptances",
    "read_rules",
    "render",
    "summary",
    "take_back",
    "to_json",
    "told",
]
