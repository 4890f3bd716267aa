"""What an alignment compares: a competence with what surrounds it in its référentiel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refgraph.core.namespaces import certification_iri, item_iri
from refgraph.knowledge.certifications import ComparedCertification
from refgraph.model.records import Reading


@dataclass(frozen=True)
class Item:
    """A competence to align. ``iri``, ``certification`` and ``bloc`` are IRIs, all else is text as published.

    ``steps`` are the ordered steps of which the competence is made, where its document lists them.
    """

    iri: str
    certification: str
    statement: str
    code: str | None = None
    bloc: str = ""
    bloc_title: str = ""
    activities: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Statement and steps in one."""
        return " ".join((self.statement, *self.steps))


def from_readings(readings: Iterable[Reading]) -> list[Item]:
    """The competences of ``readings`` in their order; the steps of a competence are part of it, not items."""
    return [item for reading in readings for item in _from_reading(reading)]


def from_certifications(certifications: Iterable[ComparedCertification]) -> list[Item]:
    """The competences of certifications read from the store, in their order."""
    return [
        Item(
            iri=competence.iri,
            certification=certification.iri,
            statement=competence.statement,
            code=competence.code or None,
            bloc=bloc.iri,
            bloc_title=bloc.title,
            activities=competence.activities,
            criteria=(*competence.criteria_headings, *(criterion.text for criterion in competence.criteria)),
            segments=tuple(segment.label for segment in certification.segments),
            steps=competence.steps,
        )
        for certification in certifications
        for bloc in certification.blocs
        for competence in bloc.competences
    ]


def _from_reading(reading: Reading) -> list[Item]:
    slug = reading.certification.id
    titles = {bloc.id: bloc.text for bloc in reading.blocs}
    activities = _activity_titles(reading)
    criteria: dict[str, list[str]] = defaultdict(list)
    for group in reading.criteria_groups:
        texts = [*([group.text] if group.text else []), *(criterion.text for criterion in group.criteria)]
        for competence in group.competences:
            criteria[competence].extend(texts)
    return [
        Item(
            iri=item_iri(slug, competence.id),
            certification=certification_iri(slug),
            statement=competence.statement,
            code=competence.code or competence.source_code,
            bloc=item_iri(slug, competence.bloc),
            bloc_title=titles.get(competence.bloc, ""),
            activities=tuple(title for key in competence.activities for title in activities.get(key, ())),
            criteria=tuple(criteria[competence.id]),
            steps=tuple(step.statement for step in reading.competences if step.parent == competence.id),
            segments=tuple(fact.text for fact in reading.certification.segments),
        )
        for competence in reading.competences
        if competence.parent is None
    ]


def _activity_titles(reading: Reading) -> dict[str, Sequence[str]]:
    titles: dict[str, list[str]] = {activity.id: [activity.text] for activity in reading.activities}
    for activity in reading.activities:
        if activity.parent in titles:
            titles[activity.parent].append(activity.text)
    return dict(titles)
