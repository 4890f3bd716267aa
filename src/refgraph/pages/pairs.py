"""What « Comparer » and « Aligner » share: the concordance, and a pair of statements with its differences marked."""

from __future__ import annotations

import streamlit as st

from refgraph.alignment import differences
from refgraph.concordance import Concordance
from refgraph.outline import Competence, Outline
from refgraph.pages import components, resources, tasks


@st.cache_resource(show_spinner=False)
def _known() -> Concordance:
    found = Concordance.of(resources.store(), resources.workspace())
    assert found.all_proposals is not None  # computed once, for all sessions
    return found


def concordance() -> Concordance:
    """All correspondences, with the decisions as they stand now. The first search shows its progress."""
    return tasks.run("concordance", "Recherche des correspondances", _search).renewed()


def _search(progress: tasks.Progress) -> Concordance:
    progress.step("Lecture des énoncés et recherche des correspondances, une fois pour toutes les sessions", 0.1)
    return _known()


def place(found: Concordance, iri: str) -> tuple[Outline, Competence]:
    """The competence with this IRI, and its certification."""
    return next(
        (outline, competence)
        for outline in found.outlines
        for competence in outline.competences
        if competence.iri == iri
    )


def side_by_side(found: Concordance, first: str, second: str) -> None:
    """Two competences (IRIs) beside each other: their words with differences marked, and what surrounds them."""
    ends = [place(found, iri) for iri in (first, second)]
    pieces = differences(*(competence.statement for _, competence in ends))
    sides = [
        {
            "certification": outline.title,
            "bloc": bloc.name if (bloc := outline.bloc_of(competence.iri)) else "",
            "pieces": part,
            "facts": _facts(competence),
        }
        for (outline, competence), part in zip(ends, pieces, strict=True)
    ]
    components.markup(components.renderer().page("pair.html.j2", sides=sides))


def _facts(competence: Competence) -> list[tuple[str, str | None]]:
    steps = [("Étapes", " ; ".join(competence.steps))] if competence.steps else []
    return [
        ("Code", competence.code or None),
        *steps,
        ("Activité", " ; ".join(competence.activities) or None),
        ("Critères", " ; ".join(criterion.text for criterion in competence.criteria) or None),
        ("Passage", str(competence.passage) if competence.passage else None),
    ]
