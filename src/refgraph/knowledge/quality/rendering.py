"""The assessment as text for the terminal: counts, then certification, rule, bloc, and the self-check."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from refgraph.core.french import NARROW, NBSP, count, listing
from refgraph.graph.validation import Severity
from refgraph.knowledge.excerpts import Excerpt
from refgraph.knowledge.quality.assessment import Assessment
from refgraph.knowledge.quality.dossier import Proof, ProofState, by_certification
from refgraph.knowledge.quality.grouping import CertificationGroup, Fold, RuleGroup
from refgraph.knowledge.quality.tally import Tally

SIGNS: dict[Severity, str] = {Severity.VIOLATION: "✕", Severity.WARNING: "▲", Severity.INFO: "●"}
STATES: dict[ProofState, str] = {ProofState.FOUND: "●", ProofState.MISSING: "○", ProofState.OUT_OF_SCOPE: "–"}
LAW = f"Textes cités tels que relevés en novembre 2026{NBSP}: vérifiez sur Légifrance leur version en vigueur."
_QUOTED = 90
_MOST_PASSAGES = 3


def render(assessment: Assessment, width: int = 110) -> str:
    """The assessment in French, lines folded at ``width`` characters."""
    lines = [summary(assessment.tally), ""]
    for certification in assessment.groups:
        lines += [*_certification(certification, width), ""]
    lines += [*_dossier(assessment), ""]
    if assessment.unmatched:
        lines.append(f"{count(len(assessment.unmatched), 'acceptation')} sans objet{NBSP}: le constat n’existe plus.")
    return "\n".join([*lines, LAW]) + "\n"


def summary(tally: Tally) -> str:
    """The counts on one line: « 0 bloquant, 12 à revoir, 160 informations »."""
    numbers, silent = tally.counts, tally.silent
    told = [
        count(numbers[Severity.VIOLATION], "bloquant"),
        f"{numbers[Severity.WARNING]}{NBSP}à revoir",
        count(numbers[Severity.INFO], "information") + (f" (dont {silent} non documenté)" if silent else ""),
    ]
    accepted = f"{NARROW}; {count(tally.accepted, 'accepté')}" if tally.accepted else ""
    return ", ".join(told) + accepted + "."


def shorten(text: str, most: int = _QUOTED) -> str:
    """``text`` on one line, cut at a word after ``most`` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + "…"


def where(passage: Excerpt) -> str:
    """A passage as a reader finds it: file, line and words."""
    line = f", ligne{NBSP}{passage.line}" if passage.line else ""
    return f"{passage.document}{line}{NBSP}: «{NBSP}{shorten(passage.quote)}{NBSP}»"


def _certification(certification: CertificationGroup, width: int) -> Iterator[str]:
    yield certification.name
    yield "=" * min(len(certification.name), width)
    for group in certification.rules:
        yield ""
        yield from _rule(group, width)


def _rule(group: RuleGroup, width: int) -> Iterator[str]:
    rule = group.rule
    yield f"{SIGNS[group.severity]} {group.findings[0].gravity} · {rule.title} ({len(group.findings)})"
    bloc = None
    for fold in group.folds:
        if fold.bloc and fold.bloc != bloc:
            bloc = fold.bloc
            yield f"    Bloc {bloc.code or ''} – {shorten(bloc.label)}".replace("  ", " ")
        yield from _fold(fold, width)
    for heading, text in (("Pourquoi", rule.why), ("Source", rule.source), ("Que faire", rule.remedy)):
        if text:
            yield fill(f"{heading}{NBSP}: {text}", width, initial_indent="    ", subsequent_indent="      ")


def _fold(fold: Fold, width: int) -> Iterator[str]:
    first = fold.findings[0]
    yield fill(
        f"{fold.names}{NBSP}: {fold.sentence} [{fold.reference}]",
        width,
        initial_indent="      ",
        subsequent_indent="        ",
    )
    yield from _passages(fold)
    if first.accepted:
        yield f"        accepté le {first.accepted.accepted_on:%d/%m/%Y}{NBSP}: {first.accepted.reason}"
    if first.outdated:
        yield f"        l’énoncé a changé depuis l’acceptation du {first.outdated.accepted_on:%d/%m/%Y}"


def _passages(fold: Fold) -> Iterator[str]:
    """The passage of one finding with its words; of several, their lines."""
    passages = [passage for finding in fold.findings for passage in finding.place.passages[:1]]
    if len(fold.findings) == 1:
        yield from (f"        {where(passage)}" for passage in passages)
        return
    for document in dict.fromkeys(passage.document for passage in passages):
        lines = dict.fromkeys(str(passage.line) for passage in passages if passage.document == document)
        yield f"        {document}, {'lignes' if len(lines) > 1 else 'ligne'}{NBSP}{listing(list(lines))}"


def _dossier(assessment: Assessment) -> Iterator[str]:
    yield "Auto-contrôle du dossier"
    yield "========================"
    for label, found, total in assessment.coverage():
        yield f"{label}{NBSP}: preuve trouvée dans {found} sur {total}"
    for certification, proofs in by_certification(assessment.proofs):
        yield ""
        yield certification.label
        for proof in proofs:
            yield from _proof(proof)


def _proof(proof: Proof) -> Iterator[str]:
    number = f"{proof.criterion.number} " if proof.criterion.number else ""
    yield f"  {STATES[proof.state]} {number}{proof.criterion.label}{NBSP}: {proof.state.value}"
    for passage in proof.passages[:_MOST_PASSAGES]:
        yield f"      {where(passage)}"
    if len(proof.passages) > _MOST_PASSAGES:
        yield f"      … et {count(len(proof.passages) - _MOST_PASSAGES, 'autre passage', 'autres passages')}"
