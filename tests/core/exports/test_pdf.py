"""A PDF that is handed over: A4 on its side, in French, with bookmarks and page numbers, tagged to be read aloud."""

from __future__ import annotations

import pypdfium2

from refgraph.core.exports.pdf import PrintedPart, to_pdf
from refgraph.core.table import Marked, Table

ROWS = tuple((f"C{number}", "Écouter → « - l’usager » ≥ 60 % #let *gras* " + "mot " * 60) for number in range(60))
GONE = Marked.of([("Peser", False), ("la pâte", True)], is_old=True)
PARTS = [
    PrintedPart("Premier tableau", Table(("Code", "Énoncé"), ROWS)),
    PrintedPart("Vide", Table(("A",), (), empty="Rien n’est décidé.")),
    PrintedPart("Annexe 1 – Détail", Table(("A",), ((GONE,),)), breaks=True),
]


def test_the_document_is_a4_tagged_in_french_with_bookmarks() -> None:
    """297 × 210 mm on each page, PDF/UA-1 and its language in the metadata, a bookmark a part; no word is markup."""
    content = to_pdf("Comparaison d’essai", PARTS, ["Établi le 01/12/2026."])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"/Lang(fr-FR)" in content
    document = pypdfium2.PdfDocument(content)
    sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document}
    assert sizes == {(297, 210)}
    assert [mark.get_title() for mark in document.get_toc()] == ["Premier tableau", "Vide", "Annexe 1 – Détail"]
    assert document.get_metadata_dict()["Title"] == "Comparaison d’essai"
    texts = [page.get_textpage().get_text_range() for page in document]
    assert "Écouter → « - l’usager » ≥ 60 % #let *gras* mot" in texts[0].replace("\r\n", " ")
    assert texts[0].count("Sommaire") == 1
    assert all(text.rstrip().endswith(f"{number} / {len(texts)}") for number, text in enumerate(texts, 1))


def test_headings_stand_on_each_page_and_no_row_is_lost() -> None:
    """Each page of a long table repeats its headings; every row is there once, kept in one piece."""
    document = pypdfium2.PdfDocument(to_pdf("T", PARTS[:1]))
    texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) > 3
    assert all("Code" in text and "Énoncé" in text for text in texts)
    words = " ".join(texts).split()
    assert [words.count(f"C{number}") for number in range(60)] == [1] * 60
    codes = [sum(word[0] == "C" and word[1:].isdigit() for word in text.split()) for text in texts]
    assert [text.split().count("Écouter") for text in texts] == codes


def test_a_row_taller_than_a_page_and_a_letter_without_drawing_are_written() -> None:
    """A criterion of a thousand words runs over to the next page; a letter that the font lacks stops nothing."""
    table = Table(("A", "B"), (("x" * 200, "mot " * 6_000 + "fin."), ("日本", "\x00")))
    document = pypdfium2.PdfDocument(to_pdf("T", [PrintedPart("P", table)]))
    assert len(document) > 2
    assert "fin." in "".join(page.get_textpage().get_text_range() for page in document)
