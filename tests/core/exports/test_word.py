"""A Word document that is handed over: the paper of the country, numbered pages, rows in one piece."""

from __future__ import annotations

import io

from docx import Document

from refgraph.core.exports.word import add_contents, add_part, begun, column_widths, to_docx
from refgraph.core.table import Table


def test_the_page_is_a4_with_its_number_and_no_row_is_cut() -> None:
    """297 × 210 mm, the number of the page at its foot, the heading repeated, each row kept together."""
    document = Document(io.BytesIO(to_docx(Table(("A", "B"), (("un", "deux"), ("trois", "quatre")), title="T"))))
    section = document.sections[0]
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert 'w:instr="PAGE"' in section.footer._element.xml
    rows = [row._tr.xml for row in document.tables[0].rows]
    assert ["w:tblHeader" in row for row in rows] == [True, False, False]
    assert ["w:cantSplit" in row for row in rows] == [False, True, True]


def test_columns_are_as_wide_as_what_they_hold() -> None:
    """A column of statements gets the room that numbers don't need; all together fill the page, no word is cut."""
    rows = tuple((number, "Analyser les besoins d’une clientèle exigeante " * 4, "relue") for number in range(3))
    number, statement, review = column_widths(Table(("N°", "Compétence", "Relecture"), rows), 9_000_000)
    assert statement > 4 * review > 4 * number > 0
    assert 8_990_000 < number + statement + review <= 9_000_000
    assert review >= len("Relecture") * 54_000


def test_contents_lead_to_the_parts() -> None:
    """Each line of the contents is a link to a heading of the document, with the page that it is on."""
    document = begun("Titre")
    add_contents(document, ["Un", "Deux"])
    for number, title in enumerate(("Un", "Deux"), 1):
        add_part(document, title, number)
    xml = document.element.xml
    for number in (1, 2):
        assert f'w:anchor="partie-{number}"' in xml
        assert f'w:name="partie-{number}"' in xml
        assert f"PAGEREF partie-{number}" in xml
