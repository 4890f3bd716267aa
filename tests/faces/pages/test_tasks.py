"""Whole tasks of curriculum designers, from the first page to what they take away, with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from refgraph.graph import sssom
from tests.faces.pages.conftest import Explorer

pytestmark = pytest.mark.browser


def test_find_a_competence_and_open_its_passage(explorer: Explorer) -> None:
    """Typed without accents and in another form, found, opened with the arrows, its passage shown in the document."""
    explorer.open()
    page = explorer.page
    box = page.get_by_role("searchbox", name="Rechercher un code, un énoncé ou un titre")
    box.focus()
    page.keyboard.type("sollicite recommandation", delay=15)
    hits = page.locator(".rg-hits a")
    expect(hits.filter(has_text="C15")).to_have_count(1)
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


def test_compare_three_clienteles_and_take_the_workbook(explorer: Explorer, tmp_path: Path) -> None:
    """Three segments chosen in the address, the common core on the page, the same in the workbook."""
    explorer.open("comparer?cote=particuliers&cote=professionnels&cote=entreprises&vue=socle")
    page = explorer.page
    rows = page.locator(".rg-scroll table tbody tr")
    rows.nth(20).wait_for()
    shown = rows.count()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Télécharger : Excel").first.click()
    taken.value.save_as(tmp_path / "socle.xlsx")
    sheet = load_workbook(tmp_path / "socle.xlsx").worksheets[0]
    assert sheet.max_row >= shown
    values = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert any("Personnaliser la relation quel que soit le canal utilisé" in value for value in values)


def test_review_ten_proposals_with_the_keyboard(explorer: Explorer, explorer_data: Path) -> None:
    """Signed once, then one key a decision; each is in the mapping file at once, and the last can be taken back."""
    file = explorer_data / "mappings" / "competences.sssom.tsv"
    before = lines(file)
    explorer.open("aligner?confiance=10")
    page = explorer.page
    page.get_by_label("Relecteur").fill("Ana")
    page.get_by_label("Relecteur").press("Enter")
    explorer.settled()
    page.locator("h1").click()
    for count, key in enumerate("axiaxiaxia", 1):
        page.keyboard.press(key)
        wait_until(page, partial(has, file, before + count))
        explorer.settled()
    signed = [row for row in sssom.read(file).rows if row["reviewer_label"] == "Ana"]
    assert len(signed) == 10
    page.keyboard.press("z")
    wait_until(page, partial(has, file, before + 9))


def lines(file: Path) -> int:
    return file.read_bytes().count(b"\n")


def has(file: Path, number: int) -> bool:
    """Whether the file has so many lines: it is looked at often, and parsed once."""
    return lines(file) == number


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(400):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing happened within twenty seconds")


def test_answer_a_saved_question_by_link(explorer: Explorer) -> None:
    """The address alone gives the answer: 20 competences of one certification, none of another."""
    explorer.open("requetes?question=competences-par-bloc&certification=cqp-charge-affaires-entreprises")
    page = explorer.page
    assert explorer.title().startswith("Quelles compétences comporte chaque bloc")
    expect(page.get_by_role("heading", name="20\u00a0résultats")).to_be_visible()
    rows = page.locator(".rg-scroll table tbody tr")
    assert rows.count() == 20
    assert "C1 – Réaliser le diagnostic de son portefeuille" in rows.first.inner_text()
    assert "RNCP31919" not in page.locator(".rg-scroll").inner_text()


def test_a_question_without_its_choice_says_what_to_choose(explorer: Explorer) -> None:
    """A required parameter is asked for, by its name, before anything is run."""
    explorer.open("requetes?question=carte-identite")
    assert "Choisissez" in explorer.page.locator(".rg-note").inner_text()


def test_from_a_finding_to_its_passage_and_back(explorer: Explorer) -> None:
    """From « Qualité » to the competence that is meant, its passage read, and back to the same filtered list."""
    address = "qualite?certification=charge-clientele-particuliers-n6&regle=acronym-typo"
    explorer.open(address)
    page = explorer.page
    explorer.check()
    page.locator(".rg a[href^='explorer?fiche=']").first.click()
    page.wait_for_url("**/explorer?fiche=**")
    expect(page.locator(".rg-passage").first).to_contain_text("RGDP")
    page.go_back()
    page.wait_for_url(f"**/{address}")
    page.locator("h1", has_text="Qualité").wait_for()
    expect(page.get_by_text("est écrit pour").first).to_be_visible()
    explorer.settled()


def test_the_back_button_and_a_reload_keep_the_state(explorer: Explorer) -> None:
    """Each choice is an address: going back undoes it, reloading keeps it."""
    explorer.open("explorer")
    page = explorer.page
    explorer.follow("Compétences 143")
    expect(page).to_have_url(f"{explorer.base}/explorer?type=competence")
    expect(page.get_by_role("heading", name="143")).to_be_visible()
    explorer.follow("CQP Chargé(e) d’affaires entreprises 20")
    expect(page.get_by_role("heading", name="20\u00a0fiches")).to_be_visible()
    explorer.reload()
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
    page.get_by_role("link", name="Compétences 71").press("Enter")
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
    english = {
        "Search",
        "Open",
        "Close",
        "Choose an option",
        "Clear value",
        "Skip to main content",
        "Main menu",
        "App pages",
    }
    english |= {"Navigate to home page"}
    assert english.isdisjoint(words)
