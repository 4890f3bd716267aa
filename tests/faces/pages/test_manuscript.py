"""A référentiel being written, in a real browser: saved from Word three times, and what stands beside it each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page

from refgraph.pipeline import Build, ensure
from refgraph.pipeline.manuscripts import keep, staged
from refgraph.workspace import Workspace
from tests.faces.pages.conftest import READY, Explorer, serving
from tests.florist import TEXT

COPIED = "Recouper les tiges en biais avant leur mise en eau"
OWN = "Préparer l’eau des vases avec un conservateur adapté afin de prolonger la tenue des fleurs coupées"
SEND = "Organiser une livraison de fleurs à l’aide d’une carte des tournées afin de respecter l’heure promise"
CRITERION = "L’eau des vases est claire"


def save(path: Path, rows: Sequence[tuple[str, str, str, str]]) -> None:
    """Save the référentiel as Word does: four columns, a bloc over all of them."""
    document = Document()
    document.add_paragraph("CQP Livreur de fleurs")
    table = document.add_table(rows=1, cols=4)
    heads = ("Activités", "Compétences", "Modalités d'évaluation", "Critères d'évaluation")
    for cell, label in zip(table.rows[0].cells, heads, strict=True):
        cell.text = label
    bloc = table.add_row().cells
    bloc[0].merge(bloc[3]).text = "BLOC 1 – Livrer des fleurs"
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(path))


FIRST = (("A1. Préparer", f"C1. {COPIED}", "", ""), ("A2. Livrer", f"C2. {SEND}", "", ""))
SECOND = (
    ("A1. Préparer", f"C1. {COPIED}", "Mise en situation pratique", CRITERION),
    ("A2. Livrer", f"C2. {SEND}", "Mise en situation pratique", "Le client est livré à l’heure"),
)
THIRD = (("A1. Préparer", f"C1. {OWN}", *SECOND[0][2:]), SECOND[1])


@pytest.fixture(scope="module")
def own(workspace: Workspace, built: Build, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A data folder with the florist, whose draft is saved at ``livreur.docx`` beside it."""
    assert built.records  # what belongs to no certification is worked out already
    top = tmp_path_factory.mktemp("writing")
    (top / "data" / "sources").mkdir(parents=True)
    (top / "data" / "sources" / "fleuriste.md").write_text(TEXT, "utf-8")
    made = Workspace(data=top / "data", cache=workspace.cache, endpoint=None)
    save(top / "livreur.docx", FIRST)
    keep(made, "livreur.docx", (top / "livreur.docx").read_bytes(), path=str(top / "livreur.docx"))
    ensure(made)
    ensure(staged(made))
    return made


@pytest.fixture(scope="module")
def address(own: Workspace) -> Iterator[str]:
    with serving(["refgraph.cli", "explore", "--port", "{port}"], own.data, own.cache) as found:
        yield found


class Following(Explorer):
    """A page that asks again and again by itself: its answer is whole when its title stands and nothing runs."""

    def settled(self) -> None:
        """Wait until the page stands."""
        self.page.locator(READY).wait_for()
        self.page.locator("h1").first.wait_for()


@pytest.fixture
def writing(page: Page, address: str) -> Explorer:
    found = Following(page, address)
    found.tolerated = {"presentation-role-conflict"}  # the drop zone of st.file_uploader
    return found


def test_three_saves_from_word_and_what_is_left_each_time(writing: Explorer, own: Workspace) -> None:
    """Each save is seen without a click: what is missing goes down, and the passage that stands in another référentiel
    is caught with its source until it is written in the author's own words."""
    path = own.data.parent / "livreur.docx"
    writing.open("brouillon")
    assert writing.title() == "Brouillon"
    writing.sees("CQP Livreur de fleurs (brouillon)")
    writing.sees("Reproductions littérales (R. 6113-8-1)")
    words = writing.words()
    assert "mot pour mot" in words
    assert "fleuriste.md, ligne 7" in words
    assert "Compétences avec un critère\nnon documenté" in words
    assert "Compétences sans reproduction littérale\n1 sur 2" in words
    assert "Constats d’écriture 6" in words
    writing.check()
    save(path, SECOND)
    writing.sees("Compétences avec un critère\n2 sur 2")
    writing.sees("Constats d’écriture 4")
    save(path, THIRD)
    writing.sees("Compétences sans reproduction littérale\n2 sur 2")
    assert "fleuriste.md, ligne 7" not in writing.words()
    writing.sees("Constats d’écriture 2")
    assert writing.faults == []


def test_a_draft_is_told_wherever_it_is_named_and_counts_nowhere(writing: Explorer) -> None:
    """Its fiche and a comparison with it say « brouillon »; the cards, the footer and « Vue d’ensemble » know one
    certification."""
    writing.open("explorer?fiche=certification/livreur-brouillon")
    assert writing.title() == "CQP Livreur de fleurs (brouillon)"
    writing.open("comparer?cote=livreur-brouillon&cote=fleuriste")
    writing.sees("CQP Livreur de fleurs (brouillon)")
    writing.open("explorer")
    assert "Livreur" not in writing.words()
    writing.open("")
    assert "CQP Livreur" not in writing.words()
    assert "1 certification, 1 document source" in writing.words()
    writing.follow("livreur-brouillon (brouillon)")
    writing.sees("CQP Livreur de fleurs (brouillon)")
    writing.page.set_viewport_size({"width": 390, "height": 844})
    writing.open("brouillon")
    writing.sees("CQP Livreur de fleurs (brouillon)")
    writing.check()
