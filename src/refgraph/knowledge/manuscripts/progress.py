"""How far a manuscript is, in one figure for each thing that is looked at: so many of so many.

What the document says nowhere has no figure: nobody said 0.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from refgraph.core.namespaces import item_iri
from refgraph.knowledge.manuscripts.beside import Beside
from refgraph.knowledge.manuscripts.gaps import Lacking, assessed
from refgraph.knowledge.quality import ProofState


@dataclass(frozen=True)
class ProgressFigure:
    """``done`` of ``total`` for what ``label`` says; ``done`` is None where the document says nothing of it."""

    label: str
    done: int | None
    total: int

    def __str__(self) -> str:
        return "non documenté" if self.done is None else f"{self.done} sur {self.total}"


def progress(found: Beside) -> list[ProgressFigure]:
    """The figures of a manuscript: what it says already, then what has nothing against it."""
    competences = assessed(found.record)
    total = len(competences)
    own = found.record.certification.id
    iris = [item_iri(own, one.id) for one in competences]
    lacking = {kind: sum(gap.lacking is kind for gap in found.gaps) for kind in Lacking}
    said = [
        _said("Compétences avec une modalité", total - lacking[Lacking.MODALITY], total),
        _said("Compétences avec un critère", total - lacking[Lacking.CRITERION], total),
        _said("Compétences avec un seuil", total - lacking[Lacking.THRESHOLD], total),
    ]
    looked = [proof for proof in found.proofs if proof.state is not ProofState.OUT_OF_SCOPE]
    proven = sum(proof.state is ProofState.FOUND for proof in looked)
    mentions = found.record.mentions
    alerted = {one.iri for alert in found.alerts for one in alert.cited}
    return [
        *said,
        _clean("Compétences sans constat", iris, {finding.place.iri for finding in found.findings}),
        _clean("Compétences sans reproduction littérale", iris, _copied(found, iris)),
        _clean("Compétences sans proche ailleurs", iris, {one.competence.iri for one in found.nearest}),
        _clean("Textes cités sans changement à suivre", [item_iri(own, one.id) for one in mentions], alerted),
        _said("Preuves de l’auto-contrôle", proven, len(looked)),
    ]


def _said(label: str, done: int, total: int) -> ProgressFigure:
    return ProgressFigure(label, done or None, total)


def _clean(label: str, all: Collection[str], touched: Collection[str]) -> ProgressFigure:
    """How many of ``all`` nothing is told of: nothing can be told where there is none."""
    return ProgressFigure(label, sum(one not in touched for one in all) if all else None, len(all))


def _copied(found: Beside, competences: Collection[str]) -> set[str]:
    """The competences in whose statement or criteria something is copied."""
    texts = {copy.first.iri for copy in found.copies}
    groups = found.record.criteria_groups
    own = found.record.certification.id
    beside = {
        item_iri(own, id)
        for group in groups
        if any(item_iri(own, one.id) in texts for one in group.criteria)
        for id in group.competences
    }
    return (texts | beside) & set(competences)
