"""Titles of certifications of many kinds and trades, taken apart."""

from __future__ import annotations

import pytest

from refgraph.reading.opening import decode
from refgraph.reading.shared import titles


def parse(text: str) -> titles.Title:
    document = decode(text.encode(), "titre.txt")
    return titles.Title(document, 0, len(document.text))


CASES = [
    ("CQP Coiffeur(se) – Niveau 4", "CQP Coiffeur(se)", "CQP", "4", []),
    ("CQPI Conducteur de ligne (niveau 3)", "CQPI Conducteur de ligne", "CQPI", "3", []),
    ("Titre professionnel Agent magasinier - Niveau 3", "Titre professionnel Agent magasinier", "TP", "3", []),
    ("BTS Management commercial opérationnel", "BTS Management commercial opérationnel", "BTS", None, []),
    ("CAP Cuisine, niveau 3", "CAP Cuisine", "CAP", "3", []),
    ("Boulanger artisanal – Titre niveau 5", "Boulanger artisanal", "Titre", "5", []),
    ("Licence professionnelle Métiers du bois", "Licence professionnelle Métiers du bois", "LP", None, []),
    ("Certificat de qualification professionnelle : Vendeur", None, "CQP", None, []),
    ("Diplôme d’État d’infirmier – Niveau 6", "Diplôme d’État d’infirmier", "DE", "6", []),
    ("Bac professionnel Commerce", "Bac professionnel Commerce", "BAC-PRO", None, []),
    ("Gestionnaire de clientèle de professionnels – Niveau 6", None, None, "6", ["professionnels"]),
    ("Conseiller de clientèle professionnelle", None, None, None, ["professionnels"]),
    ("Chargé d’affaires entreprises et professionnels", None, None, None, ["professionnels", "entreprises"]),
    ("Conseiller en gestion de patrimoine pour particuliers", None, None, None, ["particuliers"]),
    ("Intitulé : Agent de propreté – Niveau 2", "Agent de propreté", None, "2", []),
    ("Référentiel de certification du CQP Fleuriste", "CQP Fleuriste", "CQP", None, []),
]


@pytest.mark.parametrize(("printed", "title", "kind", "level", "segments"), CASES)
def test_a_title_is_taken_apart(
    printed: str, title: str | None, kind: str | None, level: str | None, segments: list[str]
) -> None:
    """Kind, level and clientèle of titles of any trade, and the title without its level."""
    found = parse(printed)
    assert found.title.text == (title or printed.partition(" – ")[0])
    assert (found.kind and found.kind.code, found.level and found.level.code) == (kind, level)
    assert [fact.code for fact in found.segments] == segments


@pytest.mark.parametrize(
    "printed",
    [
        "Titre professionnel Formateur d’adultes",
        "Conseiller en insertion professionnelle",
        "Responsable de la prévention des risques professionnels",
        "Certificat de qualification professionnelle Agent d’entretien",
        "Assistant de gestion d’une petite entreprise",
        "BUT Techniques de commercialisation",
    ],
)
def test_no_clientele_where_the_title_names_none(printed: str) -> None:
    """« professionnel » and « entreprise » are not customers by themselves: nothing is invented."""
    assert parse(printed).segments == ()


def test_a_word_is_no_abbreviation() -> None:
    """« Cap » in « Cap-Vert » or « but » in a sentence name no diploma."""
    assert parse("Guide touristique au Cap-Vert").kind is None
    assert parse("Entraîneur, dans un but éducatif").kind is None


def test_facts_quote_the_document() -> None:
    """Each fact leads back to its words."""
    level = parse("CQP Coiffeur(se) – Niveau 4").level
    assert level is not None
    assert (level.source.start, level.source.end, level.source.quote) == (19, 27, "Niveau 4")


@pytest.mark.parametrize(
    ("printed", "number"),
    [("Code RNCP : 34567", "RNCP34567"), ("Fiche n° RNCP37890", "RNCP37890"), ("RNCP n° 1234 – Vendeur", "RNCP1234")],
)
def test_the_number_in_the_repertoire(printed: str, number: str) -> None:
    """The number is found however it is printed."""
    found = titles.rncp_number(decode(printed.encode(), "fiche.txt"))
    assert found is not None
    assert found.code == number


def test_no_number_is_invented() -> None:
    """A year, a code or the name of the répertoire is no number."""
    for printed in ("Répertoire national (RNCP) 2024", "Certification inscrite au RNCP", "NSF 313, ROME C1206"):
        found = titles.rncp_number(decode(printed.encode(), "fiche.txt"))
        assert found is None, printed


def test_the_number_of_the_certification_in_the_codes_of_its_blocs() -> None:
    """« RNCP35298BC01 » prints the number of the certification; codes of several certifications print none of them."""
    own = decode(b"Titre Charpentier\nRNCP35298BC01\nRNCP35298BC02", "a.txt")
    others = decode(b"Titre Charpentier\nRNCP35298BC01\nRNCP1234BC01", "a.txt")
    number = titles.rncp_number(own)
    assert number is not None
    assert (number.code, number.source.line) == ("RNCP35298", 2)
    assert titles.rncp_number(others) is None


@pytest.mark.parametrize(("printed", "level"), [("Tailleur – Niveau 9", "9"), ("Tailleur – Niveau II", "II")])
def test_a_level_that_the_framework_has_not_is_read_as_written(printed: str, level: str) -> None:
    """Told as missing, it would deny what the document says; a rule of quality tells it."""
    found = parse(printed).level
    assert found is not None
    assert found.code == level
