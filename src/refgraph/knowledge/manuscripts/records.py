"""A certification as it is compared, from its record: what has just been saved is in no store yet."""

from __future__ import annotations

from collections import defaultdict

from refgraph.core.namespaces import certification_iri, item_iri
from refgraph.knowledge.certifications import (
    ComparedBloc,
    ComparedCertification,
    ComparedCompetence,
    ComparedCriterion,
)
from refgraph.knowledge.excerpts import Excerpt
from refgraph.model.records import Competence, Passage, Reading


def compared_of(record: Reading, *, is_draft: bool = False) -> ComparedCertification:
    """``record`` as its statements and criteria are compared; modalities and texts are left to a store."""
    own, document = record.certification, record.document.name
    steps = defaultdict[str | None, list[str]](list)
    for one in record.competences:
        if one.is_step:
            steps[one.parent].append(one.statement)
    criteria = _criteria(record)

    def competence(one: Competence) -> ComparedCompetence:
        return ComparedCompetence(
            iri=item_iri(own.id, one.id),
            statement=one.statement,
            order=one.order,
            code=one.source_code or one.code or "",
            steps=tuple(steps[one.id]),
            criteria=criteria.get(one.id, ()),
            passage=excerpt_of(document, one.source),
        )

    tops = [one for one in record.competences if not one.is_step]
    blocs = [
        ComparedBloc(
            iri=item_iri(own.id, bloc.id),
            code=bloc.source_code or bloc.code,
            title=bloc.text,
            number=bloc.number,
            competences=tuple(competence(one) for one in tops if one.bloc == bloc.id),
            passage=excerpt_of(document, bloc.source),
        )
        for bloc in record.blocs
    ]
    known = {bloc.id for bloc in record.blocs}
    loose = tuple(competence(one) for one in tops if one.bloc not in known)
    if loose:
        blocs.append(ComparedBloc(certification_iri(own.id), "", "Hors bloc", 0, loose))
    return ComparedCertification(
        iri=certification_iri(own.id),
        title=own.title.text if own.title else own.id,
        blocs=tuple(blocs),
        certifiers=tuple(one.text for one in own.certifiers),
        is_draft=is_draft,
    )


def excerpt_of(document: str, passage: Passage) -> Excerpt:
    """``passage`` of ``document`` as it is shown."""
    return Excerpt(document, passage.line, passage.quote)


def _criteria(record: Reading) -> dict[str, tuple[ComparedCriterion, ...]]:
    """The criteria of each competence, by its id; those of a group that names none are its bloc's, beside the first."""
    found = defaultdict[str, list[ComparedCriterion]](list)
    for group in record.criteria_groups:
        first = next((one.id for one in record.competences if one.bloc == group.bloc and not one.is_step), "")
        for id in group.competences or (first,):
            found[id] += [
                ComparedCriterion(
                    item_iri(record.certification.id, one.id),
                    one.text,
                    one.minimum_ratio,
                    excerpt_of(record.document.name, one.source),
                )
                for one in group.criteria
            ]
    return {id: tuple(some) for id, some in found.items()}
