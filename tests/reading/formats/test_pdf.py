"""PDF written by reportlab: lines, tables drawn by rulings, pages that cut them, what is no text."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from refgraph.core.errors import DocumentError
from refgraph.reading.document import Document
from refgraph.reading.elements import PrintedHeading, PrintedTable
from refgraph.reading.places import OnPage
from refgraph.reading.registry import read_document
from tests.reading.formats.inside import decode

Page = Callable[[Canvas], None]
WIDTH, HEIGHT = A4
COLUMNS = (50.0, 170.0, 300.0, 420.0, 540.0)


def pdf(*pages: Page, **options: object) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)  # type: ignore[arg-type]
    for page in pages:
        canvas.setFont("Helvetica", 9)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(*pages: Page) -> Document:
    return decode(pdf(*pages), "fleuriste.pdf")


def row(canvas: Canvas, top: float, height: float, *cells: str) -> float:
    """Draw a row whose cells are separated by borders, lines of a cell by « | »; gives back its bottom."""
    for place, text in enumerate(cells):
        canvas.rect(COLUMNS[place], top - height, COLUMNS[place + 1] - COLUMNS[place], height)
        for number, line in enumerate(text.split("|")):
            canvas.drawString(COLUMNS[place] + 4, top - 11 - 11 * number, line)
    return top - height


HEADS = ("Activités", "Compétences", "Modalités", "Critères")


def first_page(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 16)
    canvas.drawString(50, 780, "CQP Fleuriste")
    canvas.setFont("Helvetica", 9)
    canvas.drawString(50, 30, "Référentiel 2026 – page 1")
    top = row(canvas, 700, 20, *HEADS)
    canvas.rect(50, top - 20, 490, 20)
    canvas.drawString(54, top - 11, "BLOC 1 – Composer")
    top = row(
        canvas,
        top - 20,
        40,
        "A1. Préparer",
        "C1. Trier les tiges",
        "Mise en situation",
        "- Tiges saines.|- Tri rapide.",
    )
    row(canvas, top, 40, "A2. Assembler", "C2. Assembler un|bouquet rond selon la", "Étude de cas", "- Bouquet rond.")


def second_page(canvas: Canvas) -> None:
    canvas.drawString(50, 30, "Référentiel 2026 – page 2")
    top = row(canvas, 780, 20, *HEADS)
    top = row(canvas, top, 30, "", "demande du client", "", "- Prix juste.")
    row(canvas, top, 30, "A3. Vendre", "C3. Conseiller", "Jeu de rôle", "- Accueil courtois.")


def test_a_table_over_two_pages_is_one() -> None:
    """Its titles are printed again and a row is cut: neither adds nor parts an item, and page numbers are told."""
    document = read(first_page, second_page)
    reading = read_document(document)
    assert reading.certification.title is not None
    assert reading.certification.title.text == "CQP Fleuriste"
    assert [bloc.text for bloc in reading.blocs] == ["Composer"]
    assert [(item.code, item.statement) for item in reading.competences] == [
        ("C1", "Trier les tiges"),
        ("C2", "Assembler un bouquet rond selon la demande du client"),
        ("C3", "Conseiller"),
    ]
    assert [[item.text for item in group.criteria] for group in reading.criteria_groups] == [
        ["Tiges saines.", "Tri rapide."],
        ["Bouquet rond.", "Prix juste."],
        ["Accueil courtois."],
    ]
    assert document.remarks == ("En tête ou en pied des pages, non repris\u00a0: « Référentiel 2026 – page 1 ».",)
    (table,) = (element for element in document.elements if isinstance(element, PrintedTable))
    assert (table.height, table.width, table.heading_rows) == (5, 4, 1)


def test_a_passage_leads_to_its_page_and_box() -> None:
    """The places of a statement that a page cuts: each line of print, on its page, where its letters stand."""
    document = read(first_page, second_page)
    source = read_document(document).competences[1].source
    assert document.text[source.start : source.end] == source.quote
    places = document.places.within(source.start, source.end)
    assert [(place.page, round(place.box[0]), str(place)) for place in places if isinstance(place, OnPage)] == [
        (1, 174, "page\u00a01"),
        (1, 174, "page\u00a01"),
        (2, 174, "page\u00a02"),
    ]
    file = pypdfium2.PdfDocument(pdf(first_page, second_page))
    drawn = [
        file[place.page - 1].get_textpage().get_text_bounded(*place.box).strip()
        for place in places
        if isinstance(place, OnPage)
    ]
    assert drawn == ["C2. Assembler un", "bouquet rond selon la", "demande du client"]


def test_larger_letters_are_headings() -> None:
    """Outside of tables, by size: the larger, the higher."""

    def page(canvas: Canvas) -> None:
        for size, top, text in ((18, 780, "CQP Fleuriste"), (13, 740, "Bloc 1 : Composer"), (9, 700, "Texte courant.")):
            canvas.setFont("Helvetica", size)
            canvas.drawString(50, top, text)
        for line in range(20):
            canvas.drawString(50, 680 - 12 * line, "Le fleuriste prépare les végétaux et compose des bouquets.")

    headings = [element for element in read(page).elements if isinstance(element, PrintedHeading)]
    assert [(one.level, one.block.text) for one in headings] == [(1, "CQP Fleuriste"), (2, "Bloc 1 : Composer")]


def test_two_columns_are_never_one_line() -> None:
    """Words on one height, far apart, belong to two columns: they are no sentence."""

    def page(canvas: Canvas) -> None:
        canvas.drawString(50, 700, "Trier les tiges avec soin")
        canvas.drawString(320, 700, "Les tiges sont saines")

    assert read(page).text.split("\n")[:2] == ["Trier les tiges avec soin", "Les tiges sont saines"]


def test_a_paragraph_is_put_together_from_its_lines() -> None:
    """A line that is full goes on; one whose next word would have stood on it does not."""

    def page(canvas: Canvas) -> None:
        for number, line in enumerate(
            (
                "Trier les tiges une à une en écartant celles",
                "qui sont abîmées.",
                "Assembler un bouquet.",
                "Vendre au client.",
            )
        ):
            canvas.drawString(50, 700 - 11 * number, line)

    assert read(page).text.split("\n")[:3] == [
        "Trier les tiges une à une en écartant celles qui sont abîmées.",
        "Assembler un bouquet.",
        "Vendre au client.",
    ]


def test_a_turned_page_is_read_as_it_is_looked_at() -> None:
    """A landscape page is often a portrait one that is turned by 90 degrees."""

    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(HEIGHT, 0)  # the writer turns the sheet too
        canvas.rotate(90)
        canvas.drawString(50, 500, "CQP Fleuriste")
        canvas.drawString(50, 480, "Trier les tiges")

    document = read(page)
    assert document.text.split() == ["CQP", "Fleuriste", "Trier", "les", "tiges"]
    place = document.places.at(0)
    assert isinstance(place, OnPage)
    left, bottom, right, top = place.box
    assert (round(left), round(bottom)) == (50, 500)
    assert right - left > top - bottom


def scanned(canvas: Canvas) -> None:
    image = ImageReader(Image.new("L", (60, 80), 200))
    canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)


def test_a_scanned_page_is_told() -> None:
    """A page that is an image among others: its number is told, nothing is guessed."""
    assert "Page\u00a03\u00a0: image, pas de texte." in read(first_page, second_page, scanned).remarks


def recognised(canvas: Canvas) -> None:
    scanned(canvas)
    words = canvas.beginText(50, 700)
    words.setTextRenderMode(3)
    words.textLine("C1. Trier les tiges selon leur longueur")
    canvas.drawText(words)


def test_text_recognised_in_an_image_is_told() -> None:
    """Letters that nobody sees come from a machine that read the image: they may be wrong."""
    assert read(recognised).remarks == ("Page\u00a01\u00a0: texte reconnu dans une image, à vérifier.",)


def locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return pdf(first_page, encrypt=StandardEncryption("secret", ownerPassword="secret", canPrint=0))


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (pdf(scanned), "ne contient que des images"),
        (locked(), "protégé par un mot de passe"),
        (pdf(first_page)[:400], "ce n’est pas un PDF entier"),
        (b"%PDF-1.7\n" + b"x" * 2_000, "ce n’est pas un PDF entier"),
    ],
)
def test_what_cannot_be_read_is_refused(raw: bytes, message: str) -> None:
    """Images alone, a password, half a file: the person learns which, and what to do."""
    with pytest.raises(DocumentError) as refused:
        decode(raw, "fleuriste.pdf")
    assert message in refused.value.message
    assert refused.value.remedy
