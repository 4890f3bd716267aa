"""« Ajouter un référentiel » in a real browser: four documents from drop to comparison, on a data folder of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import BrowserContext, FilePayload
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from refgraph.pipeline import Build
from refgraph.reading.corrections.file import read_corrections
from refgraph.workspace import Workspace
from tests.faces.pages.conftest import LONG, Explorer, serving

HEADS = ["Activités", "Compétences", "Modalités d'évaluation", "Critères d'évaluation"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows(trade: str) -> list[list[str]]:
    """A référentiel of two blocs of a trade."""
    return [
        HEADS,
        ["BLOC 1 – Fabriquer", "", "", ""],
        ["A1. Préparer", f"C1. Préparer le poste de {trade}", "Mise en situation pratique", "Le poste est propre"],
        ["A2. Mesurer", f"C2. Mesurer les pièces du {trade} avant la coupe", "Quiz", "Les mesures sont justes"],
        ["BLOC 2 – Vendre", "", "", ""],
        ["A3. Conseiller", "C3. Conseiller le client selon l'occasion", "Entretien", "Le conseil est adapté"],
        ["A4. Rédiger", "C4. Rédiger un devis conforme", "Étude de cas", "Le devis est complet"],
    ]


def word() -> bytes:
    document = docx.Document()
    document.add_heading("CQP Menuisier", 1)
    table = document.add_table(rows=0, cols=4)
    for row in rows("menuisier"):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
        if row[0].startswith("BLOC"):
            cells[0].merge(cells[3])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["CQP Tapissier"], *rows("tapissier")):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pdf() -> bytes:
    style = getSampleStyleSheet()
    told = rows("vannier")
    spans = [("SPAN", (0, at), (3, at)) for at, row in enumerate(told) if row[0].startswith("BLOC")]
    cells = [[Paragraph(text, style["Normal"]) for text in row] for row in told]
    table = Table(
        cells, colWidths=[150, 220, 180, 180], style=TableStyle([("GRID", (0, 0), (-1, -1), 1, "black"), *spans])
    )
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=landscape(A4)).build([Paragraph("CQP Vannier", style["Title"]), table])
    return stream.getvalue()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder without any document."""
    folder = tmp_path_factory.mktemp("import") / "data"
    (folder / "sources").mkdir(parents=True)
    return folder


@pytest.fixture
def own(reader: BrowserContext, workspace: Workspace, built: Build, data: Path) -> Iterator[Explorer]:
    """The explorer on that folder, accessible at the end, with nothing asked of the outside and no error."""
    assert built.records
    with serving(["refgraph.cli", "explore", "--port", "{port}"], data, workspace.cache) as address:
        page = reader.new_page()
        one = Explorer(page, address)
        yield one
        one.check()
        page.close()
        assert one.faults == []


def drop(own: Explorer, *files: FilePayload, text: str = "") -> None:
    """Give files and a text, and wait for the preview."""
    own.open("ajouter")
    own.page.set_input_files("input[type=file]", list(files))
    own.settled()
    if text:
        own.page.get_by_label("Ou le texte collé").fill(text)
        own.page.keyboard.press("Control+Enter")
        own.settled()
    own.page.get_by_role("button", name="Lire").click()
    own.page.get_by_role("heading", name="À regarder d’abord").wait_for(timeout=LONG)
    own.settled()


def correct(own: Explorer, document: str, item: str, words: str, instead: str) -> None:
    """Choose an item of a document of the preview, and write what it says."""
    own.follow(document)
    own.page.locator(".rg-intake-items a", has_text=item).click()
    own.settled()
    own.page.get_by_label("Ce que dit le document").fill(words)
    own.page.get_by_label("Votre nom").first.fill("Ada")
    own.page.get_by_label("Raison").first.fill("relu sur l’original")
    own.page.get_by_role("button", name="Corriger", exact=True).click()
    own.page.locator(".rg-intake-items a", has_text=words).wait_for(timeout=LONG)
    assert own.page.locator(".rg-intake-items a", has_text=instead).count() == 0


def test_four_documents_from_drop_to_comparison(own: Explorer, data: Path) -> None:
    """An empty folder opens with this page. Word, PDF, workbook and pasted text; corrections in the preview, which
    outlives a reload; one import, that leads to the comparison; the same file again changes nothing."""
    own.open()
    assert own.title() == "Ajouter un référentiel"
    pasted = "\n".join("| " + " | ".join(row) + " |" for row in rows("potier"))
    pasted = pasted.replace("|\n", "|\n|---|---|---|---|\n", 1)
    files: list[FilePayload] = [
        {"name": "menuisier.docx", "mimeType": DOCX, "buffer": word()},
        {"name": "vannier.pdf", "mimeType": "application/pdf", "buffer": pdf()},
        {"name": "tapissier.xlsx", "mimeType": XLSX, "buffer": workbook()},
    ]
    drop(own, *files, text=f"# CQP Potier\n\n{pasted}\n")
    own.check()
    assert [path.name for path in (data / "sources").iterdir()] == []
    correct(own, "menuisier.docx", "Mesurer les pièces", "Tracer les pièces du menuisier", "Mesurer les pièces")
    correct(own, "vannier.pdf", "Préparer le poste", "Ranger le poste de vannier", "Préparer le poste de")
    own.reload()
    own.page.locator(".rg-intake-text a", has_text="C4. Rédiger").click()
    own.settled()
    assert own.page.locator(".rg-intake-items a[aria-current]").inner_text().endswith("Rédiger un devis conforme")
    assert "page 1" in own.words()
    own.page.locator(".rg-intake-items a", has_text="Conseiller le client").click()
    own.settled()
    own.unfold("C’est une autre sorte d’élément")
    form = own.page.locator("[data-testid=stExpander]", has_text="C’est une autre sorte d’élément")
    form.get_by_label("Votre nom").fill("Ada")
    form.get_by_label("Raison").fill("une activité")
    form.get_by_role("button", name="Changer de sorte").click()
    own.page.locator(".rg-intake-items a", has_text="activité C3").wait_for(timeout=LONG)
    assert not (data / "corrections.tsv").exists()
    own.page.get_by_role("button", name="Confirmer").click()
    own.page.get_by_role("link", name="La comparer").first.wait_for(timeout=LONG)
    own.settled()
    names = sorted(path.name for path in (data / "sources").iterdir())
    assert names == ["cqp-potier.txt", "menuisier.docx", "tapissier.xlsx", "vannier.pdf"]
    assert (data / "sources" / "menuisier.docx").read_bytes() == files[0]["buffer"]
    kept = {
        (each.certification, each.kind, each.field, each.author) for each in read_corrections(data / "corrections.tsv")
    }
    assert kept == {
        ("menuisier", "competence", "statement", "Ada"),
        ("vannier", "competence", "statement", "Ada"),
        ("vannier", "competence", "item", "Ada"),
        ("vannier", "activity", "item", "Ada"),
    }
    own.follow("La comparer")
    own.sees("CQP Menuisier")
    assert own.title() == "Comparer"
    drop(own, files[0])
    own.sees("Rien à ajouter : le dossier contient déjà exactement cela.")
    assert own.page.get_by_role("button", name="Confirmer").is_disabled()
