"""Workbooks written by openpyxl, and sheets as text: what they show is read, what they hide is told."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from refgraph.core.errors import DocumentError
from refgraph.reading.elements import PrintedTable
from refgraph.reading.places import InSheet
from refgraph.reading.registry import read_document
from tests.reading.formats.inside import decode

ROWS = (
    ("CQP Fleuriste", None, None, None),
    (None, None, None, None),
    ("Activités", "Compétences", "Modalités d’évaluation", "Critères d’évaluation"),
    ("BLOC 1 – Composer", None, None, None),
    ("A1. Préparer", "C1. Trier les tiges", "Mise en situation", "• Les tiges sont saines.\n• Le tri est rapide."),
    (None, "C2. Assembler un bouquet rond", "Étude de cas", "Le bouquet est équilibré."),
    ("BLOC 2 – Vendre", None, None, None),
    ("A2. Conseiller", "C3. Reformuler la demande", "Jeu de rôle", "La demande est reformulée\nsans faute."),
)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def fleuriste() -> Any:
    """Two blocs of a florist from B2 on: a title, a blank row, a table with merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Référentiel"
    for row, values in enumerate(ROWS, 2):
        for column, value in enumerate(values, 2):
            sheet.cell(row, column, value)
    sheet.merge_cells("B2:E2")
    sheet.merge_cells("B5:E5")
    sheet.merge_cells("B6:B7")
    return book


def test_a_workbook_is_read_with_its_merged_cells() -> None:
    """Word for word, with the place of each passage as Excel names it."""
    document = decode(saved(fleuriste()), "fleuriste.xlsx")
    reading = read_document(document)
    assert reading.certification.title is not None
    assert reading.certification.title.text == "CQP Fleuriste"
    assert [bloc.text for bloc in reading.blocs] == ["Composer", "Vendre"]
    assert [(item.code, item.statement) for item in reading.competences] == [
        ("C1", "Trier les tiges"),
        ("C2", "Assembler un bouquet rond"),
        ("C3", "Reformuler la demande"),
    ]
    assert [item.text for group in reading.criteria_groups for item in group.criteria] == [
        "Les tiges sont saines.",
        "Le tri est rapide.",
        "Le bouquet est équilibré.",
        "La demande est reformulée sans faute.",
    ]
    assert reading.issues == ()
    place = document.places.at(reading.competences[1].source.start)
    assert place == InSheet("Référentiel", 7, 3)
    assert str(place) == "Référentiel!C7"


def test_what_is_hidden_is_left_out_and_told() -> None:
    """A sheet, a row or a column that nobody sees says nothing of the certification."""
    book = fleuriste()
    sheet = book["Référentiel"]
    sheet["F4"] = "Notes internes"
    sheet.column_dimensions["F"].hidden = True
    sheet.row_dimensions[7].hidden = True
    sheet["C9"].comment = Comment("à revoir", "x")
    book.create_sheet("Brouillon").sheet_state = "hidden"
    document = decode(saved(book), "fleuriste.xlsx")
    assert [item.code for item in read_document(document).competences] == ["C1", "C3"]
    assert document.remarks == (
        "1\u00a0commentaire de cellule ignoré.",
        "4\u00a0cellules masquées ignorées.",
        "1\u00a0feuille masquée ignorée.",
    )


def test_a_blank_row_ends_a_table() -> None:
    """A glossary below the table is no row of it: its words would become competences."""
    book = fleuriste()
    sheet = book["Référentiel"]
    for row, values in enumerate((("Terme", "Définition"), ("Botte", "Assembler dix tiges")), 12):
        for column, value in enumerate(values, 2):
            sheet.cell(row, column, value)
    document = decode(saved(book), "fleuriste.xlsx")
    tables = [element for element in document.elements if isinstance(element, PrintedTable)]
    assert [(table.height, table.width) for table in tables] == [(6, 4), (2, 2)]
    assert len(read_document(document).competences) == 3


