"""« Réglementation » in a real browser: a cell leads to its passages, the date changes the answer."""

from __future__ import annotations

import pytest

from tests.faces.pages.conftest import Explorer

pytestmark = pytest.mark.browser


def test_a_cell_opens_its_passages(explorer: Explorer) -> None:
    """A click in the matrix shows the words of the document, what became of the text, and what to write."""
    explorer.open("reglementation?date=2026-11-21")
    assert explorer.title() == "Réglementation"
    explorer.page.locator("table.rg-matrix a[href*='case=rg-amf~RNCP31919']").click()
    explorer.page.get_by_role("heading", name="RG AMF").wait_for()
    explorer.settled()
    shown = explorer.words()
    assert "ligne 68" in shown
    assert "Articles 313-7-1 à 313-7-3" in shown
    assert "Écrire plutôt : Règlement général de l’AMF, articles 312-3 à 312-5 et 318-7 à 318-9" in shown


def test_a_silent_cell_is_undocumented(explorer: Explorer) -> None:
    """A cell without citation says that the document is silent, not that the answer is no."""
    explorer.open("reglementation?case=rgpd~RNCP31919&date=2026-11-21")
    explorer.sees("Non documenté")
    explorer.sees("Ce silence ne veut pas dire « non »")


@pytest.mark.parametrize(
    ("day", "said", "unsaid"),
    [("2026-11-21", "renuméroté", "pas encore en vigueur"), ("2018-01-01", "pas encore en vigueur", "renuméroté")],
)
def test_the_watch_at_a_date(explorer: Explorer, day: str, said: str, unsaid: str) -> None:
    """The date stands in the address, and the watch answers for that day."""
    explorer.open(f"reglementation?vue=veille&date={day}")
    states = explorer.page.locator("table tbody tr td:first-child, table tbody tr th").all_inner_texts()
    assert said in states
    assert unsaid not in states


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?par=bloc",
        "?par=competence",
        "?par=critere",
        "?vue=veille",
        "?vue=activites",
        "?case=ccd-2008~charge-clientele-particuliers-n6",
    ],
)
@pytest.mark.parametrize("width", [1366, 320])
def test_every_view_fits(explorer: Explorer, query: str, width: int) -> None:
    """No view scrolls sideways, and each passes the accessibility check of the fixture."""
    explorer.page.set_viewport_size({"width": width, "height": 800})
    explorer.open(f"reglementation{query}")
    assert explorer.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_questions_for_the_certifier(explorer: Explorer) -> None:
    """What the document leaves out is put as a question."""
    explorer.open("reglementation?vue=activites")
    explorer.sees("Quel niveau de capacité professionnelle en assurance")


def test_a_date_is_typed_in_french(explorer: Explorer) -> None:
    """The date is a plain field that reads JJ/MM/AAAA and stands in the address; what is no date is told."""
    explorer.open("reglementation?vue=veille")
    field = explorer.page.get_by_label("Répondre à la date du")
    field.fill("01/01/2018")
    field.press("Enter")
    explorer.page.wait_for_url("**date=2018-01-01**")
    explorer.open("reglementation?vue=veille&date=demain")
    explorer.sees("« demain » n’est pas une date")
