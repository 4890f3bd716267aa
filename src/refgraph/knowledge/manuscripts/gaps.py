"""What a manuscript does not say yet of the assessment of its competences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from refgraph.model.records import Competence, CriteriaGroup, Modality, Reading


class Lacking(StrEnum):
    """What may not be said of a competence; the values are French names."""

    MODALITY = "modalité d’évaluation"
    CRITERION = "critère d’évaluation"
    THRESHOLD = "seuil de réussite"


@dataclass(frozen=True)
class Unsaid:
    """A competence, and what the document does not say of it."""

    competence: Competence
    lacking: Lacking


def assessed(record: Reading) -> list[Competence]:
    """The competences that are to be assessed: all but the steps of others."""
    return [one for one in record.competences if not one.is_step]


def gaps(record: Reading) -> list[Unsaid]:
    """What is not said of each competence; what is said of its bloc as a whole is said of it."""
    said = {
        Lacking.MODALITY: _about(record.modalities),
        Lacking.CRITERION: _about(group for group in record.criteria_groups if group.criteria),
        Lacking.THRESHOLD: _about(_with_threshold(record)),
    }
    return [
        Unsaid(one, lacking)
        for one in assessed(record)
        for lacking, told in said.items()
        if told.isdisjoint({one.id, one.bloc} - {""})
    ]


def _about(assessing: Iterable[Modality | CriteriaGroup]) -> set[str]:
    """The competences that these name, and the blocs of those that name none."""
    return {id for each in assessing for id in each.competences or (each.bloc,)} - {""}


def _with_threshold(record: Reading) -> Iterator[CriteriaGroup]:
    for group in record.criteria_groups:
        if any(one.minimum_ratio is not None for one in group.criteria):
            yield group
