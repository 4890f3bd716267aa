"""« Comparer » in a real browser: what two certifications share, down to two statements side by side."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.faces.pages.conftest import Explorer

pytestmark = pytest.mark.browser

TWO = "cote=cqp-charge-affaires-entreprises&cote=charge-clientele-particuliers-n6"


def test_from_blocs_to_two_statements(explorer: Explorer) -> None:
    """A cell of the matrix of blocs opens their competences, a cell of these the two statements, word for word."""
    explorer.open(f"comparer?{TWO}")
    assert explorer.title() == "Comparer"
    explorer.sees("ne repose que sur des correspondances relues")
    explorer.page.locator(
        "table.rg-matrix a[href*='entreprises/bloc/1~charge-clientele-particuliers-n6/bloc/2']"
    ).click()
    explorer.settled()
    explorer.page.locator("table.rg-matrix a[href*='competence/C14~']").nth(6).click()
    explorer.settled()
    explorer.sees("Mots communs")
    explorer.sees("acceptée par Projet refgraph, le 01/12/2026")
    explorer.sees("même compétence")
    shown = explorer.words()
    assert shown.count("Personnaliser la relation quel que soit le canal utilisé") >= 2
    assert explorer.page.locator(".rg-pair-text ins").count() == 0


def test_proposals_are_marked(explorer: Explorer) -> None:
    """With the switch the answer counts what nobody has reviewed, and says so."""
    explorer.open(
        "comparer?cote=charge-clientele-particuliers-n6&cote=charge-clientele-particuliers-banque-assurance-n6"
        "&propositions=oui"
    )
    explorer.sees("personne ne les a encore relues")


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("cote-a-cote", "lignes sur"),
        ("socle", "Communes à toutes"),
        ("ecarts", "Non relues"),
        ("evaluation", "Modalité"),
        ("passerelle", "relues sans correspondance"),
        ("correspondance", "Signer le verdict"),
        ("reproduction", "mot pour mot"),
        ("versions", "Ce que chaque élément est devenu"),
    ],
)
def test_each_view(explorer: Explorer, view: str, said: str) -> None:
    """Each view of a comparison opens at its address and says what it is for."""
    explorer.open(f"comparer?{TWO}&vue={view}")
    explorer.sees(said)


def test_each_download_says_what_it_takes(explorer: Explorer) -> None:
    """Two tables on one page: the buttons below each name it; an empty table has none."""
    explorer.open(f"comparer?{TWO}")
    for what in ("la matrice", "les correspondances"):
        expect(explorer.page.get_by_role("button", name=f"Télécharger {what} : Excel")).to_be_visible()
        expect(explorer.page.get_by_role("button", name=f"Télécharger {what} : Word")).to_be_visible()
    explorer.open("comparer?cote=RNCP31919&cote=charge-clientele-particuliers-n6&vue=reproduction")
    expect(explorer.page.get_by_text("Aucun passage commun")).to_be_visible()
    assert explorer.page.get_by_role("button", name="Télécharger").count() == 0


def test_an_address_that_names_what_is_no_longer_there(explorer: Explorer) -> None:
    """A link from another state of the data says so; it never shows another comparison in silence."""
    explorer.open("comparer?cote=RNCP31919&cote=disparue")
    explorer.sees("Cette adresse nomme ce qui n’est pas dans les données chargées : « disparue ».")
    explorer.sees("Choisissez au moins deux certifications ou clientèles.")
