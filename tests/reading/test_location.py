"""Where a passage stands, in words that a person can follow in the file."""

from __future__ import annotations

from io import BytesIO

from docx import Document as WordDocument
from openpyxl import Workbook

from refgraph.reading.document import Document
from refgraph.reading.location import location
from refgraph.reading.opening import decode
from refgraph.reading.places import OnPage, PlaceMap

ROWS = (
    ("Activités", "Compétences"),
    ("A1. Recevoir", "Noter les coordonnées du cycliste"),
    ("A2. Réparer", "Régler les freins"),
)


def where(document: Document, words: str) -> str:
    start = document.text.index(words)
    return location(document, start, start + len(words))


def test_a_cell_of_word_is_told_with_the_titles_of_its_column_and_row() -> None:
    """A person looks for a cell by what stands above it and beside it; a paragraph has its number alone."""
    written = WordDocument()
    written.add_paragraph("Réparateur de cycles")
    table = written.add_table(rows=3, cols=2)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    file = BytesIO()
    written.save(file)
    document = decode(file.getvalue(), "velo.docx")
    assert where(document, "Régler les freins") == (
        "tableau\u00a01, ligne\u00a03, colonne\u00a02 («\u00a0Compétences\u00a0», «\u00a0A2. Réparer\u00a0»)"
    )
    assert where(document, "A1. Recevoir") == "tableau\u00a01, ligne\u00a02, colonne\u00a01 («\u00a0Activités\u00a0»)"
    assert where(document, "Réparateur de cycles") == "paragraphe\u00a01"


def test_a_cell_of_a_workbook_has_its_name() -> None:
    """A spreadsheet finds `Blocs!B3` by itself."""
    book = Workbook()
    sheet = book.create_sheet("Blocs", 0)
    for row in ROWS:
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    assert where(decode(file.getvalue(), "velo.xlsx"), "Régler les freins") == "Blocs!B3"


def test_a_passage_over_two_pages_names_both() -> None:
    """A statement that a page cuts is looked for on both."""
    box = (0.0, 0.0, 10.0, 10.0)
    document = Document(
        "v.pdf", "Noter les\nfreins", "0" * 64, places=PlaceMap([(0, OnPage(2, box)), (10, OnPage(3, box))])
    )
    assert location(document, 0, 16) == "pages\u00a02 à 3"
    assert location(document, 0, 9) == "page\u00a02"


def test_a_text_has_lines() -> None:
    """Where the text is that of the file its lines are what an editor shows."""
    assert where(decode(b"Un\nDeux\nTrois\n", "a.txt"), "Trois") == "ligne\u00a03"
