"""The quality of référentiels, told to a curriculum designer: findings, self-check, decisions."""

from __future__ import annotations

from refgraph.quality.acceptance import Acceptance, read_acceptances
from refgraph.quality.assessment import Assessment, assess, told
from refgraph.quality.decisions import accept, find, take_back
from refgraph.quality.dossier import Criterion, Proof, State
from refgraph.quality.findings import Finding
from refgraph.quality.grouping import CertificationGroup, Fold, RuleGroup
from refgraph.quality.places import Passage, Place
from refgraph.quality.rendering import render
from refgraph.quality.rules import Rule, read_rules
from refgraph.quality.tables import findings_table, proofs_table, to_json

__all__ = [
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
    "assess",
    "find",
    "findings_table",
    "proofs_table",
    "read_acceptances",
    "read_rules",
    "render",
    "take_back",
    "to_json",
    "told",
]
