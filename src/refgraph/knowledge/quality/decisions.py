"""Accepting findings, and taking an acceptance back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from refgraph.core.errors import RefgraphError
from refgraph.core.namespaces import ID
from refgraph.knowledge.quality.acceptance import Acceptance, add, withdraw
from refgraph.knowledge.quality.assessment import Assessment
from refgraph.knowledge.quality.findings import Finding


def find(assessment: Assessment, reference: str) -> tuple[Finding, ...]:
    """The finding with this reference, or all those of the fold with this reference.

    Raises:
        RefgraphError: there is none.
    """
    for each in assessment.findings:
        if each.reference == reference:
            return (each,)
    for certification in assessment.groups:
        for rule in certification.rules:
            for fold in rule.folds:
                if fold.reference == reference:
                    return fold.findings
    raise RefgraphError(
        f"aucun constat n’a la référence « {reference} ».",
        remedy="Les références sont au bout des lignes de « refgraph check ».",
    )


def accept(path: Path, findings: Sequence[Finding], reason: str, author: str, on: date) -> list[Acceptance]:
    """Keep in the file at ``path`` that ``author`` accepts ``findings`` for ``reason``.

    Raises:
        RefgraphError: there is no reason, or the file cannot be read.
    """
    if not reason.strip():
        raise RefgraphError("il manque la raison de l’acceptation.", remedy="Dites pourquoi en une phrase.")
    return add(
        path,
        [
            Acceptance(
                rule=each.rule.name,
                entity=each.place.iri.removeprefix(ID),
                checksum=each.checksum,
                accepted_by=author,
                accepted_on=on,
                reason=reason,
            )
            for each in findings
        ],
    )


def take_back(path: Path, findings: Sequence[Finding]) -> int:
    """Take the acceptances of ``findings`` out of the file at ``path``; gives how many there were."""
    taken = [decision for each in findings if (decision := each.accepted or each.outdated)]
    withdraw(path, taken)
    return len(taken)
