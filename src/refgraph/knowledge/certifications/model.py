"""A certification as it is compared: its blocs, competences, and how they are assessed, each with its passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from refgraph.core.french import NBSP
from refgraph.core.table import Resource
from refgraph.knowledge.excerpts import Excerpt


@dataclass(frozen=True)
class ComparedCriterion:
    """One criterion of the assessment; a threshold when ``minimum_ratio`` (0.60) is set."""

    iri: str
    text: str
    minimum_ratio: Decimal | None = None
    passage: Excerpt | None = None


@dataclass(frozen=True)
class ComparedModality:
    """One way of assessing; ``duration`` is an xsd:duration, ``weight`` a share of the mark (0.80); None: not said."""

    iri: str
    text: str
    title: str = ""
    methods: tuple[str, ...] = ()
    duration: str | None = None
    weight: Decimal | None = None
    is_examination: bool = False
    passage: Excerpt | None = None


@dataclass(frozen=True)
class ComparedCompetence:
    """A competence of a bloc, in the words of its document; its ``steps`` are part of it."""

    iri: str
    statement: str
    order: int
    code: str = ""
    steps: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    modalities: tuple[ComparedModality, ...] = ()
    criteria: tuple[ComparedCriterion, ...] = ()
    criteria_headings: tuple[str, ...] = ()
    regulations: tuple[Resource, ...] = ()
    passage: Excerpt | None = None

    @property
    def name(self) -> str:
        """Code and statement, as a reader refers to it."""
        return f"{self.code} – {self.statement}" if self.code else self.statement


@dataclass(frozen=True)
class ComparedBloc:
    """A bloc de compétences; ``modalities`` are those that the document ties to the bloc or to its competences.

    ``activity_passages`` are its activities (title) with the first passage that says them.
    """

    iri: str
    code: str
    title: str
    number: int
    competences: tuple[ComparedCompetence, ...]
    activities: tuple[str, ...] = ()
    modalities: tuple[ComparedModality, ...] = ()
    passage: Excerpt | None = None
    activity_passages: tuple[tuple[str, Excerpt], ...] = ()

    @property
    def name(self) -> str:
        """How a reader is told of it."""
        return f"{'Bloc' + NBSP if self.code.isdigit() else ''}{self.code} – {self.title}"


@dataclass(frozen=True)
class ComparedCertification:
    """A certification; ``allows_partial_bloc`` is None where its document doesn't say whether a bloc is validated
    in part. ``citations`` are the texts (IRI) that it names, each with the first passage that names it or a part.
    A draft is being written, and belongs to no clientèle of its own accord."""

    iri: str
    title: str
    blocs: tuple[ComparedBloc, ...]
    level: str | None = None
    certifiers: tuple[str, ...] = ()
    segments: tuple[Resource, ...] = ()
    allows_partial_bloc: bool | None = None
    regulations: tuple[Resource, ...] = ()
    citations: tuple[tuple[str, Excerpt], ...] = ()
    is_draft: bool = False

    @property
    def competences(self) -> tuple[ComparedCompetence, ...]:
        """All competences, in the order of the document."""
        return tuple(competence for bloc in self.blocs for competence in bloc.competences)

    def bloc_of(self, competence: str) -> ComparedBloc | None:
        """The bloc that holds the competence with this IRI."""
        return next((bloc for bloc in self.blocs for one in bloc.competences if one.iri == competence), None)


def competences_by_iri(
    certifications: tuple[ComparedCertification, ...] | list[ComparedCertification],
) -> dict[str, ComparedCompetence]:
    """The competences of all ``certifications``."""
    return {competence.iri: competence for certification in certifications for competence in certification.competences}


def all_modalities(bloc: ComparedBloc) -> Iterator[ComparedModality]:
    """The modalities of ``bloc`` and of its competences, each once, in order."""
    seen: set[str] = set()
    for modality in (*bloc.modalities, *(one for competence in bloc.competences for one in competence.modalities)):
        if modality.iri not in seen:
            seen.add(modality.iri)
            yield modality
