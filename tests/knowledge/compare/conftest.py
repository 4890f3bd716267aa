"""Three small certifications whose correspondences can be counted by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from refgraph.core.table import Resource
from refgraph.knowledge.certifications import (
    ComparedBloc,
    ComparedCertification,
    ComparedCompetence,
    ComparedCriterion,
    ComparedModality,
    Link,
    Links,
)
from refgraph.knowledge.excerpts import Excerpt

BASE = "https://w3id.org/refgraph/id/certification/"
SAID = Excerpt("doc.txt", 7, "Quiz")
QUIZ = ComparedModality("m/quiz", "Quiz", methods=("Quiz",), duration="PT1H", weight=Decimal("0.20"), passage=SAID)
ORAL = ComparedModality("m/oral", "Oral", methods=("Oral",))


def competence(
    name: str,
    order: int,
    statement: str,
    modalities: tuple[ComparedModality, ...] = (),
    criteria: tuple[tuple[str, Decimal | None], ...] = (),
) -> ComparedCompetence:
    passage = Excerpt("doc.txt", order, statement)
    where = Excerpt("doc.txt", 8, "criteria")
    found = tuple(ComparedCriterion(f"{name}/k{n}", text, ratio, where) for n, (text, ratio) in enumerate(criteria))
    return ComparedCompetence(
        f"{BASE}{name}", statement, order, f"C{order}", modalities=modalities, criteria=found, passage=passage
    )


def certification(
    name: str, *blocs: ComparedBloc, segment: str = "", partial: bool | None = None
) -> ComparedCertification:
    segments = (Resource(f"voc/segment/{segment}", segment.capitalize()),) if segment else ()
    return ComparedCertification(f"{BASE}{name}", name, blocs, "Niveau 6", (), segments, partial)


def bloc(name: str, number: int, *competences: ComparedCompetence) -> ComparedBloc:
    return ComparedBloc(f"{BASE}{name}", str(number), f"Titre {name}", number, competences)


@pytest.fixture
def certifications() -> list[ComparedCertification]:
    sure = (("60 % de bonnes réponses", Decimal("0.60")),)
    return [
        certification(
            "A",
            bloc("A/bloc/1", 1, competence("A/1", 1, "Vendre", (ORAL,)), competence("A/2", 2, "Négocier", (ORAL,))),
            bloc("A/bloc/2", 2, competence("A/3", 3, "Analyser et prévenir les risques")),
            segment="particuliers",
        ),
        certification(
            "B",
            bloc(
                "B/bloc/1", 1, competence("B/1", 1, "Vendre", (QUIZ,), sure), competence("B/2", 2, "Négocier un prix")
            ),
            bloc(
                "B/bloc/2", 2, competence("B/3", 3, "Analyser les risques", (QUIZ,)), competence("B/4", 4, "Recruter")
            ),
            segment="professionnels",
            partial=False,
        ),
        certification("C", bloc("C/bloc/1", 1, competence("C/1", 1, "Vendre des services")), segment="professionnels"),
    ]


def link(subject: str, name: str, other: str, reviewed: bool = True) -> Link:
    return Link(f"{BASE}{subject}", f"skos:{name}Match", f"{BASE}{other}", reviewed, None if reviewed else 0.7)


@pytest.fixture
def links() -> Links:
    return Links(
        (
            link("A/1", "exact", "B/1"),
            link("A/2", "broad", "B/2"),
            link("A/3", "narrow", "B/3"),
            link("B/1", "close", "C/1"),
            link("A/3", "related", "B/4"),
        )
    )
