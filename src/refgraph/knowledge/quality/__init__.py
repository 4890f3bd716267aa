"""The quality of référentiels, told to a curriculum designer: findings, self-check, decisions."""

from __future__ import annotations

from refgraph.knowledge.quality.acceptance import Acceptance, read_acceptances
from refgraph.knowledge.quality.assessment import Assessment, asserted, assess, report_of, told
from refgraph.knowledge.quality.decisions import accept, find, take_back
from refgraph.knowledge.quality.dossier import Proof, ProofState, RegistrationCriterion, by_certification
from refgraph.knowledge.quality.findings import Finding, read_findings
from refgraph.knowledge.quality.following import follow_acceptances
from refgraph.knowledge.quality.grouping import CertificationGroup, Fold, RuleGroup, group, names
from refgraph.knowledge.quality.places import FindingPlace
from refgraph.knowledge.quality.rendering import LAW, render, summary
from refgraph.knowledge.quality.rules import QualityRule, read_rules
from refgraph.knowledge.quality.sarif import to_sarif
from refgraph.knowledge.quality.tables import findings_table, proofs_table, to_json
from refgraph.knowledge.quality.tally import Tally, tally_of
from refgraph.knowledge.quality.targets import idle

__all__ = [
    "LAW",
    "Acceptance",
    "Assessment",
    "CertificationGroup",
    "Finding",
    "FindingPlace",
    "Fold",
    "Proof",
    "ProofState",
    "QualityRule",
    "RegistrationCriterion",
    "RuleGroup",
    "Tally",
    "accept",
    "asserted",
    "assess",
    "by_certification",
    "find",
    "findings_table",
    "follow_acceptances",
    "group",
    "idle",
    "names",
    "proofs_table",
    "read_acceptances",
    "read_findings",
    "read_rules",
    "render",
    "report_of",
    "summary",
    "take_back",
    "tally_of",
    "to_json",
    "to_sarif",
    "told",
]
