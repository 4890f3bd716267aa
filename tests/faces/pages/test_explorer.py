"""Every page in a real browser: it opens, it is accessible, it is French, its address is its state."""

from __future__ import annotations

import re

import pytest

from tests.faces.pages.conftest import Explorer

pytestmark = pytest.mark.browser

ENTERPRISES = "certification/cqp-charge-affaires-entreprises"
COMPETENCES = {
    f"{ENTERPRISES}/bloc/1/competence/C1": ("Réaliser le diagnostic de son portefeuille, de son environnement", 33),
    "certification/RNCP31919/bloc/1/competence/C1": ("Réaliser à l’aide des outils le diagnostic", 97),
    "certification/charge-clientele-particuliers-n6/bloc/1/competence/C1": ("Analyser un portefeuille de clients", 41),
    "certification/conseiller-clientele-professionnelle-n6/bloc/1/competence/k01": ("Identifier les prospects", 9),
    "certification/charge-clientele-particuliers-banque-assurance-n6/bloc/1/competence/k01": ("Communiquer avec", 10),
}
"""A competence of each document: the first words of its statement and the line where they stand, read by hand."""


def test_home_shows_the_certifications_and_is_french(explorer: Explorer) -> None:
    """The five as cards, with the figures counted by hand in the documents."""
    explorer.open()
    assert explorer.title() == "Référentiels de certification"
    cards = explorer.page.locator(".rg-card.rg-kind-certification")
    assert cards.count() == 5
    figures = [re.findall(r"\d+", card.locator(".rg-figures").inner_text()) for card in cards.all()]
    assert figures == [["4", "20"], ["5", "25"], ["3", "22"], ["3", "23"], ["3", "46"]]
    states = [card.locator(".rg-badge").last.inner_text() for card in cards.all()]
    assert all("à revoir" in state for state in states)
    assert "Niveau : non documenté" in cards.nth(1).inner_text().replace("\u00a0", " ")
    assert explorer.page.evaluate("document.documentElement.lang") == "fr"
    assert explorer.page.title() == "Accueil – refgraph"


@pytest.mark.parametrize("address", ["", "explorer", "requetes", "aide"])
def test_pages_fit_every_width(explorer: Explorer, address: str) -> None:
    """No page scrolls sideways, down to 320 px (WCAG 1.4.10), and each stays accessible there."""
    explorer.open(address)
    for width in (1366, 390, 320):
        explorer.page.set_viewport_size({"width": width, "height": 800})
        explorer.page.wait_for_timeout(150)
        assert explorer.page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_unknown_entity_is_a_sentence(explorer: Explorer) -> None:
    """A stale address says what happened and what to do; no traceback, no English."""
    explorer.open("explorer?fiche=certification/RNCP99999")
    text = explorer.page.locator("[data-testid=stMain]").inner_text()
    assert "« certification/RNCP99999 » : cette fiche n’existe pas dans les données chargées" in text
    assert "Cherchez-la par son code ou ses mots" in text
    assert "Traceback" not in text


@pytest.mark.parametrize(("address", "words", "line"), [(a, *expected) for a, expected in COMPETENCES.items()])
def test_a_competence_of_each_certification_shows_its_passage(
    explorer: Explorer, address: str, words: str, line: int
) -> None:
    """The statement is the title, the passage is highlighted in its document at the line where it is printed."""
    explorer.open(f"explorer?fiche={address}")
    assert words in explorer.title()
    passage = explorer.page.locator(".rg-passage").first
    assert f"ligne\u00a0{line} " in passage.locator("figcaption").inner_text()
    assert words.split()[0] in passage.locator("mark").inner_text()
