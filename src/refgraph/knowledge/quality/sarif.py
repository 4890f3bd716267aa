"""The findings in SARIF 2.1.0 (OASIS), which forges and editors read: one result a finding, at its line."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec

from refgraph import __version__
from refgraph.graph.validation import Severity
from refgraph.knowledge.quality.assessment import Assessment
from refgraph.knowledge.quality.findings import Finding
from refgraph.knowledge.quality.rules import QualityRule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def to_sarif(assessment: Assessment) -> bytes:
    """The findings of ``assessment`` as a SARIF log; what somebody has accepted is suppressed, with the reason."""
    rules = {finding.rule.name: finding.rule for finding in assessment.findings}
    driver = {"name": "refgraph", "version": __version__, "language": "fr", "rules": list(map(_rule, rules.values()))}
    run = {"tool": {"driver": driver}, "results": list(map(_result, assessment.findings))}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"


def _rule(rule: QualityRule) -> dict[str, Any]:
    told = {"fullDescription": rule.why, "help": rule.remedy}
    texts = {name: {"text": text} for name, text in told.items() if text}
    return {"id": rule.name, "shortDescription": {"text": rule.title}, **texts}


def _result(finding: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule.name,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.place.name}\u00a0: {finding.sentence}"},
        "locations": _locations(finding),
        "partialFingerprints": {"reference": finding.reference},
        "properties": {"gravity": finding.gravity},
    }
    if finding.accepted:
        result["suppressions"] = [{"kind": "external", "justification": finding.accepted.reason}]
    return result


def _locations(finding: Finding) -> list[dict[str, Any]]:
    """The passages that say it; where there is none, the thing itself."""
    logical = [{"fullyQualifiedName": finding.place.iri}] if finding.place.iri else []
    physical = [
        {
            "artifactLocation": {"uri": quote(passage.document)},
            "region": {**({"startLine": passage.line} if passage.line else {}), "snippet": {"text": passage.quote}},
        }
        for passage in finding.place.passages
        if passage.document
    ]
    if not physical:
        return [{"logicalLocations": logical}] if logical else []
    return [{"physicalLocation": one, **({"logicalLocations": logical} if logical else {})} for one in physical]
