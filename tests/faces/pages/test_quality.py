"""« Qualité » in a real browser: filters in the address, passages, accepting a finding with a reason."""

from __future__ import annotations

import pytest

from tests.faces.pages.conftest import Explorer

pytestmark = pytest.mark.browser


def test_the_findings_with_counts_reasons_and_remedies(explorer: Explorer) -> None:
    """What a designer reads first: how many of each, then the sentence, why, what to do."""
    explorer.open("qualite?gravite=a-revoir")
    assert explorer.title() == "Qualité"
    shown = explorer.words()
    assert "modalité de C4, modalité de C14 : Un quiz ou un questionnaire est prévu" in shown
    assert "Un quiz se juge à la part de bonnes réponses" in shown
    assert "Ajoutez aux critères la part de bonnes réponses exigée." in shown
    assert "Finalité" not in shown


def test_a_filter_is_an_address(explorer: Explorer) -> None:
    """One rule of one certification: the address can be sent to a colleague."""
    explorer.open("qualite?certification=charge-clientele-particuliers-n6&regle=acronym-typo")
    shown = explorer.words()
    assert "« RGDP » est écrit pour « RGPD »." in shown
    assert "Une puce est imprimée" not in shown
    explorer.page.get_by_text("1 passage").first.click()
    explorer.sees("C22 (B3.6) Identifier et mettre en œuvre les")


def test_a_finding_is_accepted_and_taken_back(explorer: Explorer) -> None:
    """The decision shows with its reason, and can be undone."""
    explorer.open("qualite?regle=modality-code-series")
    explorer.follow("Accepter avec une raison")
    explorer.page.get_by_label("Pourquoi ce constat est accepté").fill("numérotation interne")
    explorer.page.get_by_label("Qui l’accepte").fill("Anne")
    explorer.page.get_by_label("Qui l’accepte").press("Tab")
    explorer.page.get_by_role("button", name="Accepter ce constat").click()
    explorer.page.get_by_text("Anne : numérotation interne").wait_for()
    explorer.settled()
    explorer.follow("Revenir sur l’acceptation")
    explorer.page.get_by_role("button", name="Revenir sur l’acceptation").click()
    explorer.page.get_by_role("link", name="Accepter avec une raison").first.wait_for()
    explorer.settled()
    assert "numérotation interne" not in explorer.words()


def test_the_self_check(explorer: Explorer) -> None:
    """Proof found, missing, out of scope: per certification and criterion."""
    explorer.open("qualite?vue=dossier")
    shown = explorer.words()
    assert "1 sur 5" in shown
    for state in ("preuve trouvée", "manque", "hors périmètre du document"):
        assert state in shown


def test_an_unknown_reference_is_told(explorer: Explorer) -> None:
    """An address from an older state of the documents gets a sentence, not a failure."""
    explorer.open("qualite?accepter=00000000")
    explorer.sees("Aucun constat n’a la référence « 00000000 »")


@pytest.mark.parametrize("query", ["", "?vue=dossier"])
def test_a_phone_shows_it_too(explorer: Explorer, query: str) -> None:
    """320 pixels wide, no view scrolls sideways."""
    explorer.page.set_viewport_size({"width": 320, "height": 800})
    explorer.open(f"qualite{query}")
    assert explorer.page.evaluate("document.documentElement.scrollWidth") <= 320
