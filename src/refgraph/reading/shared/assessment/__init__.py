"""What the text of an assessment modality says: its components, duration, weight, jury, theme, and pass marks.

The notations used here (`METHODS`, `EVALUATORS`, `DELIVERY_MODES`) are the SKOS vocabularies of the same names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from refgraph.model.records import Component, CriteriaGroup, Criterion, Jury, Modality, Passage, Record
from refgraph.reading.shared.assessment import components, measures
from refgraph.reading.shared.assessment.measures import members
from refgraph.reading.shared.assessment.methods import (
    DELIVERY_MODES,
    DELIVERY_TERMS,
    EVALUATORS,
    METHOD_TERMS,
    METHODS,
    QUIZ_METHODS,
    named,
)
from refgraph.reading.shared.assessment.suites import join as join_suites
from refgraph.reading.shared.assessment.thresholds import threshold
from refgraph.reading.shared.folded import Folded

__all__ = [
    "DELIVERY_MODES",
    "EVALUATORS",
    "METHODS",
    "Analysis",
    "analyse",
    "join_suites",
    "members",
    "threshold",
    "tie_thresholds",
]

_EXAMINATION = re.compile(r"^\W*(?:une |l')?(?:epreuve|examen)s?\b")
_NUMBERED = re.compile(r"^\W*epreuve\s*(?:n\s?[°o]\s?)?(?P<number>\d{1,2})\b")
_INDIVIDUAL = re.compile(r"\bindividuel(?:le)?(?:s|ment)?\b")
_COLLECTIVE = re.compile(r"\bcollecti(?:f|ve)s?\b|\b(?:en|par) (?:sous-)?(?:groupes?|binomes?|equipes?)\b")
_LONGEST = 6000
"""What stands further on in a cell is no description of an assessment; searching it would only take long."""


class Analysis(Record, frozen=True, kw_only=True):
    """What a modality text says; each field is that of `refgraph.model.records.Modality`."""

    components: tuple[Component, ...] = ()
    theme: str | None = None
    is_examination: bool = False
    code: str | None = None
    duration_minutes: int | None = None
    weight: Decimal | None = None
    is_individual: bool | None = None
    jury: Jury | None = None
    delivery_modes: tuple[str, ...] = ()

    def modality(
        self,
        *,
        id: str,
        bloc: str,
        text: str,
        source: Passage,
        other_sources: tuple[Passage, ...] = (),
        competences: tuple[str, ...] = (),
        title: str | None = None,
        code: str | None = None,
    ) -> Modality:
        """The modality that this analysis and the layout make up together."""
        return Modality(
            id=id,
            bloc=bloc,
            text=text,
            source=source,
            other_sources=other_sources,
            competences=competences,
            title=title,
            code=code or self.code,
            components=self.components,
            theme=self.theme,
            is_examination=self.is_examination,
            duration_minutes=self.duration_minutes,
            weight=self.weight,
            is_individual=self.is_individual,
            jury=self.jury,
            delivery_modes=self.delivery_modes,
        )


def analyse(modality_id: str, text: str) -> Analysis:
    """What ``text`` says of the modality ``modality_id``. Its lines and list items may be kept apart by ``\\n``."""
    text = text[:_LONGEST]
    flat = Folded(text).flat
    return Analysis(
        components=components.split(modality_id, text),
        theme=measures.theme(text),
        is_examination=bool(_EXAMINATION.match(flat)),
        code=f"E{int(numbered['number'])}" if (numbered := _NUMBERED.match(flat)) else None,
        duration_minutes=measures.duration(text),
        weight=measures.weight(text),
        is_individual=_individual(flat),
        jury=measures.jury(text),
        delivery_modes=tuple(named(flat, DELIVERY_TERMS)),
    )


def _individual(flat: str) -> bool | None:
    individual, collective = bool(_INDIVIDUAL.search(flat)), bool(_COLLECTIVE.search(flat))
    return individual if individual != collective else None


def tie_thresholds(groups: Iterable[CriteriaGroup], modalities: Iterable[Modality]) -> tuple[CriteriaGroup, ...]:
    """``groups`` with each threshold tied to the quiz that it is about.

    That is a quiz, questionnaire or test among the components of the modalities that assess a competence of the
    group (of the bloc, where modalities name no competence); of several, the one printed nearest. Without any, the
    threshold stays untied.
    """
    assessed = tuple(modalities)
    return tuple(
        msgspec.structs.replace(group, criteria=tuple(_tie(item, _quizzes(group, assessed)) for item in group.criteria))
        for group in groups
    )


def _quizzes(group: CriteriaGroup, modalities: tuple[Modality, ...]) -> list[tuple[Modality, Component]]:
    """The quiz components that a threshold of ``group`` can be about, each with its modality."""
    return [
        (modality, component)
        for modality in modalities
        if modality.bloc == group.bloc
        and (set(modality.competences) & set(group.competences) or not modality.competences or not group.competences)
        for component in modality.components
        if QUIZ_METHODS & set(component.methods)
    ]


def _tie(criterion: Criterion, quizzes: list[tuple[Modality, Component]]) -> Criterion:
    if criterion.minimum_ratio is None or not quizzes:
        return criterion
    words = set(named(Folded(criterion.text).flat, METHOD_TERMS))
    same_word = [pair for pair in quizzes if words & QUIZ_METHODS & set(pair[1].methods)]
    nearest = min(same_word or quizzes, key=lambda pair: abs(pair[0].source.start - criterion.source.start))
    return msgspec.structs.replace(criterion, threshold_on=nearest[1].id)
