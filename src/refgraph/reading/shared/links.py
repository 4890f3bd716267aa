"""Links that the layout gives: cells that reach over several rows, headings above what they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refgraph.model.records import Assertion, CriteriaGroup, Modality, Reading

MERGED = "cellule commune à plusieurs lignes"
"""The ground of a link that a merged cell gives, or an empty one that the cell above reaches into."""


NEAREST = "questionnaire de la même compétence, le plus proche"
"""The ground of what a threshold applies to, which no document says."""


def tied(groups: Iterable[CriteriaGroup]) -> Iterator[Assertion]:
    """The links of the thresholds of ``groups`` to what they are about."""
    for criterion in (each for group in groups for each in group.criteria):
        if criterion.threshold_on:
            yield Assertion(subject=criterion.id, relation="thresholdOn", object=criterion.threshold_on, ground=NEAREST)


def assessed(modality: Modality) -> Iterator[Assertion]:
    """The links of ``modality`` to the competences of the rows that its merged cell covers."""
    for competence in modality.competences:
        yield Assertion(subject=competence, relation="isAssessedBy", object=modality.id, ground=MERGED)


def evaluated(group: CriteriaGroup) -> Iterator[Assertion]:
    """The links of ``group`` to the competences of the rows that its merged cell covers."""
    for competence in group.competences:
        yield Assertion(subject=group.id, relation="evaluates", object=competence, ground=MERGED)


def mobilised(competence: str, activities: Iterable[str]) -> Iterator[Assertion]:
    """The links of ``competence`` to ``activities`` of a merged cell that is printed in another row."""
    for activity in activities:
        yield Assertion(subject=activity, relation="mobilises", object=competence, ground=MERGED)


def stated(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """The links that the items of ``reading`` state: subject, relation and object of each, as in its assertions."""
    for competence in reading.competences:
        yield from ((activity, "mobilises", competence.id) for activity in competence.activities)
    for modality in reading.modalities:
        yield from ((competence, "isAssessedBy", modality.id) for competence in modality.competences)
    for group in reading.criteria_groups:
        yield from ((group.id, "evaluates", competence) for competence in group.competences)
        for criterion in group.criteria:
            if criterion.threshold_on:
                yield criterion.id, "thresholdOn", criterion.threshold_on
