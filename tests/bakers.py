"""A certification made by hand, of a trade that is in none of the documents, as a store."""

from __future__ import annotations

from decimal import Decimal

import pytest

from refgraph.core.namespaces import graph_iri
from refgraph.graph.closure import infer
from refgraph.graph.ontology import read_ontology, read_vocabularies
from refgraph.graph.store import EmbeddedStore
from refgraph.graph.triples import to_graph
from refgraph.model.records import (
    Activity,
    Basis,
    Bloc,
    Certification,
    Competence,
    Component,
    CriteriaGroup,
    Criterion,
    DocumentInfo,
    Fact,
    Mention,
    Modality,
    Passage,
    Reading,
)

TEXT = """TITRE Boulanger
BLOC 1 Fabriquer le pain
A1 Pétrir
C1 Peser les ingrédients afin de respecter la recette.
C2 Façonner les pâtons.
Questionnaire
60 % de bonnes réponses au questionnaire
selon le règlement INCO
"""


def passage(quote: str, basis: Basis = Basis.EXTRAIT) -> Passage:
    start = TEXT.index(quote)
    line = TEXT.count("\n", 0, start) + 1
    return Passage(start=start, end=start + len(quote), line=line, quote=quote, basis=basis)


def reading(certification: str) -> Reading:
    return Reading(
        document=DocumentInfo(name=f"{certification}.txt", sha256="0" * 64, family="colonnes"),
        certification=Certification(
            id=certification,
            title=Fact(text=f"Titre de {certification}", source=passage("TITRE Boulanger")),
            level=Fact(text="Niveau 3", code="3", source=passage("TITRE Boulanger")),
        ),
        blocs=(
            Bloc(id="bloc/1", number=1, text="Fabriquer le pain", code="1", source=passage("BLOC 1 Fabriquer le pain")),
        ),
        activities=(
            Activity(
                id="bloc/1/activity/A1", bloc="bloc/1", text="Pétrir", code="A1", order=1, source=passage("A1 Pétrir")
            ),
        ),
        competences=(
            Competence(
                id="bloc/1/competence/C1",
                bloc="bloc/1",
                statement="Peser les ingrédients afin de respecter la recette.",
                code="C1",
                local_code="B1.1",
                order=1,
                activities=("bloc/1/activity/A1",),
                source=passage("C1 Peser les ingrédients afin de respecter la recette."),
            ),
            Competence(
                id="bloc/1/competence/C2",
                bloc="bloc/1",
                statement="Façonner les pâtons.",
                code="C2",
                order=2,
                source=passage("C2 Façonner les pâtons.", Basis.DEDUIT),
            ),
        ),
        modalities=(
            Modality(
                id="bloc/1/modality/m01",
                bloc="bloc/1",
                text="Questionnaire",
                competences=("bloc/1/competence/C1",),
                components=(Component(id="bloc/1/modality/m01-1", text="Questionnaire", methods=("quiz",)),),
                source=passage("Questionnaire"),
            ),
        ),
        criteria_groups=(
            CriteriaGroup(
                id="bloc/1/criteria/g01",
                bloc="bloc/1",
                competences=("bloc/1/competence/C1",),
                source=passage("60 % de bonnes réponses au questionnaire"),
                criteria=(
                    Criterion(
                        id="bloc/1/criteria/g01/01",
                        text="60 % de bonnes réponses au questionnaire",
                        minimum_ratio=Decimal("0.60"),
                        threshold_on="bloc/1/modality/m01-1",
                        source=passage("60 % de bonnes réponses au questionnaire"),
                    ),
                ),
            ),
        ),
        mentions=(
            Mention(
                id="mention/1",
                text="règlement INCO",
                owner="bloc/1/criteria/g01/01",
                source=passage("règlement INCO"),
            ),
        ),
    )


@pytest.fixture(scope="session")
def bakers() -> EmbeddedStore:
    """Two certifications with the same content, the ontology, and what follows."""
    ontology = read_ontology()
    said = {f"certification/{name}": to_graph(reading(name)) for name in ("boulanger", "patissier")}
    inferred = infer(ontology, [triple for triples in said.values() for triple in triples])
    graphs = {**said, "ontology": ontology, "vocabularies": read_vocabularies(), "inferred": inferred}
    return EmbeddedStore.of({graph_iri(name): triples for name, triples in graphs.items()})


@pytest.fixture(scope="session")
def bakers_text() -> str:
    return TEXT
