"""A draft goes out with what is told of it in its margins, and comes back without: a comment is no word of it."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

from refgraph.knowledge.templates import to_word, to_workbook
from refgraph.model.records import Reading
from refgraph.reading import registry
from refgraph.reading.opening import decode
from tests.florist import read

NOTES = (
    ("bloc/1/competence/C2", "Reproduction littérale : comme un autre document, ligne 12."),
    ("bloc/1/competence/C2", "Finalité : L’énoncé ne dit pas dans quel but."),
    ("bloc/2/criteria/g01/01", "Seuil : aucun seuil n’est fixé."),
    ("bloc/2", "Deux compétences au moins par bloc."),
    ("", "Le niveau n’est pas documenté."),
)


@pytest.fixture(scope="module")
def record() -> Reading:
    return read()[1]


def said(record: Reading) -> list[tuple[str, ...]]:
    """The items of a record, in their words."""
    return [
        *((each.id, each.text) for each in record.blocs),
        *((each.id, each.text, *each.competences) for each in record.modalities),
        *((each.id, each.statement, each.bloc) for each in record.competences),
        *((one.id, one.text, *group.competences) for group in record.criteria_groups for one in group.criteria),
    ]


def test_word_has_them_as_comments_on_the_cells_of_their_items(record: Reading) -> None:
    """Real comments of Word, each once, signed, on the words that it is about; those of no cell on the title."""
    document = docx.Document(io.BytesIO(to_word(record, NOTES)))
    comments = {comment.comment_id: comment.text for comment in document.comments}
    assert sorted(comments.values()) == sorted(text for _, text in NOTES)
    assert {comment.author for comment in document.comments} == {"refgraph"}
    placed = {}
    for paragraph in document.element.body.iter(f"{{{W}}}p"):
        for mark in paragraph.iter(f"{{{W}}}commentRangeStart"):
            words = "".join(run.text or "" for run in paragraph.iter(f"{{{W}}}t"))
            placed[comments[int(mark.get(f"{{{W}}}id"))]] = words
    assert placed == {
        NOTES[0][1]: "C2. Recouper les tiges en biais avant leur mise en eau",
        NOTES[1][1]: "C2. Recouper les tiges en biais avant leur mise en eau",
        NOTES[2][1]: "• Le prix est dit",
        NOTES[3][1]: "BLOC 2 – Vendre en boutique",
        NOTES[4][1]: "CQP Fleuriste",
    }


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_workbook_has_them_as_comments_of_its_cells(record: Reading) -> None:
    """One comment a cell, with all that is told of what it says."""
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook(record, NOTES))).worksheets[0]
    told = {str(cell.value): cell.comment.text for row in sheet for cell in row if cell.comment}
    assert told == {
        "C2. Recouper les tiges en biais avant leur mise en eau": f"{NOTES[0][1]}\n\n{NOTES[1][1]}",
        "• Le prix est dit": NOTES[2][1],
        "BLOC 2 – Vendre en boutique": NOTES[3][1],
        "CQP Fleuriste": NOTES[4][1],
    }


@pytest.mark.parametrize("name", ["brouillon.docx", "brouillon.xlsx"])
def test_what_comes_back_says_the_same_items(record: Reading, name: str) -> None:
    """No comment is read as a word of the référentiel, and no item is lost to one."""
    write = to_word if name.endswith("docx") else to_workbook
    again = registry.read_document(decode(write(record, NOTES), name))
    assert said(again) == said(record)
    assert not [each for each in said(again) if "ligne 12" in " ".join(each)]
