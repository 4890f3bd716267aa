"""A certification in the model comes back as it was read: workbook and Word table, by the readers of any file."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import msgspec
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT

from refgraph.core.errors import DocumentError
from refgraph.graph.ntriples import lines_of
from refgraph.graph.triples import to_graph
from refgraph.knowledge.templates import template, to_word, to_workbook
from refgraph.model.records import Assertion, Basis, Passage, Reading, Record
from refgraph.reading import registry
from refgraph.reading.document import Document
from refgraph.reading.opening import decode
from tests.florist import read

WRITERS = {"modele.xlsx": to_workbook, "modele.docx": to_word}


def said(value: object) -> object:
    """All that a person sees of a record: every field but the file, the passages, and what could not be read."""
    if isinstance(value, Passage):
        return value.basis
    if isinstance(value, Record):
        unseen = {"document", "generator", "furniture", "issues", "other_sources"}
        return {name: said(getattr(value, name)) for name in value.__struct_fields__ if name not in unseen}
    return tuple(map(said, value)) if isinstance(value, tuple) else value


def sent(record: Reading, name: str) -> Document:
    """``record`` as a file of that name."""
    write: Callable[[Reading], bytes] = WRITERS[name]
    return decode(write(record), name)


@pytest.mark.parametrize("name", WRITERS)
def test_the_five_come_back_as_they_went(readings: dict[str, Reading], name: str) -> None:
    """Every field of every item, links, codes, ids, thresholds, what was deduced, and the facts of the certification;
    nothing of the file is left unread."""
    names = readings if name.endswith("xlsx") else ("001", "003")  # the two are read as one from their elements on
    for record in (*(readings[each] for each in names), read()[1]):
        again = registry.read_document(sent(record, name))
        assert said(again) == said(record)
        assert [each.message for each in again.issues] == []


def test_the_graph_of_what_comes_back_is_the_same(readings: dict[str, Reading]) -> None:
    """Triple for triple, but for the document and its passages: how a link is known too."""

    def triples(record: Reading) -> set[bytes]:
        return {line for line in lines_of(to_graph(record)) if b"/excerpt/" not in line and b"/document/" not in line}

    for number, name in (("001", "modele.docx"), ("000", "modele.xlsx")):
        record = readings[number]
        assert triples(registry.read_document(sent(record, name))) == triples(record)


def test_how_a_link_is_known_goes_with_it(readings: dict[str, Reading]) -> None:
    """A link that a person typed keeps who and when; those to modalities that the table does not print any more are
    gone, with the thresholds on them."""
    record = readings["000"]
    typed = Assertion(
        subject="bloc/1/activity/a01",
        relation="mobilises",
        object="bloc/1/competence/C2",
        basis=Basis.SAISI,
        author="Ada",
        date="2026-11-21",
    )
    record = msgspec.structs.replace(record, links=(typed, *record.links[1:]))
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(record)))
    for cell in (cell for row in book.worksheets[0].iter_rows(min_col=3, max_col=3) for cell in row):
        if "quiz" in str(cell.value):
            cell.value = None
    stream = io.BytesIO()
    book.save(stream)
    again = registry.read_document(decode(stream.getvalue(), "modele.xlsx"))
    assert again.links[0] == typed
    lost = [each for each in record.links if each not in again.links]
    assert [(each.relation, each.object) for each in lost] == [
        ("thresholdOn", "bloc/2/modality/m02-2"),
        ("thresholdOn", "bloc/2/modality/m04-3"),
        ("thresholdOn", "bloc/2/modality/m05-3"),
        ("thresholdOn", "bloc/4/modality/m02-3"),
        ("thresholdOn", "bloc/4/modality/m03-3"),
        ("thresholdOn", "bloc/4/modality/m04-3"),
    ]
    assert [one for each in again.criteria_groups for one in each.criteria if one.threshold_on] == []


def test_what_a_person_changes_in_the_table_counts() -> None:
    """A rewritten competence replaces the one that the lists state, which is told, and keeps its links; a new row is
    read; everything else stays."""
    record = read()[1]
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(record)))
    sheet = book.worksheets[0]
    rows = {str(cell.value): cell for row in sheet.iter_rows(max_col=4) for cell in row if cell.value}
    rows["C3. Lier un bouquet rond en respectant la commande"].value = "C3. Lier un bouquet carré"
    last = sheet.max_row + 1
    for column, text in enumerate(
        ("A5. Encaisser", "C5. Rendre la monnaie", "Questionnaire", "• Le compte est bon"), 1
    ):
        sheet.cell(last, column, text)
    stream = io.BytesIO()
    book.save(stream)
    again = registry.read_document(decode(stream.getvalue(), "fleuriste.xlsx"))
    assert [(each.id.rpartition("/")[2], each.statement) for each in again.competences] == [
        ("C1", "Trier les tiges selon leur fraîcheur"),
        ("C2", "Recouper les tiges en biais avant leur mise en eau"),
        ("C4", "Conseiller le client selon l'occasion et le code de commerce"),
        ("C3", "Lier un bouquet carré"),
        ("C5", "Rendre la monnaie"),
    ]
    jury = next(each for each in again.modalities if "jury" in each.text)
    assert [each.rpartition("/")[2] for each in jury.competences] == ["C3"]
    assert said(again.certification) == said(record.certification)
    assert [each.message for each in again.issues if "listes du modèle" in each.message] == [
        "Le tableau ne dit plus «\u00a0Lier un bouquet rond en respectant la commande\u00a0», que les listes du modèle "
        "nomment\u00a0: cela est laissé de côté."
    ]


def test_a_cell_that_a_list_cannot_hold_is_told() -> None:
    """A rank in letters is refused with the list and the line, and nothing is guessed."""
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(read()[1])))
    sheet = book["Liste des compétences"]
    rank = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Rang")
    sheet.cell(rank.row + 1, rank.column, "premier")
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(DocumentError, match="la liste «\u00a0Compétences\u00a0» ne peut pas être lue"):
        registry.read_document(decode(stream.getvalue(), "fleuriste.xlsx"))


def test_the_facts_of_a_filled_model_are_read() -> None:
    """Beside the empty table, a person says level, certifier and codes; what is left empty is not documented."""
    book = openpyxl.load_workbook(io.BytesIO(template()))
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A3"] = "CQP Potier", "Bloc 1 – Tourner"
    for column, text in zip("ABCD", ("Tourner", "C1. Centrer la terre", "Étude de cas", "• Elle tourne"), strict=True):
        sheet[f"{column}4"] = text
    facts = book["Certification"]
    asked = {facts.cell(row, 1).value: row for row in range(1, facts.max_row + 1)}
    for label, text in (("Niveau", "4"), ("Certificateur", "Branche de la céramique"), ("Code ROME", "B1201")):
        facts.cell(asked[label], 2, text)
    stream = io.BytesIO()
    book.save(stream)
    record = registry.read_document(decode(stream.getvalue(), "potier.xlsx")).certification
    assert record.level is not None
    assert (record.level.code, [each.text for each in record.certifiers]) == ("4", ["Branche de la céramique"])
    assert [each.code for each in record.rome] == ["B1201"]
    assert (record.nsf, record.rncp_number, record.kind and record.kind.code) == ((), None, "CQP")


def test_the_empty_model_guides_who_fills_it_in() -> None:
    """A title, the four columns with a word of help each, and the usual modalities to choose from."""
    sheet = openpyxl.load_workbook(io.BytesIO(template())).worksheets[0]
    assert sheet["A1"].value == "Intitulé de la certification"
    assert [cell.value for cell in sheet[2]] == [
        "Activités",
        "Compétences",
        "Modalités d’évaluation",
        "Critères d’évaluation",
    ]
    rules = sheet.data_validations.dataValidation
    assert [rule.promptTitle for rule in rules] == ["Activités", "Compétences", "Modalités", "Critères"]
    assert [rule.type for rule in rules].count("list") == 1
    assert "Mise en situation professionnelle" in rules[2].formula1


def test_a_filled_model_is_read() -> None:
    """What a person writes below the headings of the empty model is what is read."""
    book = openpyxl.load_workbook(io.BytesIO(template()))
    sheet = book.worksheets[0]
    sheet["A1"] = "CQP Potier"
    first = ("Tourner", "C1. Centrer la terre", "Étude de cas", "• La terre est centrée")
    second = ("Cuire", "C2. Charger le four", "Questionnaire", "• Le four est plein")
    for line, bloc, row in ((3, "Bloc 1 – Tourner", first), (10, "Bloc 2 – Cuire", second)):
        sheet[f"A{line}"] = bloc
        for column, text in zip("ABCD", row, strict=True):
            sheet[f"{column}{line + 1}"] = text
    stream = io.BytesIO()
    book.save(stream)
    record = registry.read_document(decode(stream.getvalue(), "potier.xlsx"))
    assert record.certification.title is not None
    assert record.certification.title.text == "CQP Potier"
    assert [(each.code, each.statement, each.bloc) for each in record.competences] == [
        ("C1", "Centrer la terre", "bloc/1"),
        ("C2", "Charger le four", "bloc/2"),
    ]


def test_the_word_table_is_printed_as_asked(readings: dict[str, Reading]) -> None:
    """A4 landscape, four columns, the heading row on each page."""
    document = docx.Document(io.BytesIO(to_word(readings["003"])))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    table, *lists = document.tables
    assert len(table.columns) == 4
    assert all("w:tblHeader" in each.rows[0]._tr.xml for each in (table, *lists))
