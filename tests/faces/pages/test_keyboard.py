"""The keyboard alone, with real key presses: focus is always seen, never lost, and gets everywhere and out again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.faces.pages.conftest import Explorer

pytestmark = pytest.mark.browser

OUTLINED = """() => {
  const width = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  };
  let at = document.activeElement;
  for (let up = 0; at && up < 4; up += 1, at = at.parentElement) if (width(at) >= 2) return true;
  return false;
}"""
"""Whether the element that has the focus, or the field around it, has an outline of at least two pixels."""


def focused(explorer: Explorer) -> str:
    said = "(one => one.getAttribute('aria-label') || one.innerText || one.placeholder || '')(document.activeElement)"
    return str(explorer.page.evaluate(said))


@pytest.mark.parametrize("address", ["comparer", "aligner", "reglementation", "requetes"])
def test_focus_is_seen_at_each_stop(explorer: Explorer, address: str) -> None:
    """Menu, page, search, fields, links: a reader without a mouse sees where she is (WCAG 2.4.7), and nothing moves."""
    explorer.open(address)
    before = explorer.page.url
    explorer.page.keyboard.press("Tab")
    assert focused(explorer) == "Aller au contenu"
    for _ in range(24):
        explorer.page.keyboard.press("Tab")
        assert explorer.page.evaluate(OUTLINED), focused(explorer)
    assert explorer.page.url == before


def test_a_folded_menu_is_passed_by(explorer: Explorer) -> None:
    """On a telephone no stop is out of sight; the menu takes the focus when it unfolds and gives it back on Escape."""
    explorer.page.set_viewport_size({"width": 390, "height": 800})
    explorer.open("comparer")
    keys = explorer.page.keyboard
    for _ in range(3):
        keys.press("Tab")
    assert focused(explorer) == "Déplier le menu"
    keys.press("Enter")
    first = explorer.page.locator("[data-testid=stSidebar] a").first
    expect(first).to_be_focused()
    explorer.check()
    keys.press("Escape")
    expect(explorer.page.get_by_role("button", name="Déplier le menu")).to_be_focused()


def test_a_cell_that_is_opened_keeps_the_focus(explorer: Explorer) -> None:
    """Arrow keys move, Enter opens, and one goes on from there."""
    explorer.open("comparer")
    explorer.page.locator(".rg-matrix td a[tabindex='0']").focus()
    before = explorer.page.url
    explorer.page.keyboard.press("ArrowDown")
    assert explorer.page.url == before
    explorer.page.keyboard.press("Enter")
    explorer.settled()
    opened = explorer.page.locator(".rg-matrix").first.locator("td a[aria-current]")
    expect(opened).to_be_focused()
    explorer.sees("Compétences des deux blocs")


def test_a_list_of_choices_is_accessible_while_it_is_open(explorer: Explorer) -> None:
    """Streamlit puts it outside the page’s landmarks; axe looks at it there."""
    explorer.open("comparer?vue=ecarts")
    field = explorer.page.get_by_role("combobox", name="Sens")
    field.focus()
    explorer.page.keyboard.press("ArrowDown")
    expect(explorer.page.get_by_role("option").first).to_be_visible()
    explorer.check()
    explorer.page.keyboard.press("Escape")
    expect(field).to_be_focused()


def test_a_misspelt_search_is_answered_and_left_with_escape(explorer: Explorer) -> None:
    """One letter missing: the nearest word is searched and named; Escape empties the list and goes back to the box."""
    explorer.open("explorer")
    box = explorer.page.get_by_role("searchbox")
    box.focus()
    explorer.page.keyboard.type("reclamtion")
    status = explorer.page.locator(".rg-found [role=status]")
    expect(status).to_have_text("Aucun résultat pour ces mots. Voici pour « réclamations » : 8 résultats")
    explorer.check()
    explorer.page.keyboard.press("ArrowDown")
    assert "Traitement des réclamations" in focused(explorer)
    explorer.page.keyboard.press("Escape")
    expect(box).to_be_focused()
    expect(status).to_have_count(0)


def test_results_that_one_leaves_cover_nothing(explorer: Explorer) -> None:
    """The list lies over the page only while the focus, or the mouse, is in it (WCAG 2.4.11)."""
    explorer.open("explorer")
    explorer.page.get_by_role("searchbox").focus()
    explorer.page.keyboard.type("risque")
    hits = explorer.page.locator(".rg-hits")
    expect(hits).to_be_visible()
    for _ in range(12):
        explorer.page.keyboard.press("Tab")
    expect(hits).to_be_hidden()


@pytest.mark.parametrize(
    ("address", "column"),
    [
        ("comparer?vue=ecarts", "Compétence visée"),
        ("requetes?question=competences-par-bloc&certification=RNCP31919", "Bloc"),
    ],
)
def test_tables_are_read_without_scrolling_sideways(explorer: Explorer, address: str, column: str) -> None:
    """At 390 pixels each row is a card whose lines name their column; caption and scopes stay, and it is a table."""
    explorer.page.set_viewport_size({"width": 390, "height": 800})
    explorer.open(address)
    table = explorer.page.locator(".rg-stack").first
    assert table.evaluate("one => one.parentElement.scrollWidth <= one.parentElement.clientWidth")
    named = table.evaluate("one => getComputedStyle(one.rows[1].cells[1], '::before').content")
    assert named.startswith(f'"{column}\u00a0:')
    expect(table.locator("caption")).to_be_visible()
    assert explorer.page.get_by_role("rowheader").count() > 0
    explorer.check()
