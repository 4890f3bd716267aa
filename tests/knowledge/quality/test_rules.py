"""What each rule says of itself: who reads a finding must know why it is one, and what to do."""

from __future__ import annotations

import pytest

from refgraph.graph.validation import read_shapes
from refgraph.knowledge.quality.rules import QualityRule, read_rules

RULES = sorted(read_rules(read_shapes()).values(), key=lambda rule: rule.name)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_says_why_and_what_to_do(rule: QualityRule) -> None:
    """Reason, source (an article, the vademecum, a standard) and remedy stand in the shape itself."""
    assert rule.title
    assert rule.why.endswith(".")
    assert len(rule.source) > 5
    assert rule.remedy.endswith((".", "…"))
