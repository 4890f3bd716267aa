"""« Aligner » in a real browser, on a copy of the data: decisions taken with a key, taken back, and never unsigned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from refgraph.graph import sssom
from tests.faces.pages.conftest import Explorer

pytestmark = pytest.mark.browser


def progress(explorer: Explorer) -> int:
    explorer.sees(" à décider")
    found = re.search(r"(\d+) décidées?, \d+ à décider", explorer.words())
    assert found, explorer.words()
    return int(found[1])


def decided(data: Path) -> dict[tuple[str, str], str]:
    rows = sssom.read(data / "mappings" / "competences.sssom.tsv").rows
    return {row.pair: row["reviewer_label"] for row in rows}


def test_decide_with_a_key_and_take_back(explorer: Explorer, explorer_data: Path) -> None:
    """A reviewer signs, rejects with a key, sees the progress, and takes the decision back."""
    first = decided(explorer_data)
    explorer.open("aligner?confiance=40")
    page = explorer.page
    before = progress(explorer)
    page.get_by_label("Relecteur").fill("Ana")
    page.get_by_label("Relecteur").press("Enter")
    explorer.settled()
    page.locator("h1").click()
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="Annuler la dernière décision")).to_be_visible()
    explorer.settled()
    assert progress(explorer) == before + 1
    assert set(decided(explorer_data).values()) == {"Projet refgraph", "Ana"}
    explorer.check()
    page.get_by_role("button", name="Annuler la dernière décision").click()
    explorer.settled()
    expect(page.get_by_role("button", name="Annuler la dernière décision")).to_have_count(0)
    assert progress(explorer) == before
    assert decided(explorer_data) == first


def test_nobody_decides_unsigned(explorer: Explorer, explorer_data: Path) -> None:
    """A decision without a name, clicked or by key, is refused in a sentence without identifier, and not written."""
    first = decided(explorer_data)
    explorer.open("aligner?confiance=40")
    before = progress(explorer)
    explorer.page.get_by_role("button", name="Accepter").click()
    explorer.sees("La décision n’est pas signée. Donnez le nom du relecteur.")
    explorer.page.locator("h1").click()
    explorer.page.keyboard.press("x")
    explorer.settled()
    assert (progress(explorer), decided(explorer_data)) == (before, first)
    assert "rgid:" not in explorer.words().lower()


@pytest.mark.parametrize("view", ["decisions", "classeur"])
def test_the_other_views_of_the_review(explorer: Explorer, view: str) -> None:
    """The decisions taken, and the workbook of a team."""
    explorer.tolerated = {"presentation-role-conflict"}  # the drop zone of st.file_uploader
    explorer.open(f"aligner?vue={view}")
    assert explorer.title() == "Aligner"
    explorer.sees({"decisions": "Projet refgraph", "classeur": "Emporter"}[view])


def test_decisions_lead_to_their_competences(explorer: Explorer) -> None:
    """The list of decisions names competences by their words, each a link, never by an identifier."""
    explorer.open("aligner?vue=decisions")
    shown = explorer.words()
    assert "Réaliser à l’aide des outils le diagnostic de son portefeuille" in shown
    assert "rgid:" not in shown
    links = explorer.page.locator(".rg-scroll tbody tr").first.locator(
        "td a[href*='/competence/'], td a[href*='%2Fcompetence%2F']"
    )
    assert links.count() == 2


def test_a_decision_is_withdrawn_then_revised_and_both_undone(explorer: Explorer, explorer_data: Path) -> None:
    """Any decision can be withdrawn, another one read again, then turned round, by who signs; all are undone, the
    last first."""
    first = decided(explorer_data)
    explorer.open("aligner?vue=decisions")
    page = explorer.page
    page.get_by_role("button", name="Retirer").click()
    explorer.settled()
    assert len(decided(explorer_data)) == len(first) - 1
    reviewer = page.get_by_role("textbox", name="Relecteur")
    reviewer.fill("Nour")
    reviewer.press("Enter")
    explorer.settled()
    page.get_by_role("button", name="Garder comme second avis").click()
    explorer.settled()
    assert re.search(r"Nour, \d\d/\d\d/\d{4}\s: d’accord", explorer.words())
    page.get_by_role("button", name="Réviser").click()
    explorer.settled()
    assert list(decided(explorer_data).values()).count("Nour") == 1
    for _ in range(3):
        page.get_by_role("button", name="Annuler la dernière décision").click()
        explorer.settled()
    assert decided(explorer_data) == first


def test_the_workbook_view_speaks_french(explorer: Explorer) -> None:
    """What Streamlit writes beside its file field in English is French."""
    explorer.tolerated = {"presentation-role-conflict"}
    explorer.open("aligner?vue=classeur")
    expect(explorer.page.get_by_text("100 Mo par fichier")).to_be_visible()
    assert "per file" not in explorer.words()
