"""Whole tasks of curriculum designers, from the first page to what they take away, with the keyboard where it counts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.pages.conftest import Explorer

pytestmark = pytest.mark.browser


def test_find_a_competence_and_open_its_passage(explorer: Explorer) -> None:
    """Typed without accents and in another form, found, opened with the arrows, its passage shown in the document."""
    explorer.open()
    page = explorer.page
    box = page.get_by_role("searchbox", name="Rechercher un code, un énoncé ou un titre")
    box.focus()
    page.keyboard.type("sollicite recommandation", delay=15)
    hits = page.locator(".rg-hits a")
    expect(hits.first).to_be_visible()
    found = [text.replace("\n", " ") for text in hits.all_inner_texts()]
    assert any("Solliciter des recommandations et de nouveaux contacts" in text for text in found)
    assert any("C15" in text and "Chargé de clientèle de professionnels" in text for text in found)
    explorer.check()
    wanted = next(place for place, text in enumerate(found) if "C15" in text)
    for _ in range(wanted + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explorer?fiche=certification/RNCP31919/bloc/3/competence/C15")
    explorer.settled()
    assert "Solliciter des recommandations et de nouveaux contacts" in explorer.title()
    mark = page.locator(".rg-passage mark").first
    assert "Solliciter des recommandations et de nouveaux contacts" in mark.inner_text()
    expect(page.locator("#titre")).to_be_focused()


def test_the_back_button_and_a_reload_keep_the_state(explorer: Explorer) -> None:
    """Each choice is an address: going back undoes it, reloading keeps it."""
    explorer.open("explorer")
    page = explorer.page
    explorer.follow("Compétences 143")
    expect(page).to_have_url(f"{explorer.base}/explorer?type=competence")
    expect(page.get_by_role("heading", name="143")).to_be_visible()
    explorer.follow("CQP Chargé(e) d’affaires entreprises 20")
    expect(page.get_by_role("heading", name="20\u00a0fiches")).to_be_visible()
    page.reload()
    explorer.settled()
    expect(page.get_by_role("heading", name="20\u00a0fiches")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="143")).to_be_visible()


def test_a_link_changes_page_without_loading_everything_again(explorer: Explorer) -> None:
    """The session goes on: one web socket, the focus on the new title for those who hear the page."""
    explorer.open()
    page = explorer.page
    page.evaluate("window.kept = true")
    explorer.follow("CQP Chargé(e) d’affaires entreprises")
    page.wait_for_url("**/explorer?fiche=certification/cqp-charge-affaires-entreprises")
    explorer.settled()
    assert page.evaluate("window.kept") is True
    assert explorer.title() == "CQP Chargé(e) d’affaires entreprises"
    assert page.title() == "CQP Chargé(e) d’affaires entreprises – refgraph"


def test_the_graph_has_a_list_that_says_the_same(explorer: Explorer) -> None:
    """What the drawing shows can be read, and its kinds can be switched off with the keyboard."""
    explorer.open("explorer?fiche=certification/cqp-charge-affaires-entreprises&profondeur=2")
    page = explorer.page
    drawing = page.get_by_role("img", name="Voisinage de")
    expect(drawing).to_be_visible()
    summary = page.get_by_text("Le même voisinage en liste")
    summary.focus()
    page.keyboard.press("Enter")
    rows = page.get_by_role("region", name="Voisinage en liste").locator("tbody tr")
    with_all = rows.count()
    assert with_all >= 20
    page.get_by_role("link", name="Compétences 20").press("Enter")
    page.wait_for_url("**types=**")
    explorer.settled()
    page.get_by_text("Le même voisinage en liste").press("Enter")
    assert rows.count() < with_all
    assert "competence" not in page.url.partition("types=")[2].split("&")[0]


def test_the_keyboard_alone_reaches_the_content(explorer: Explorer) -> None:
    """The first stop skips the menu, in French."""
    explorer.open("explorer")
    page = explorer.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"


def test_nothing_is_left_in_english(explorer: Explorer) -> None:
    """Labels that only a screen reader says are French as well."""
    explorer.open("requetes")
    words = explorer.page.evaluate(
        """() => Array.from(document.querySelectorAll('[aria-label], [title], [placeholder]'))
            .flatMap((one) => ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) || ''))"""
    )
    english = {"Search", "Open", "Close", "Choose an option", "Clear value", "Skip to main content", "Main menu"}
    assert english.isdisjoint(words)
