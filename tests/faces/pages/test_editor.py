"""A query of one's own in a real browser: typed, completed, run with the keyboard, shown, linked and kept."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.faces.pages.conftest import Explorer

BLOCS = "SELECT ?bloc (COUNT(?c) AS ?n) { ?bloc rg:hasCompetence ?c } GROUP BY ?bloc ORDER BY ?bloc"


def test_a_query_is_typed_completed_and_run_with_the_keyboard(explorer: Explorer) -> None:
    """A property is found by its French label, Ctrl+Entrée runs, and the address holds the query."""
    explorer.open("requetes?sparql=ASK+%7B+%7D")
    area = explorer.page.get_by_label("Requête SPARQL")
    area.fill("SELECT ?bloc { ?certification rg:hasB")
    area.press("End")
    area.press("Control+ ")
    option = explorer.page.get_by_role("option", name="rg:hasBloc")
    expect(option).to_contain_text("comporte le bloc")
    area.press("Enter")
    expect(area).to_have_value("SELECT ?bloc { ?certification rg:hasBloc")
    area.press_sequentially(" ?bloc }")
    area.press("Control+Enter")
    explorer.page.get_by_role("heading", name="18 résultats").wait_for()
    explorer.settled()
    assert "rg%3AhasBloc" in explorer.page.url or "rg:hasBloc" in explorer.page.url
    explorer.check()


def test_an_answer_has_three_views_and_its_files(explorer: Explorer, tmp_path: Path) -> None:
    """Table, chart and graph of one answer have addresses; the JSON file is standard."""
    explorer.open(f"requetes?sparql={BLOCS.replace('?', '%3F').replace(' ', '+')}")
    explorer.page.get_by_role("heading", name="18 résultats").wait_for()
    explorer.check()
    with explorer.page.expect_download() as download:
        explorer.page.get_by_role("button", name="JSON (SPARQL)").click()
    file = tmp_path / "answer.srj"
    download.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["head"]["vars"] == ["bloc", "n"]
    explorer.follow("Graphique", exact=True)
    expect(explorer.page.get_by_role("table", name="Valeurs de la réponse")).to_contain_text("20")
    explorer.check()
    explorer.follow("Graphe", exact=True)
    expect(explorer.page.get_by_text("Cette réponse ne relie pas deux fiches.")).to_be_visible()


def test_a_mistake_is_shown_on_its_line(explorer: Explorer) -> None:
    """A wrong query is told in French with its line, the line is marked, and nothing else breaks."""
    explorer.open("requetes?sparql=SELECT+*+%7B%0A++%3Fs+rg:hasBloc%0A%7D")
    expect(explorer.page.get_by_text("Ligne 2, colonne")).to_be_visible()
    expect(explorer.page.get_by_label("Requête SPARQL")).to_have_attribute("aria-invalid", "true")
    explorer.check()


def test_an_endless_query_ends_and_says_what_to_do(explorer: Explorer) -> None:
    """A product of everything is stopped at ten seconds, and the page goes on working."""
    patterns = "".join(f"?a{i} ?b{i} ?c{i} . " for i in range(5))
    query = f"SELECT (COUNT(*) AS ?n) {{ {patterns} }}".replace("?", "%3F").replace(" ", "+")
    explorer.page.set_default_timeout(45_000)
    explorer.open(f"requetes?sparql={query}")
    expect(explorer.page.get_by_text("plus de 10 s de calcul")).to_be_visible(timeout=45_000)
    explorer.open("requetes?sparql=ASK+%7B+%3Fs+a+rg:Certification+%7D")
    expect(explorer.page.get_by_text("Au moins un fait répond")).to_be_visible()


def test_a_query_is_kept_as_a_question(explorer: Explorer, explorer_data: Path) -> None:
    """What a designer saves stands in the list of questions, marked as one's own."""
    explorer.open(f"requetes?sparql={BLOCS.replace('?', '%3F').replace(' ', '+')}")
    explorer.unfold("Enregistrer cette requête")
    explorer.page.get_by_label("La question, en français").fill("Combien de compétences par bloc, essai ?")
    explorer.page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(explorer.page.get_by_text("La question est enregistrée.")).to_be_visible()
    kept = list((explorer_data / "queries").rglob("combien-de-competences-par-bloc-essai.rq"))
    assert len(kept) == 1
    explorer.open("requetes")
    expect(explorer.page.get_by_role("link", name="Combien de compétences par bloc, essai ?")).to_be_visible()
    kept[0].unlink()
