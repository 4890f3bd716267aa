"""A certification in the model comes back as it was read: workbook and Word table, by the readers of any file."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT

from refgraph.core.text import fold
from refgraph.knowledge.templates import template, to_word, to_workbook
from refgraph.model.records import Reading
from refgraph.reading import registry
from refgraph.reading.opening import decode
from tests.florist import read

WRITERS = {"modele.xlsx": to_workbook, "modele.docx": to_word}


def told(record: Reading) -> dict[str, Counter[tuple[str, ...]]]:
    """What has a column, and of which competences it is told; words whatever their spacing."""
    names = {each.id: _words(each.statement) for each in record.competences}
    return {
        "blocs": Counter((_words(each.text),) for each in record.blocs),
        "activités": Counter((each.code or "", _words(each.text)) for each in record.activities),
        "compétences": Counter((each.code or "", names[each.id]) for each in record.competences),
        "modalités": Counter(
            (_words(each.text), *sorted(names[id] for id in each.competences)) for each in record.modalities
        ),
        "critères": Counter(
            (_words(one.text), *sorted(names[id] for id in each.competences))
            for each in record.criteria_groups
            for one in each.criteria
        ),
    }


def _words(text: str) -> str:
    return " ".join(fold(text).split())


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_of_the_table_is_lost(readings: dict[str, Reading], name: str) -> None:
    """Blocs, activities, competences, modalities, criteria of 000, 002 and a document of another trade, word for
    word, each of the same competences."""
    write: Callable[[Reading], bytes] = WRITERS[name]
    for record in (readings["000"], readings["002"], read()[1]):
        assert told(registry.read_document(decode(write(record), name))) == told(record)


@pytest.mark.parametrize("name", WRITERS)
def test_competences_and_blocs_come_back_from_each_of_the_five(readings: dict[str, Reading], name: str) -> None:
    """Every bloc and every competence, whatever the layout of the document."""
    for record in readings.values():
        again = told(registry.read_document(decode(WRITERS[name](record), name)))
        before = told(record)
        assert (again["blocs"], again["compétences"]) == (before["blocs"], before["compétences"])


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
    (table,) = document.tables
    assert len(table.columns) == 4
    assert "w:tblHeader" in table.rows[0]._tr.xml
