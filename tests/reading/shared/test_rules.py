"""Sentences about validation and adaptation, in wordings of several certifiers."""

from __future__ import annotations

import pytest

from refgraph.reading.opening import decode
from refgraph.reading.shared import rules

RULES = {
    "La validation de l’ensemble des blocs est nécessaire à l’obtention de la certification.": "all-blocs",
    "Pour obtenir le CQP, le candidat doit valider tous les blocs.": "all-blocs",
    "Le titre est délivré après validation des quatre blocs de compétences.": "all-blocs",
    "Les cinq blocs doivent être validés pour obtenir le diplôme.": "all-blocs",
    "Un bloc ne peut pas être validé partiellement.": "no-partial-bloc",
    "Aucune validation partielle d’un bloc n’est admise.": "no-partial-bloc",
    "Chaque bloc est capitalisable.": "partial-certification",
    "Les blocs peuvent être validés indépendamment les uns des autres.": "partial-certification",
    "Le bénéfice des blocs acquis est conservé à vie.": "component-validity",
    "Les blocs validés restent acquis pendant cinq ans.": "component-validity",
    "Chaque bloc validé est acquis pour une durée de cinq ans.": "component-validity",
    "La certification est obtenue après validation de l'intégralité des blocs.": "all-blocs",
    "Aucun bloc ne peut être validé partiellement.": "no-partial-bloc",
    "Un bloc est validé lorsque toutes ses compétences sont acquises.": "bloc-validation",
    "Le bloc est acquis dès lors que la moyenne des épreuves atteint 10/20.": "bloc-validation",
    "Pour valider un bloc, le candidat doit obtenir au moins 10/20 à chaque épreuve.": "bloc-validation",
    "La validation d’un bloc suppose que chacune de ses compétences soit maîtrisée.": "bloc-validation",
    "Le candidat doit être titulaire d'un diplôme de niveau 4.": "prerequisite",
    "Le permis de conduire est un prérequis.": "prerequisite",
}


@pytest.mark.parametrize(("sentence", "code"), RULES.items())
def test_the_kind_of_a_rule(sentence: str, code: str) -> None:
    """Each kind of rule is known by its words, whoever writes them."""
    assert rules.rule_code(sentence) == code


@pytest.mark.parametrize("words", ["60 % ", "un bloc valable ", "capitaliser "])
def test_a_line_without_end_is_no_sentence(words: str) -> None:
    """A table flattened to one line of a megabyte is read in a moment; nobody waits for what it does not state."""
    assert rules.rule_code(words * (1_000_000 // len(words)) + "des blocs, pour un an") is None


def test_no_rule_where_none_is_stated() -> None:
    """A criterion is no rule of validation."""
    assert rules.rule_code("Le candidat respecte les consignes de sécurité.") is None


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        (
            "Des aménagements d’épreuves sont prévus pour les candidats handicapés, conformément à l’article L. 5213-3 "
            "du code du travail.",
            "article L. 5213-3 du code du travail",
        ),
        (
            "Les épreuves peuvent être adaptées en cas de handicap (décret n° 2005-1617 du 21 décembre 2005).",
            "décret n° 2005-1617 du 21 décembre 2005",
        ),
        ("Un tiers-temps est accordé aux candidats en situation de handicap.", None),
        ("Des adaptations peuvent être mises en place pour les personnes en situation de handicap.", None),
        ("Des aménagements sont possibles sur demande auprès du référent handicap.", None),
    ],
)
def test_an_accommodation_and_its_ground(sentence: str, basis: str | None) -> None:
    """An adaptation is known by its words; its ground is given only where the sentence names one."""
    assert rules.is_accommodation(sentence)
    assert rules.legal_basis(sentence) == basis


@pytest.mark.parametrize(
    "sentence",
    [
        "Adapter l’accueil aux personnes en situation de handicap.",
        "Les modalités d’évaluation sont adaptées au poste.",
        "L’aménagement du poste tient compte du handicap.",
    ],
)
def test_no_accommodation(sentence: str) -> None:
    """A competence about disability adapts no assessment."""
    assert not rules.is_accommodation(sentence)


def test_sentences() -> None:
    """An abbreviation ends no sentence."""
    text = "Les blocs sont acquis (art. L. 6113-1 du code du travail). Ils le restent."
    document = decode(text.encode(), "r.txt")
    found = [text[start:end] for start, end in rules.sentences(document, 0, len(text))]
    assert found == ["Les blocs sont acquis (art. L. 6113-1 du code du travail).", "Ils le restent."]


def test_a_criterion_about_disability_is_no_accommodation() -> None:
    """What a trade does for people with a disability is no adaptation of its assessment."""
    assert not rules.is_accommodation("L’accueil est adapté au handicap de la personne")
    assert not rules.adapts_assessment(
        "Des aménagements du logement sont proposés à la personne en situation de handicap."
    )
