"""« Vue d’ensemble » in a real browser: the map of all certifications, and the way from a cell to two of them."""

from __future__ import annotations

import pytest

from tests.faces.pages.conftest import Explorer

pytestmark = pytest.mark.browser


def test_from_the_whole_to_two_certifications(explorer: Explorer) -> None:
    """Nine of the 25 competences of RNCP31919 are found in « entreprises », whose comparison the cell
    opens; nothing was searched, so nothing is said of what there is to decide."""
    explorer.open("vue-d-ensemble")
    assert explorer.title() == "Vue d’ensemble"
    cell = explorer.page.locator(".rg-matrix td").get_by_text("9/25 · 5 ◐ · 11 ∅")
    assert "rg-level-heat3" in (cell.locator("xpath=ancestor::td").get_attribute("class") or "")
    assert cell.locator("xpath=ancestor::a").get_attribute("href") == (
        "comparer?cote=cqp-charge-affaires-entreprises&cote=RNCP31919"
    )
    explorer.sees("Couverture de chacune dans chaque autre")
    assert "Dont à décider" not in explorer.words()
