"""Coverage of the five documents, found by hand: which texts, by what kind of item, in which passage."""

from __future__ import annotations

from datetime import date

import pytest

from refgraph.graph.store import Store
from refgraph.knowledge.regulations import (
    Evidence,
    Level,
    activities_table,
    coverage_of,
    evidence_of,
    matrix,
    passages_table,
    places,
    regulated_activities,
)

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def evidence(store: Store) -> Evidence:
    return evidence_of(store, TODAY)


def by_unit(evidence: Evidence, level: Level) -> dict[tuple[str, str], str]:
    found = coverage_of(evidence, level)
    return {
        (row.key or row.label, unit.iri.partition("/certification/")[2]): places(found.cell(row, unit))
        for row in found.rows
        for unit in found.units
        if found.cell(row, unit)
    }


def test_by_certification(evidence: Evidence) -> None:
    """Every text that a certification cites, and nothing for the one that names none."""
    credit = "compétence, modalité (?)"
    assert by_unit(evidence, Level.CERTIFICATION) == {
        ("amf", "cqp-charge-affaires-entreprises"): "critère",
        ("code-assurances", "cqp-charge-affaires-entreprises"): "critère",
        ("amf", "RNCP31919"): "en-tête",
        ("rg-amf", "RNCP31919"): "en-tête",
        ("amf-doc-2010-09", "RNCP31919"): "en-tête",
        ("code-assurances", "RNCP31919"): "en-tête",
        ("arrete-2018-12-11", "RNCP31919"): "en-tête",
        ("amf", "charge-clientele-particuliers-n6"): "compétence, modalité",
        ("code-assurances", "charge-clientele-particuliers-n6"): "compétence, modalité",
        ("ccd-2008", "charge-clientele-particuliers-n6"): credit,
        ("ccd-2023", "charge-clientele-particuliers-n6"): credit,
        ("mcd-2014", "charge-clientele-particuliers-n6"): credit,
        ("rgaa", "charge-clientele-particuliers-n6"): "compétence, critère",
        ("rgpd", "charge-clientele-particuliers-n6"): "compétence, critère, modalité, thème seulement",
        ("cnil", "charge-clientele-particuliers-n6"): "critère",
        ("accord-handicap-2021", "charge-clientele-particuliers-n6"): "en-tête",
        ("bale-2", "charge-clientele-particuliers-banque-assurance-n6"): "compétence",
        ("bale-3", "charge-clientele-particuliers-banque-assurance-n6"): "compétence",
        ("bale-4", "charge-clientele-particuliers-banque-assurance-n6"): "compétence",
    }


def test_by_competence(evidence: Evidence) -> None:
    """C19 of the entreprises through its criterion; C16, C21 and C22 of the particuliers; one of the fourth."""
    found = by_unit(evidence, Level.COMPETENCE)
    assert {unit.partition("/")[2] for _, unit in found if unit.startswith("charge-clientele-particuliers-n6")} == {
        "bloc/2/competence/C16",
        "bloc/3/competence/C21",
        "bloc/3/competence/C22",
    }
    assert found["code-assurances", "cqp-charge-affaires-entreprises/bloc/4/competence/C19"] == "critère"
    assert (
        found["rgpd", "charge-clientele-particuliers-n6/bloc/3/competence/C22"]
        == "compétence, critère, modalité, thème seulement"
    )
    assert len({unit for _, unit in found}) == 5


@pytest.mark.parametrize(
    ("level", "units"), [(Level.CERTIFICATION, 5), (Level.BLOC, 18), (Level.COMPETENCE, 143), (Level.CRITERION, 220)]
)
def test_every_unit_is_there(evidence: Evidence, level: Level, units: int) -> None:
    """A unit that cites nothing is shown as undocumented, not left out: 136 competences, 7 steps, 220 criteria."""
    assert len(coverage_of(evidence, level).units) == units


def test_a_silent_document_is_undocumented(evidence: Evidence) -> None:
    """The third document names no text: its column is empty cells, read as « non documenté »."""
    column = [
        index
        for index, name in enumerate(matrix(coverage_of(evidence, Level.CERTIFICATION)).names)
        if "conseiller" in name
    ]
    rows = matrix(coverage_of(evidence, Level.CERTIFICATION)).rows
    assert len(rows) == 15
    assert [row[column[0]] for row in rows] == [None] * 15


def test_passages(evidence: Evidence) -> None:
    """One line for each place and candidate text: 24 places, of which two have three candidates."""
    table = passages_table(evidence)
    assert len(table) == 28
    assert table.column("passage").count("001_f93b1616b69b22ca.txt, ligne\u00a068") == 2


def test_regulated_activities(evidence: Evidence) -> None:
    """RNCP31919 says two things and leaves two open, as questions; the four others say nothing."""
    activities = {
        activity.certification.iri.rpartition("/")[2]: activity for activity in regulated_activities(evidence)
    }
    fiche = activities["RNCP31919"]
    assert [right.words[:37] for right in fiche.rights] == [
        "Certification AMF : Articles 313-7-1 ",
        "Capacité d’intermédiation en assuranc",
    ]
    assert [right.passage.line for right in fiche.rights] == [67, 72]
    assert {question.precision.label for question in fiche.questions} == {
        "Niveau de capacité professionnelle",
        "Place de l’examen certifié par l’AMF",
    }
    assert all(question.precision.question.endswith("?") for question in fiche.questions)
    assert [len(a.rights) + len(a.questions) for key, a in activities.items() if key != "RNCP31919"] == [0, 0, 0, 0]
    assert len(activities_table(activities.values(), evidence.register)) == 8
