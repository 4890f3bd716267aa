"""A workbook that is handed over: numbers that count, links that lead, names in whole words, pages that print."""

from __future__ import annotations

import io
from decimal import Decimal

from openpyxl import load_workbook

from refgraph.core.exports.spreadsheet import sheet_names, to_xlsx
from refgraph.core.table import Resource, Table

IRI = "https://w3id.org/refgraph/id/certification/RNCP1/competence/C1"
ROWS = (
    (Resource(IRI, "C1 – Vendre"), "60\u202f%", Decimal("0.97"), "couverte en partie", "- Écouter", "007"),
    ("C2", "12,5\u00a0%", 3, "couverte", "-0,5 point", "60 % des points"),
    ("C3", None, 0, "non relue (aucune proposition)", "=1+1", ""),
)
TABLES = [
    Table(("Compétence", "Seuil", "Indice", "État", "Critère", "Code"), ROWS, title=f"Écart {number} – Conseiller")
    for number in (1, 2, 3)
]


def test_numbers_are_numbers_and_words_stay_words() -> None:
    """A share can be summed, a code keeps its zeros, a dash opens a text; nothing becomes a formula."""
    sheet = load_workbook(io.BytesIO(to_xlsx(TABLES[0])))["Écart 1 – Conseiller"]
    assert [cell.value for cell in sheet["B"]] == ["Seuil", 0.6, 0.125, "non documenté"]
    assert [cell.number_format for cell in sheet["B"]][1:3] == ["0\u00a0%", "0.##\u00a0%"]
    assert [cell.value for cell in sheet["C"]][1:] == [0.97, 3, 0]
    assert [(cell.value, cell.data_type) for cell in sheet["E"]][1:] == [
        ("- Écouter", "s"), ("-0,5 point", "s"), ("'=1+1", "s"),
    ]  # fmt: skip
    assert [cell.value for cell in sheet["F"]][1:3] == ["007", "60 % des points"]


def test_states_have_the_colours_of_the_page() -> None:
    """What is covered is green and in part yellow; what nobody reviewed has no colour."""
    sheet = load_workbook(io.BytesIO(to_xlsx(TABLES[0]))).worksheets[0]
    assert [sheet[f"D{line}"].fill.start_color.rgb for line in (2, 3, 4)] == ["00FBEECB", "00CFE6DC", "00000000"]


def test_links_lead_to_fiches_and_between_sheets() -> None:
    """A competence leads to its address, the summary to each sheet, each sheet back."""
    book = load_workbook(io.BytesIO(to_xlsx(*TABLES)))
    assert book.sheetnames == [
        "Sommaire", "Écart 1 – Conseiller", "Écart 2 – Conseiller", "Écart 3 – Conseiller", "Source",
    ]  # fmt: skip
    assert [cell.hyperlink.location for cell in book["Sommaire"]["A"][1:]] == [
        f"'Écart {number} – Conseiller'!A1" for number in (1, 2, 3)
    ]
    sheet = book["Écart 2 – Conseiller"]
    assert sheet["A2"].hyperlink.target == IRI
    assert (sheet["G1"].value, sheet["G1"].hyperlink.location) == ("← Sommaire", "'Sommaire'!A1")


def test_sheets_print_whole() -> None:
    """A4 on its side, all columns on one page across, the headings on each page, no link in the print."""
    sheet = load_workbook(io.BytesIO(to_xlsx(*TABLES))).worksheets[1]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert (sheet.print_title_rows, sheet.print_area) == ("$1:$1", "'Écart 1 – Conseiller'!$A$1:$F$4")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F4")


def test_sheet_names_are_whole_words_and_told_apart() -> None:
    """31 characters, cut between two words, no two alike whatever the case; our own sheets keep their names."""
    long = "Passerelle vers le Certificat de qualification"
    names = sheet_names([long, long.upper(), "Source", "sommaire", "", "x" * 40, "a/b:c"])
    assert names == [
        "Passerelle vers le Certificat", "PASSERELLE VERS (2)", "Source (2)", "sommaire (2)", "Résultat", "x" * 31,
        "a b c",
    ]  # fmt: skip
