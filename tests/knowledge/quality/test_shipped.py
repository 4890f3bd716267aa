"""What is said of the five documents: exactly what reading them by hand confirms."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core.namespaces import ID
from refgraph.graph.store import Store
from refgraph.graph.validation import Report, Severity, fast, read_shapes, reference
from refgraph.knowledge import quality
from refgraph.knowledge.quality import Assessment, Finding, ProofState
from refgraph.pipeline import Build

EXPECTED = Path(__file__).parent / "expected.txt"
"""One finding a line, each confirmed in the document: certification, rule, entity (``.`` for the certification)."""

RNCP31919 = "RNCP31919"
ENTREPRISES = "cqp-charge-affaires-entreprises"
PARTICULIERS = "charge-clientele-particuliers-n6"
PROFESSIONNELLE = "conseiller-clientele-professionnelle-n6"
BANQUE_ASSURANCE = "charge-clientele-particuliers-banque-assurance-n6"


@pytest.fixture(scope="module")
def assessment(store: Store) -> Assessment:
    return quality.assess(store, read_shapes())


def line_of(finding: Finding) -> str:
    assert finding.certification is not None
    certification = finding.certification.iri.removeprefix(f"{ID}certification/")
    path = finding.place.iri.removeprefix(ID).removeprefix(f"certification/{certification}").strip("/")
    return f"{certification} {finding.rule.name} {path or '.'}"


def of(assessment: Assessment, certification: str, rule: str) -> list[Finding]:
    return [
        finding
        for finding in assessment.findings
        if finding.rule.name == rule
        and finding.certification is not None
        and finding.certification.iri.endswith(f"/{certification}")
    ]


def test_the_findings_are_those_that_a_reader_confirms(assessment: Assessment) -> None:
    """No finding is false and none is lost: a false one costs the reader's trust."""
    expected = [line for line in EXPECTED.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert sorted(map(line_of, assessment.findings)) == sorted(expected)


def test_nothing_blocks_the_five(assessment: Assessment) -> None:
    """The five were registered: none lacks a title, a bloc, a competence or a code."""
    assert assessment.counts[Severity.VIOLATION] == 0
    assert not assessment.is_blocked


def test_quizzes_without_threshold(assessment: Assessment) -> None:
    """000: C4 and C14 have a quiz, and no criterion of theirs says how many right answers are needed."""
    found = of(assessment, ENTREPRISES, "quiz-threshold")
    assert [finding.place.name for finding in found] == ["modalité de C4", "modalité de C14"]
    assert [finding.severity for finding in found] == [Severity.WARNING, Severity.WARNING]
    assert [finding.place.passages[0].line for finding in found] == [149, 181]


def test_repeated_statements_name_both_activities(assessment: Assessment) -> None:
    """004 prints two statements under B3 and again under B9."""
    assert [finding.sentence for finding in of(assessment, BANQUE_ASSURANCE, "statement-repeated")] == [
        "Même énoncé qu’une autre compétence du bloc (activités B3 et B9)\u00a0: «\u00a0Vendre et négocier les "
        "conditions générales et tarifaires des banques et assurances,\u00a0».",
        "Même énoncé qu’une autre compétence du bloc (activités B3 et B9)\u00a0: «\u00a0Respecter ses "
        "délégations.\u00a0».",
    ]


def test_an_activity_code_printed_twice(assessment: Assessment) -> None:
    """004 prints C3 twice; the second is told, with the words of the first."""
    (found,) = of(assessment, BANQUE_ASSURANCE, "activity-code-unique")
    assert found.place.words == "Analyser la situation juridique et fiscale du particulier"
    assert found.sentence == (
        "Le code C3 est déjà celui de l’activité «\u00a0Prendre de la hauteur dans la communication avec son "
        "client\u00a0»."
    )


def test_a_sheet_without_criteria_is_undocumented_not_at_fault(assessment: Assessment) -> None:
    """001 has no criteria: one information that says « non documenté », and no competence is blamed."""
    (found,) = of(assessment, RNCP31919, "criteria-undocumented")
    assert found.severity is Severity.INFO
    assert found.sentence == "Le document ne dit rien des critères d’évaluation\u00a0: non documenté."
    assert of(assessment, RNCP31919, "competence-criterion") == []
    assert of(assessment, RNCP31919, "quiz-threshold") == []


def test_a_misspelt_acronym(assessment: Assessment) -> None:
    """002 writes RGDP once, in C22."""
    (found,) = of(assessment, PARTICULIERS, "acronym-typo")
    assert (found.place.name, found.sentence) == ("C22", "«\u00a0RGDP\u00a0» est écrit pour «\u00a0RGPD\u00a0».")


def test_a_code_that_leads_nowhere(assessment: Assessment) -> None:
    """002 prints « E3. » before one questionnaire, and no E1 or E2."""
    (found,) = of(assessment, PARTICULIERS, "modality-code-series")
    assert found.sentence == "Le code E3 est isolé\u00a0: le document ne décrit aucune épreuve E2."
    assert found.place.name == "modalité de C21"


def test_blocs_and_activities_that_disagree(assessment: Assessment) -> None:
    """003 names each bloc once as an action, once as an activity."""
    found = of(assessment, PROFESSIONNELLE, "bloc-names")
    assert [finding.place.name for finding in found] == ["bloc 1", "bloc 2", "bloc 3"]
    assert found[2].sentence == (
        "Le bloc «\u00a0Construire et gérer une relation durable avec ses clients professionnels\u00a0» est aussi "
        "nommé «\u00a0Gestion de la relation avec les clients professionnels\u00a0»."
    )


def test_the_self_check_by_hand(assessment: Assessment) -> None:
    """Disability 1 of 5, digital 4 of 5, ecology and safety 0 of 5, as counted by hand."""
    assert assessment.coverage() == [
        ("Accessibilité et handicap", 1, 5),
        ("Jury", 5, 5),
        ("Activité réglementée", 4, 5),
        ("Accès par la VAE", 1, 5),
        ("Validation par bloc", 2, 5),
        ("Correspondances déclarées", 0, 5),
        ("Transition écologique", 0, 5),
        ("Transition numérique", 4, 5),
        ("Santé et sécurité au travail", 0, 5),
    ]


def test_the_self_check_shows_passages_and_its_limits(assessment: Assessment) -> None:
    """A proof that is found has passages of its own document; three criteria of nine are out of scope."""
    assert len(assessment.proofs) == 12 * 5
    for proof in assessment.proofs:
        assert bool(proof.passages) == (proof.state is ProofState.FOUND)
    handicap = [proof for proof in assessment.proofs if proof.criterion.label == "Accessibilité et handicap"]
    (found,) = [proof for proof in handicap if proof.state is ProofState.FOUND]
    assert found.certification.iri.endswith(f"/{PARTICULIERS}")
    assert "A7. Prise en compte du handicap" in [passage.quote for passage in found.passages]
    out = {proof.criterion.number for proof in assessment.proofs if proof.state is ProofState.OUT_OF_SCOPE}
    assert out == {"1°", "2°", "9°"}


def test_the_reader_sees_neither_iri_nor_shacl(assessment: Assessment) -> None:
    """Nothing of the machinery reaches the screen; every finding on an item shows its passage."""
    text = quality.render(assessment)
    for word in ("http", "rgsh", "rg:", "sh:", "SHACL", "focus", "{?", "Violation"):
        assert word not in text
    items = [finding for finding in assessment.findings if finding.certification and "/" in line_of(finding)]
    assert len(items) == 157
    assert all(finding.place.passages for finding in items)


def test_identical_findings_are_folded(assessment: Assessment) -> None:
    """001: in bloc 5, three competences without purpose are one line."""
    sheet = next(one for one in assessment.groups if one.certification and one.certification.iri.endswith(RNCP31919))
    purposes = next(one for one in sheet.rules if one.rule.name == "purpose-missing")
    assert len(purposes.findings) == 23
    assert [fold.names for fold in purposes.folds][-1] == "C23, C24 et C25"
    assert len(purposes.folds) == 5


@pytest.mark.usefixtures("prepared_queries")
def test_both_engines_agree_on_the_five(built: Build) -> None:
    """The fast engine runs instead of pySHACL only because they report the same: focus, path, component, severity."""
    data = built.triples("vocabularies", "regulations", "certification", "mentions")
    shapes = read_shapes()
    by_fast, by_reference = (Report.of(engine.run(data, shapes, shapes.rules)) for engine in (fast, reference))
    assert [result.key() for result in by_fast.results] == [result.key() for result in by_reference.results]
    assert len(by_fast) == 187