def test_rows_printed_on_each_page_are_titles() -> None:
    """Excel says of no row that it is a title, but for those that it prints at the head of each page."""
    book = fleuriste()
    book["Référentiel"].print_title_rows = "4:4"
    tables = [e for e in decode(saved(book), "f.xlsx").elements if isinstance(e, PrintedTable)]
    assert [table.heading_rows for table in tables] == [1]


def test_a_hidden_row_ends_no_table() -> None:
    """Rows that are hidden stand between others that belong together."""
    book = fleuriste()
    book["Référentiel"].row_dimensions[6].hidden = True
    document = decode(saved(book), "fleuriste.xlsx")
    assert len([element for element in document.elements if isinstance(element, PrintedTable)]) == 1


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1, "00", "01"),
        (7, '"C"0', "C7"),
        (0.6, "0%", "60\u00a0%"),
        (0.125, "0.0%", "12,5\u00a0%"),
        (2.5, "General", "2,5"),
        (12.0, "General", "12"),
        (2.5, "0.00", "2,50"),
        (True, "General", "VRAI"),
        (date(2026, 9, 1), "dd/mm/yyyy", "01/09/2026"),
        ("C1. Trier", "@", "C1. Trier"),
    ],
)
def test_a_value_is_read_as_the_cell_shows_it(value: Any, form: str, shown: str) -> None:
    """« 01 » is a code and « 60 % » a threshold only as they are shown: the file holds 1 and 0.6."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = value
    sheet["A1"].number_format = form
    assert decode(saved(book), "valeur.xlsx").text.strip() == shown


def test_a_formula_that_was_never_computed_is_told() -> None:
    """Its value is in no file: it is neither guessed nor passed over."""
    book = fleuriste()
    book["Référentiel"]["E9"] = "=CONCATENATE(B9,C9)"
    assert decode(saved(book), "f.xlsx").remarks == ("1\u00a0formule sans valeur enregistrée, ignorée.",)


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(raw)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY e "x">]><x/>'


def at_the_end() -> bytes:
    book = fleuriste()
    book["Référentiel"]["XFD1048576"] = "x"
    return saved(book)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (with_part(saved(fleuriste()), "xl/comments1.xml", ENTITY), "déclare des entités"),
        (saved(fleuriste())[:3_000], "abîmée"),
        (at_the_end(), "bien trop pour un référentiel"),
    ],
)
def test_a_hostile_or_broken_workbook_is_refused(raw: bytes, message: str) -> None:
    """Entities, half a file, a sheet up to the last cell of Excel: a sentence, and no minutes of work."""
    with pytest.raises(DocumentError) as refused:
        decode(raw, "classeur.xlsx")
    assert message in refused.value.message
    assert refused.value.remedy


CSV = (
    "\ufeffActivités;Compétences;Modalités d’évaluation;Critères\r\n"
    "BLOC 1 – Composer;;;\r\n"
    'A1. Préparer;C1. Trier les tiges, une à une;"Jeu de rôle, dit ""vente""";"- Rapide.\r\n- Propre."\r\n'
)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_sheet_as_text(separator: str) -> None:
    """What workbooks save as CSV: quotes, line breaks in a cell, a byte-order mark, any of three separators."""
    text = CSV if separator == ";" else CSV.replace("tiges, une", "tiges une").replace(";", separator)
    document = decode(text.encode(), "fleuriste.CSV")
    table = document.elements[0]
    assert isinstance(table, PrintedTable)
    assert (table.width, table.height) == (4, 3)
    assert [block.text for block in table.cells[-2].blocks] == ['Jeu de rôle, dit "vente"']
    assert [(block.marker, block.text) for block in table.cells[-1].blocks] == [("-", "Rapide."), ("-", "Propre.")]
    assert str(document.places.at(table.cells[-1].blocks[1].start)) == "D3"


def test_a_million_columns_are_refused() -> None:
    """A row without end is no référentiel; it is told at once."""
    with pytest.raises(DocumentError, match="n’est pas un texte lisible"):
        decode(("x;" * 1_000_000).encode(), "large.csv")
