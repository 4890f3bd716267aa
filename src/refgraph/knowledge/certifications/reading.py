"""Certifications drawn from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from pyoxigraph import Literal, NamedNode

from refgraph.core.table import Resource
from refgraph.graph.store import Binding, Store
from refgraph.graph.terms import Term
from refgraph.knowledge.certifications import queries
from refgraph.knowledge.certifications.model import (
    ComparedBloc,
    ComparedCertification,
    ComparedCompetence,
    ComparedCriterion,
    ComparedModality,
)
from refgraph.knowledge.excerpts import Excerpt

_Row = tuple[Term | None, ...]
_Asked = Mapping[str, Binding]
"""The certifications that are asked for, as the queries take them; empty: all."""
_T = TypeVar("_T")


def read(store: Store, only: Collection[str] | None = None) -> list[ComparedCertification]:
    """The certifications ``only`` (IRIs; default: all), in the order of their IRIs.

    One that the store doesn't know is left out; nothing is read of those that are not asked for.
    """
    if only is not None and not only:
        return []
    asked: _Asked = {} if only is None else {"certification": [NamedNode(iri) for iri in only]}
    facts = _facts(store, asked)
    certifications: dict[str, ComparedCertification] = {}
    for row in store.select(queries.CERTIFICATIONS, asked).rows:
        iri = _iri(row[0])
        if iri not in certifications:
            certifications[iri] = ComparedCertification(
                iri=iri,
                title=_text(row[1]),
                blocs=tuple(_bloc(bloc, facts) for bloc in facts.blocs.get(iri, ())),
                level=_text(row[2]) or None,
                certifiers=tuple(_text(name[1]) for name in facts.certifiers.get(iri, ())),
                segments=tuple(_resource(one[1], one[2]) for one in facts.segments.get(iri, ())),
                allows_partial_bloc=None if row[3] is None else _text(row[3]) == "true",
                is_draft=row[4] is not None,
                regulations=tuple(_resource(one[1], one[2]) for one in facts.regulations.get(iri, ())),
                citations=_first_passages(
                    ((_iri(one[1]), _iri(one[2])) for one in facts.citations.get(iri, ())), facts.passages
                ),
            )
    return list(certifications.values())


@dataclass(frozen=True)
class _Facts:
    """The rows of each question by what they are about."""

    blocs: Mapping[str, list[_Row]]
    competences: Mapping[str, list[_Row]]
    steps: Mapping[str, list[_Row]]
    activities: Mapping[str, list[_Row]]
    bloc_activities: Mapping[str, list[_Row]]
    assessed: Mapping[str, list[_Row]]
    bloc_modalities: Mapping[str, list[_Row]]
    modalities: Mapping[str, ComparedModality]
    criteria: Mapping[str, list[_Row]]
    regulations: Mapping[str, list[_Row]]
    citations: Mapping[str, list[_Row]]
    certifiers: Mapping[str, list[_Row]]
    segments: Mapping[str, list[_Row]]
    passages: Mapping[str, Excerpt]


def _facts(store: Store, asked: _Asked) -> _Facts:
    passages = {
        _iri(row[0]): Excerpt(_text(row[1]), int(_text(row[2])), _text(row[3]))
        for row in store.select(queries.PASSAGES, asked).rows
    }
    methods = _grouped(store, queries.METHODS, asked)
    modalities = {
        _iri(row[0]): _modality(row, methods.get(_iri(row[0]), []), passages)
        for row in store.select(queries.MODALITIES, asked).rows
    }
    return _Facts(
        blocs=_grouped(store, queries.BLOCS, asked),
        competences=_grouped(store, queries.COMPETENCES, asked),
        steps=_grouped(store, queries.STEPS, asked),
        activities=_grouped(store, queries.ACTIVITIES, asked),
        bloc_activities=_grouped(store, queries.BLOC_ACTIVITIES, asked),
        assessed=_grouped(store, queries.ASSESSED, asked),
        bloc_modalities=_grouped(store, queries.BLOC_MODALITIES, asked),
        modalities=modalities,
        criteria=_grouped(store, queries.CRITERIA, asked),
        regulations=_grouped(store, queries.REGULATIONS, asked),
        citations=_grouped(store, queries.CITATIONS, asked),
        certifiers=_grouped(store, queries.CERTIFIERS, asked),
        segments=_grouped(store, queries.SEGMENTS, asked),
        passages=passages,
    )


def _bloc(row: _Row, facts: _Facts) -> ComparedBloc:
    iri = _iri(row[1])
    used = [_iri(one[1]) for one in facts.bloc_modalities.get(iri, ())]
    activities = facts.bloc_activities.get(iri, ())
    return ComparedBloc(
        iri=iri,
        code=_text(row[3]),
        title=_text(row[4]),
        number=int(_text(row[2])),
        competences=tuple(_competence(one, facts) for one in facts.competences.get(iri, ())),
        activities=_distinct(_text(one[1]) for one in activities),
        activity_passages=_first_passages(((_text(one[1]), _iri(one[3])) for one in activities), facts.passages),
        modalities=tuple(facts.modalities[name] for name in used if name in facts.modalities),
        passage=facts.passages.get(iri),
    )


def _competence(row: _Row, facts: _Facts) -> ComparedCompetence:
    iri = _iri(row[1])
    assessed = [_iri(one[1]) for one in facts.assessed.get(iri, ())]
    criteria = facts.criteria.get(iri, [])
    return ComparedCompetence(
        iri=iri,
        statement=_text(row[3]),
        order=int(_text(row[2])),
        code=_text(row[4]),
        steps=tuple(_text(one[1]) for one in facts.steps.get(iri, ())),
        activities=_distinct(_text(one[1]) for one in facts.activities.get(iri, ())),
        modalities=tuple(facts.modalities[name] for name in assessed if name in facts.modalities),
        criteria=tuple(_criterion(one, facts.passages) for one in criteria),
        criteria_headings=_distinct(_text(one[1]) for one in criteria if one[1] is not None),
        regulations=tuple(_resource(one[1], one[2]) for one in facts.regulations.get(iri, ())),
        passage=facts.passages.get(iri),
    )


def _criterion(row: _Row, passages: Mapping[str, Excerpt]) -> ComparedCriterion:
    iri = _iri(row[2])
    ratio = None if row[4] is None else Decimal(_text(row[4]))
    return ComparedCriterion(iri, _text(row[3]), ratio, passages.get(iri))


def _modality(row: _Row, methods: list[_Row], passages: Mapping[str, Excerpt]) -> ComparedModality:
    iri = _iri(row[0])
    return ComparedModality(
        iri=iri,
        text=_text(row[1]),
        title=_text(row[2]),
        methods=_distinct(_text(method[1]) for method in methods),
        duration=_text(row[3]) or None,
        weight=None if row[4] is None else Decimal(_text(row[4])),
        is_examination=_text(row[5]) == "true",
        passage=passages.get(iri),
    )


def _first_passages(
    held: Iterable[tuple[str, str]], passages: Mapping[str, Excerpt]
) -> tuple[tuple[str, Excerpt], ...]:
    """For each key of the pairs (key, IRI), the passage of its first IRI that has one."""
    found: dict[str, Excerpt] = {}
    for key, iri in held:
        if iri in passages:
            found.setdefault(key, passages[iri])
    return tuple(found.items())


def _grouped(store: Store, query: str, asked: _Asked) -> dict[str, list[_Row]]:
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in store.select(query, asked).rows:
        groups[_iri(row[0])].append(row)
    return groups


def _distinct(values: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))  # type: ignore[call-overload]


def _iri(term: Term | None) -> str:
    return "" if term is None else term.value


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""


def _resource(term: Term | None, label: Term | None) -> Resource:
    return Resource(_iri(term), _text(label) or _iri(term).rpartition("/")[2])
