"""Findings in the order in which they are read: by certification, then rule, then bloc, identical ones folded."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from refgraph.core.french import NBSP, listing
from refgraph.graph.validation import Severity
from refgraph.knowledge.labels import Ref
from refgraph.knowledge.quality.findings import Finding
from refgraph.knowledge.quality.rules import QualityRule

_SHARED = {
    f"compétence n°{NBSP}": f"compétences n°{NBSP}",
    f"ligne{NBSP}": f"lignes{NBSP}",
    "modalité de ": "modalités de ",
    "critère n°": "critères n°",
}
"""How the names of several entities begin, and how they begin together."""


@dataclass(frozen=True)
class Fold:
    """Findings that say the same of several entities of one bloc; most folds hold one."""

    findings: tuple[Finding, ...]

    @property
    def sentence(self) -> str:
        """What they all say."""
        return self.findings[0].sentence

    @property
    def names(self) -> str:
        """The entities, as an enumeration: « C4, C7 et C14 »."""
        return names(self.findings)

    @property
    def bloc(self) -> Ref | None:
        """The bloc that they are in; None for what concerns the whole certification."""
        return self.findings[0].place.bloc

    @property
    def reference(self) -> str:
        """What names them all on the command line."""
        if len(self.findings) == 1:
            return self.findings[0].reference
        joined = "\0".join(finding.reference for finding in self.findings)
        return hashlib.sha256(joined.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class RuleGroup:
    """What one rule found in one certification, at one severity."""

    rule: QualityRule
    severity: Severity
    folds: tuple[Fold, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, unfolded."""
        return tuple(finding for fold in self.folds for finding in fold.findings)


@dataclass(frozen=True)
class CertificationGroup:
    """What was found in one certification (None: the register of regulations), rules gravest first."""

    certification: Ref | None
    rules: tuple[RuleGroup, ...]

    @property
    def name(self) -> str:
        """Its title."""
        return self.certification.label if self.certification else "Registre des textes"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, unfolded."""
        return tuple(finding for group in self.rules for finding in group.findings)


def group(findings: Iterable[Finding]) -> tuple[CertificationGroup, ...]:
    """``findings`` (in the order of `findings.read_findings`) by certification, rule and bloc.

    Certifications of one title (two versions of it) are told apart by the end of their IRI.
    """
    runs = _runs(findings, lambda one: one.certification.iri if one.certification else "")
    titles = Counter(found[0].certification.label for found in runs if found[0].certification)
    return tuple(CertificationGroup(_apart(found[0].certification, titles), tuple(_rules(found))) for found in runs)


def _apart(certification: Ref | None, titles: Mapping[str, int]) -> Ref | None:
    if certification is None or titles[certification.label] < 2:
        return certification
    return replace(certification, label=f"{certification.label} ({certification.iri.rpartition('/')[2]})")


def names(findings: Iterable[Finding]) -> str:
    """The entities of these findings, as an enumeration: « C4, C7 et C14 », « compétences n° 2 et 5 »."""
    found = [finding.place.name for finding in findings]
    head = next((head for head in _SHARED if all(name.startswith(head) for name in found)), "")
    rests = list(dict.fromkeys(name.removeprefix(head) for name in found))
    return (_SHARED[head] if head and len(rests) > 1 else head) + listing(rests)


def _rules(findings: list[Finding]) -> Iterable[RuleGroup]:
    for found in _runs(findings, lambda one: (one.severity.rank, one.rule.name)):
        yield RuleGroup(found[0].rule, found[0].severity, tuple(_folds(found)))


def _folds(findings: list[Finding]) -> Iterable[Fold]:
    """One fold per bloc and sentence; what is accepted is never folded with what is open."""
    folds: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        reason = one.accepted.reason if one.accepted else None
        key = (one.place.bloc.iri if one.place.bloc else "", one.sentence, reason, one.outdated is None)
        folds.setdefault(key, []).append(one)
    return [Fold(tuple(found)) for found in folds.values()]


def _runs(findings: Iterable[Finding], key: object) -> list[list[Finding]]:
    return [list(found) for _, found in groupby(findings, key)]  # type: ignore[call-overload]
