"""A whole comparison in one file, and its long form: counted by hand on three small certifications."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document
from openpyxl import load_workbook

from refgraph.core.exports import several_to_json, to_xlsx
from refgraph.knowledge.certifications import ComparedCertification, Link, Links
from refgraph.knowledge.compare import Side, assessments, cells_table, choose, gaps_table, whole
from refgraph.knowledge.dossier import to_docx


@pytest.fixture
def two(certifications: list[ComparedCertification]) -> list[Side]:
    return choose(certifications, ["A", "B"])


def test_every_view_is_there(two: list[Side], links: Links) -> None:
    """One table of contents, core, pairs, one matrix, gaps and what they ask both ways, assessment, two bridges."""
    assert [table.title.partition(" – ")[0] for table in whole(two, links)] == [
        "Ce qui est comparé", "Socle commun", "Correspondances", "Blocs 1 × 2", "Écart 1 → 2", "Exigences 1 → 2",
        "Écart 2 → 1", "Exigences 2 → 1", "Évaluation des compétences communes", "Passerelle 1 → 2",
        "Passerelle 2 → 1",
    ]  # fmt: skip


def test_three_sides_in_every_direction(certifications: list[ComparedCertification], links: Links) -> None:
    """Three matrices, six gaps, six bridges: nothing is left out, and the numbers say which is which."""
    titles = [table.title for table in whole(choose(certifications, ["A", "B", "C"]), links)]
    assert [sum(title.startswith(kind) for title in titles) for kind in ("Blocs", "Écart", "Passerelle")] == [3, 6, 6]
    assert "Écart 3 → 1 – Écart de C à A" in titles


def test_the_workbook_has_a_sheet_per_view_of_its_own_name(
    certifications: list[ComparedCertification], links: Links
) -> None:
    """Sheet names are short: the numbers tell them apart, and the first sheet says what the answer rests on."""
    book = load_workbook(io.BytesIO(to_xlsx(*whole(choose(certifications, ["A", "B", "C"]), links))))
    assert len(set(book.sheetnames)) == len(book.sheetnames) == 27
    assert "Écart 2 → 3 – Écart de B à C" in book.sheetnames
    cells = [str(cell.value) for row in book["Ce qui est comparé"] for cell in row]
    assert any("ne repose que sur des correspondances relues (5\u00a0paires)" in cell for cell in cells)
    assert any("doc.txt, ligne\u00a07" in str(cell.value) for sheet in book for row in sheet for cell in row)


def test_the_word_document_holds_all_tables(two: list[Side], links: Links) -> None:
    """A heading per view; an empty view says what its emptiness means."""
    document = Document(io.BytesIO(to_docx("A · B", whole(two, links))))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"]
    assert len(headings) == 11
    empty = Document(io.BytesIO(to_docx("A · B", whole(two, Links()))))
    said = " ".join(one.text for one in empty.paragraphs)
    assert "Aucune compétence commune n’est connue." in said


def test_sides_of_long_names_fit_a_word_document(two: list[Side], links: Links) -> None:
    """Word holds 255 characters in the title of a document: the heading says the names of all sides, however long."""
    title = " · ".join(["Certificat de qualification professionnelle"] * 7)
    document = Document(io.BytesIO(to_docx(title, whole(two, links))))
    assert len(title) > 255
    assert document.paragraphs[0].text == title
    assert document.core_properties.title == title[:255]


def test_what_rests_on_proposals_says_so(two: list[Side], links: Links) -> None:
    """The first table warns when an answer counts pairs that nobody has reviewed."""
    base = "https://w3id.org/refgraph/id/certification/"
    more = links.with_proposals([Link(f"{base}A/2", "skos:closeMatch", f"{base}B/4", reviewed=False)])
    assert "1 n’est que proposée" in str(whole(two, more)[0].rows[2][1])


def test_one_line_a_cell(two: list[Side], links: Links) -> None:
    """Four pairs of blocs and the four pairs of competences that something relates, each read in both directions."""
    table = cells_table(two, links)
    blocs = [row for row in table.rows if row[0] == "bloc"]
    assert [(str(row[2])[:6], str(row[4])[:6], row[5], row[6]) for row in blocs] == [
        ("Bloc\u00a01", "Bloc\u00a01", "couverte en partie", "couverte"),
        ("Bloc\u00a01", "Bloc\u00a02", "non relue", "non relue"),
        ("Bloc\u00a02", "Bloc\u00a01", "non relue", "non relue"),
        ("Bloc\u00a02", "Bloc\u00a02", "couverte en partie", "couverte en partie"),
    ]
    assert blocs[0][7:17] == (1, 1, 0, 0, 2, 2, 0, 0, 0, 2)
    cells = [row for row in table.rows if row[0] == "compétence"]
    assert [(str(row[2]), str(row[4]), row[5], row[6], str(row[17])) for row in cells] == [
        ("C1 – Vendre", "C1 – Vendre", "couverte", "couverte", "même compétence"),
        ("C2 – Négocier", "C2 – Négocier un prix", "couverte en partie", "couverte", "comprise dans l’autre"),
        ("C3 – Analyser et prévenir les risques", "C3 – Analyser les risques", "couverte", "couverte en partie",
         "comprend l’autre"),
        ("C3 – Analyser et prévenir les risques", "C4 – Recruter", "sans correspondance, relue",
         "sans correspondance, relue", "même thème"),
    ]  # fmt: skip
    assert cells[0][19:] == ("doc.txt, ligne\u00a01", "doc.txt, ligne\u00a01")


def test_gaps_in_one_table(two: list[Side], links: Links) -> None:
    """Both directions, competences first, then what only the target asks; A covers B is not B covers A."""
    rows = gaps_table(two, links).rows
    there = [(str(row[4]), row[5]) for row in rows if row[:3] == ("A", "B", "Compétence")]
    assert there == [
        ("C1 – Vendre", "couverte"),
        ("C2 – Négocier un prix", "couverte en partie"),
        ("C3 – Analyser les risques", "couverte"),
        ("C4 – Recruter", "non relue (aucune proposition)"),
    ]
    back = [row[5] for row in rows if row[:3] == ("B", "A", "Compétence")]
    assert back == ["couverte", "couverte", "couverte en partie"]
    assert [
        (row[2], str(row[4])) for row in rows if row[5] == "lue dans la seconde, pas en ces mots dans la première"
    ] == [
        ("Modalité d’évaluation", "Quiz"),
        ("Seuil de réussite", "60\u202f%"),
        ("Critère", "60 % de bonnes réponses"),
        ("Modalité d’évaluation", "Oral"),
    ]


def test_shared_competences_side_by_side(two: list[Side], links: Links) -> None:
    """Each group of competences that correspond, with modality, duration, weight and threshold; unsaid is None."""
    rows = [tuple(str(c) if c is not None else None for c in row[:7]) for row in assessments(two, links).rows]
    assert rows == [
        ("1", "A", "C1 – Vendre", "Oral", None, None, None),
        ("1", "B", "C1 – Vendre", "Quiz", "1\u00a0h", "0.20", "60\u202f%"),
        ("2", "A", "C2 – Négocier", "Oral", None, None, None),
        ("2", "B", "C2 – Négocier un prix", None, None, None, None),
        ("3", "A", "C3 – Analyser et prévenir les risques", None, None, None, None),
        ("3", "B", "C3 – Analyser les risques", "Quiz", "1\u00a0h", "0.20", None),
    ]


def test_several_tables_are_a_list_in_json(two: list[Side], links: Links) -> None:
    """A program reads every view; one table alone stays an object."""
    tables = whole(two, links)
    assert [one["title"] for one in json.loads(several_to_json(tables))] == [table.title for table in tables]
    assert json.loads(several_to_json(tables[:1]))["title"] == "Ce qui est comparé"
