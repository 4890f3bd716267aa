"""How many findings there are: counted from a report, whose places are read only where somebody accepted something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refgraph.graph.store import Store
from refgraph.graph.validation import Report, Severity, Shapes
from refgraph.knowledge.quality.acceptance import Acceptance
from refgraph.knowledge.quality.findings import Finding, entity_of, read_findings, rule_of
from refgraph.knowledge.quality.rules import read_rules


@dataclass(frozen=True)
class Tally:
    """``counts`` are the findings that nobody has accepted, of each severity; ``silent`` those of them that tell what
    a document does not say; ``accepted`` how many somebody has accepted."""

    counts: dict[Severity, int]
    silent: int
    accepted: int

    @property
    def is_blocked(self) -> bool:
        """Whether a « bloquant » is left that nobody has accepted."""
        return self.counts[Severity.VIOLATION] > 0


def tally(findings: Iterable[Finding]) -> Tally:
    """How many of ``findings`` there are."""
    held = list(findings)
    return _tally((one.severity, one.rule.undocumented, one.is_open) for one in held)


def tally_of(report: Report, shapes: Shapes, store: Store, acceptances: Sequence[Acceptance] = ()) -> Tally:
    """The tally of the findings that `read_findings` gives."""
    rules = read_rules(shapes)
    results = [(result, rule_of(result, rules)) for result in report.results]
    kept = [(result, rule) for result, rule in results if not rule.is_dossier]
    decided = [
        result
        for result, rule in kept
        if any(acceptance.concerns(rule.name, entity_of(result)) for acceptance in acceptances)
    ]
    named = read_findings(Report(tuple(decided)), shapes, store, acceptances) if decided else ()
    apart = {result.key() for result in decided}
    plain = ((result.severity, rule.undocumented, True) for result, rule in kept if result.key() not in apart)
    return _tally([*plain, *((one.severity, one.rule.undocumented, one.is_open) for one in named)])


def _tally(told: Iterable[tuple[Severity, bool, bool]]) -> Tally:
    held = list(told)
    counts = Counter(severity for severity, _, is_open in held if is_open)
    return Tally(
        {severity: counts[severity] for severity in Severity},
        sum(silent and is_open for _, silent, is_open in held),
        sum(not is_open for _, _, is_open in held),
    )
