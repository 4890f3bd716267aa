"""The search box: answered by the explorer’s own server as one types, by Streamlit where that is not there."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, expect

from refgraph.core import assets
from refgraph.pipeline import Build
from refgraph.workspace import Workspace
from tests.faces.pages.conftest import Explorer, serving

pytestmark = pytest.mark.browser


def answer(address: str, words: str) -> str:
    response = httpx.get(f"{address}/recherche", params={"q": words, "large": "oui"}, timeout=30)
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    return response.text


def test_the_server_answers_with_links_to_fiches(explorer_address: str) -> None:
    """Without accents and in another form; each hit leads to its page and says where it stands."""
    found = answer(explorer_address, "sollicite recommandation")
    assert 'href="explorer?fiche=certification/RNCP31919/bloc/3/competence/C15"' in found
    assert "Chargé de clientèle de professionnels" in found


@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_is_found_for_nothing(explorer_address: str, words: str) -> None:
    """An emptied box shows no list at all."""
    assert answer(explorer_address, words) == ""


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '" OR 1=1 --', "NEAR(", "é" * 10_000, "\x00", "*"])
def test_hostile_words_are_words(explorer_address: str, words: str) -> None:
    """What is typed is neither HTML nor a query of the index."""
    found = answer(explorer_address, words)
    assert "<script" not in found
    assert 'role="status"' in found


def test_an_emptied_box_and_another_page_leave_no_results(explorer: Explorer) -> None:
    """What was found goes when its words go, and when the reader goes to what was found."""
    explorer.open("explorer")
    box = explorer.page.get_by_role("searchbox")
    hits = explorer.page.locator(".rg-hits a")
    box.fill("risque")
    expect(hits.first).to_be_visible()
    explorer.check()
    box.fill("")
    expect(hits).to_have_count(0)
    box.fill("sollicite recommandation")
    hits.filter(has_text="C15").click()
    explorer.page.wait_for_url("**/competence/C15")
    expect(hits).to_have_count(0)
    expect(box).to_have_value("")
    explorer.settled()


def test_a_server_that_is_gone_is_told(explorer: Explorer) -> None:
    """Instead of a list that no longer follows the words."""
    explorer.open("explorer")
    explorer.page.route("**/recherche?**", lambda route: route.abort())
    explorer.page.get_by_role("searchbox").fill("risque")
    expect(explorer.page.get_by_text("La recherche ne répond pas")).to_be_visible()
    explorer.faults.clear()  # the browser tells the request that this test breaks


def test_streamlit_alone_searches_too(
    workspace: Workspace, built: Build, explorer_data: Path, reader: BrowserContext
) -> None:
    """`streamlit run app.py` has no answer beside the pages: its own box finds the same."""
    assert built.records
    command = ["streamlit", "run", str(assets.root() / "app.py"), "--server.headless=true", "--server.port={port}"]
    with serving(command, explorer_data, workspace.cache) as address:
        page = reader.new_page()
        page.goto(address)
        page.get_by_role("searchbox").press_sequentially("sollicite recommandation", delay=15)
        expect(page.locator(".rg-hits a").filter(has_text="C15")).to_contain_text("Solliciter")
        page.close()
