"""Word documents written by python-docx: what they print is read, what they only keep is not."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from refgraph.core.errors import DocumentError
from refgraph.reading.places import InCell, InParagraph
from refgraph.reading.registry import read_document
from tests.reading.formats.inside import decode

HEADS = ("Activités", "Compétences", "Modalités d’évaluation", "Critères d’évaluation")


def written(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def fleuriste() -> Any:
    """Two blocs of a florist: a bloc over all columns, an activity over two rows, lists of Word in the cells."""
    document = docx.Document()
    document.add_paragraph("CQP Fleuriste")
    table = document.add_table(rows=6, cols=4)
    rows = (
        HEADS,
        ("BLOC 1 – Composer", "", "", ""),
        ("A1. Préparer les végétaux", "C1. Trier les tiges", "Mise en situation", ""),
        ("", "C2. Assembler un bouquet rond", "Étude de cas", ""),
        ("BLOC 2 – Vendre", "", "", ""),
        ("A2. Conseiller", "C3. Reformuler la demande", "Jeu de rôle", "La demande est reformulée."),
    )
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for row in (1, 4):
        table.cell(row, 0).merge(table.cell(row, 3))
    table.cell(2, 0).merge(table.cell(3, 0))
    cell = table.cell(2, 3)
    cell.paragraphs[0].text, cell.paragraphs[0].style = "Les tiges sont saines.", "List Bullet"
    cell.add_paragraph("Le tri est rapide.", style="List Bullet")
    table.cell(3, 3).text = "Le bouquet est équilibré."
    return document


def test_a_table_of_word_is_read_with_its_merged_cells() -> None:
    """Word for word: blocs over all columns, an activity over two rows, bullets that no text of the file holds."""
    reading = read_document(decode(written(fleuriste()), "fleuriste.docx"))
    assert reading.document.family == "tableaux"
    assert reading.certification.title is not None
    assert reading.certification.title.text == "CQP Fleuriste"
    assert [bloc.text for bloc in reading.blocs] == ["Composer", "Vendre"]
    assert [item.text for item in reading.activities] == ["Préparer les végétaux", "Conseiller"]
    assert [(item.code, item.statement) for item in reading.competences] == [
        ("C1", "Trier les tiges"),
        ("C2", "Assembler un bouquet rond"),
        ("C3", "Reformuler la demande"),
    ]
    assert [item.text for item in reading.modalities] == ["Mise en situation", "Étude de cas", "Jeu de rôle"]
    assert [item.text for group in reading.criteria_groups for item in group.criteria] == [
        "Les tiges sont saines.",
        "Le tri est rapide.",
        "Le bouquet est équilibré.",
        "La demande est reformulée.",
    ]


def test_a_passage_stands_at_its_cell() -> None:
    """The quote of an item is its slice of the text, and leads back to the table, row and column of the file."""
    document = decode(written(fleuriste()), "fleuriste.docx")
    competence = read_document(document).competences[1]
    assert competence.source.quote == "C2. Assembler un bouquet rond"
    assert document.text[competence.source.start : competence.source.end] == competence.source.quote
    assert document.places.at(competence.source.start) == InCell(table=1, row=4, column=2)
    assert document.places.at(0) == InParagraph(1)


def numbered(document: Any, text: str, list_id: int, level: int = 0) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')
    )


def with_list(document: Any, levels: str, *, overrides: str = "") -> int:
    """Declare a list of these levels; its number."""
    numbering = document.part.numbering_part.element
    numbering.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    for id in (90, 91):
        inside = overrides if id == 91 else ""
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{id}"><w:abstractNumId w:val="90"/>{inside}</w:num>')
        )
    return 90


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="C%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
)
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'


def test_automatic_numbers_are_written_out() -> None:
    """« C1. » stands in no text of the file: without its list, codes are lost and decisions with them."""
    document = docx.Document()
    list_id = with_list(document, LEVELS, overrides=RESTART)
    for text, level in (("Trier", 0), ("les tiges", 1), ("les feuilles", 1), ("Assembler", 0), ("les fleurs", 1)):
        numbered(document, text, list_id, level)
    numbered(document, "Vendre", list_id + 1)
    lines = [line for line in decode(written(document), "listes.docx").text.splitlines() if line]
    assert lines == [
        "C1. Trier",
        "1.a) les tiges",
        "1.b) les feuilles",
        "C2. Assembler",
        "2.a) les fleurs",
        "C4. Vendre",
    ]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(inside: str) -> Any:
    return parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>")


DELETED = "<w:del w:id='1' w:author='x'><w:r><w:delText>autrefois </w:delText></w:r></w:del>"
INSERTED = f"<w:ins w:id='2' w:author='x'>{run('avec soin')}</w:ins>"
CONTROL = f"<w:sdt><w:sdtContent>{run('trois ')}</w:sdtContent></w:sdt>"
FIELD = (
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
    f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('2026')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
)


@pytest.mark.parametrize(
    ("inside", "text", "remarks"),
    [
        (run("Trier ") + DELETED + INSERTED, "Trier avec soin", ("1\u00a0suppression suivie ignorée.",)),
        (run("Trier ") + CONTROL + run("tiges"), "Trier trois tiges", ()),
        (run("Trier") + run(" (interne)", "<w:vanish/>"), "Trier", ("1\u00a0texte masqué ignoré.",)),
        (run("Trier") + run(" tout", "<w:vanish w:val='false'/>"), "Trier tout", ()),
        (run("En ") + FIELD, "En 2026", ()),
        ("<w:r><w:t>sous</w:t><w:noBreakHyphen/><w:t>main</w:t></w:r>", "sous-main", ()),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0A7'/></w:r>" + run(" Trier"), "• Trier", ()),
    ],
)
def test_only_what_is_printed_is_read(inside: str, text: str, remarks: tuple[str, ...]) -> None:
    """A deletion that is tracked, or hidden text, is no statement of the document; a content control hides none."""
    document = docx.Document()
    body = document.element.body
    body.insert(0, paragraph(inside))
    found = decode(written(document), "mots.docx")
    assert found.text.strip() == text
    assert found.remarks == remarks


def test_rows_that_tracked_changes_removed_are_not_read() -> None:
    """A competence that its authors struck out does not come back, and the reader is told of it."""
    document = fleuriste()
    row = document.tables[0].rows[3]._tr
    row.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="9" w:author="x"/>'))
    found = decode(written(document), "fleuriste.docx")
    assert [item.code for item in read_document(found).competences] == ["C1", "C3"]
    assert found.remarks == ("1\u00a0ligne de tableau supprimée par une révision suivie\u00a0: ignorées.",)


def test_a_text_box_is_read_once() -> None:
    """Word keeps each text box twice, for old readers too: its words must not be said twice."""
    box = "<w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent>"
    inside = (
        "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = docx.Document()
    document.element.body.insert(0, paragraph(run("Autour") + inside))
    assert decode(written(document), "encadre.docx").text.split() == ["Autour", "Encadré"]


def test_a_heading_of_word_is_one_whatever_its_language() -> None:
    """The level comes from the style, not from how large the letters are."""
    document = docx.Document()
    document.add_heading("Bloc 1 : Composer", level=2)
    found = decode(written(document), "titres.docx")
    assert [(type(one).__name__, getattr(one, "level", None)) for one in found.elements] == [("PrintedHeading", 2)]


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (packed({"word/document.xml": ENTITY}), "déclare des entités"),
        (packed({"word/document.xml": b"<w:p"}), "n’est pas du XML"),
        (packed({"word/document.xml": b" " * 30_000_000}), "bien trop grand"),
        (written(docx.Document())[:2_000], "abîmée"),
        (packed({"autre.txt": b"x"}), "une archive, abîmée ou d’un format qui n’est pas lu"),
    ],
)
def test_a_hostile_or_broken_file_is_refused(raw: bytes, message: str) -> None:
    """No entity is fetched, no bomb is opened, and the person learns what to do."""
    with pytest.raises(DocumentError) as refused:
        decode(raw, "fichier.docx")
    assert message in refused.value.message
    assert refused.value.place == "fichier.docx"
    assert refused.value.remedy
