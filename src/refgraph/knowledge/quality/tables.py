"""Findings and proofs as tables and JSON, to be taken away."""

from __future__ import annotations

import msgspec

from refgraph.core.table import Cell, Table
from refgraph.knowledge.excerpts import Excerpt
from refgraph.knowledge.quality.assessment import Assessment
from refgraph.knowledge.quality.dossier import Proof
from refgraph.knowledge.quality.findings import Finding

FINDING_COLUMNS: tuple[tuple[str, str], ...] = (
    ("severity", "Gravité"),
    ("certification", "Certification"),
    ("kind", "Famille"),
    ("rule", "Règle"),
    ("bloc", "Bloc"),
    ("entity", "Élément"),
    ("words", "Texte de l’élément"),
    ("sentence", "Constat"),
    ("why", "Pourquoi"),
    ("source", "Source de la règle"),
    ("remedy", "Que faire"),
    ("document", "Document"),
    ("line", "Ligne"),
    ("quote", "Passage"),
    ("state", "État"),
    ("reason", "Raison de l’acceptation"),
    ("reference", "Référence"),
)
PROOF_COLUMNS: tuple[tuple[str, str], ...] = (
    ("certification", "Certification"),
    ("number", "Critère"),
    ("criterion", "Recherché"),
    ("state", "Réponse"),
    ("sentence", "Ce qu’on en dit"),
    ("document", "Document"),
    ("line", "Ligne"),
    ("quote", "Passage"),
    ("source", "Source du critère"),
)


def findings_table(findings: tuple[Finding, ...]) -> Table:
    """One row per finding, with its first passage; the machine names are those of the JSON."""
    return Table(
        columns=tuple(heading for _, heading in FINDING_COLUMNS),
        names=tuple(name for name, _ in FINDING_COLUMNS),
        rows=tuple(tuple(_finding(finding)[name] for name, _ in FINDING_COLUMNS) for finding in findings),
        title="Constats",
        empty="Aucun constat\u00a0: toutes les règles sont respectées.",
    )


def proofs_table(proofs: tuple[Proof, ...]) -> Table:
    """One row per certification, criterion and passage; a criterion without passage has one row."""
    rows = [(proof, passage) for proof in proofs for passage in proof.passages or (None,)]
    return Table(
        columns=tuple(heading for _, heading in PROOF_COLUMNS),
        names=tuple(name for name, _ in PROOF_COLUMNS),
        rows=tuple(tuple(_proof(*row)[name] for name, _ in PROOF_COLUMNS) for row in rows),
        title="Auto-contrôle du dossier",
    )


def to_json(assessment: Assessment) -> bytes:
    """The assessment as JSON: ``counts``, ``findings`` and ``proofs``, with every passage."""
    content = {
        "counts": {severity.value: number for severity, number in assessment.counts.items()},
        "accepted": assessment.accepted,
        "conforms": not assessment.is_blocked,
        "findings": [
            _finding(finding)
            | {"iri": finding.place.iri, "passages": [_passage(one) for one in finding.place.passages]}
            for finding in assessment.findings
        ],
        "proofs": [
            {
                "certification": proof.certification.label,
                "number": proof.criterion.number,
                "criterion": proof.criterion.label,
                "state": proof.state.value,
                "sentence": proof.sentence,
                "passages": [_passage(one) for one in proof.passages],
            }
            for proof in assessment.proofs
        ],
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def state_of(finding: Finding) -> str:
    """How a finding stands: open, accepted, accepted on other words, or a silence of the document."""
    if finding.accepted:
        return "accepté"
    if finding.outdated:
        return "à revoir\u00a0: l’énoncé a changé depuis l’acceptation"
    return "non documenté" if finding.rule.undocumented else "ouvert"


def _finding(finding: Finding) -> dict[str, Cell]:
    place, rule = finding.place, finding.rule
    passage = place.passages[0] if place.passages else None
    return {
        "severity": finding.gravity,
        "certification": finding.certification.label if finding.certification else None,
        "kind": rule.kind,
        "rule": rule.title,
        "bloc": place.bloc.label if place.bloc else None,
        "entity": place.name,
        "words": place.words,
        "sentence": finding.sentence,
        "why": rule.why,
        "source": rule.source,
        "remedy": rule.remedy,
        "document": passage.document if passage else None,
        "line": passage.line if passage else None,
        "quote": passage.quote if passage else None,
        "state": state_of(finding),
        "reason": finding.accepted.reason if finding.accepted else None,
        "reference": finding.reference,
    }


def _proof(proof: Proof, passage: Excerpt | None) -> dict[str, Cell]:
    return {
        "certification": proof.certification.label,
        "number": proof.criterion.number,
        "criterion": proof.criterion.label,
        "state": proof.state.value,
        "sentence": proof.sentence,
        "document": passage.document if passage else None,
        "line": passage.line if passage else None,
        "quote": passage.quote if passage else None,
        "source": proof.criterion.source,
    }


def _passage(passage: Excerpt) -> dict[str, Cell]:
    return {"document": passage.document, "line": passage.line, "quote": passage.quote}
