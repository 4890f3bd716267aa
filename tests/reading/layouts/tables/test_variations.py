"""The shipped documents of tables, written otherwise: what they say must not change with how they are marked up."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from refgraph.core.errors import DocumentError, RecordError
from refgraph.model.records import Reading
from refgraph.reading.document import Document
from refgraph.reading.layouts import tables
from refgraph.reading.opening import open_document

SOURCES = Path(__file__).parents[4] / "data" / "sources"
TITRE, FONCTIONS = "003_9aa1763f7bae16bc.txt", "004_88229ca4c97ea489.txt"

VARIATIONS: dict[str, Callable[[str], str]] = {
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "a tab more": lambda text: re.sub(r"(\t[^\n]*)\n", r"\1\t\n", text),
    "pipes": lambda text: re.sub(
        r"^(.*\t.*)$", lambda row: "| " + row[1].replace("\t", " | ") + " |", text, flags=re.MULTILINE
    ),
    "strong": lambda text: text.replace("<b>", "<strong>").replace("</b>", "</strong>"),
    "markdown bold": lambda text: text.replace("<b>", "**").replace("</b>", "**"),
    "no bold": lambda text: text.replace("<b>", "").replace("</b>", ""),
    "capital tags": lambda text: re.sub(r"</?[a-z]+", lambda tag: tag[0].upper(), text),
    "line breaks": lambda text: re.sub(r"</p> ?<p>|  (?=[A-C]\d)", "<br>", text),
    "open entries": lambda text: text.replace("</li>", ""),
    "other heading levels": lambda text: re.sub(r"^#+ ", "#### ", text, flags=re.MULTILINE),
    "lists over lines": lambda text: text.replace("<li>", "\n<li>"),
}


def _document(text: str) -> Document:
    return Document(name="variation.txt", text=text, sha256="0")


def _said(reading: Reading) -> object:
    return (
        reading.certification.title and reading.certification.title.text,
        [(bloc.id, bloc.code, bloc.text) for bloc in reading.blocs],
        [(item.id, item.text, item.parent) for item in reading.activities],
        [(item.id, item.statement, item.activities, item.parent) for item in reading.competences],
        [(item.id, item.text, item.competences, item.weight, item.continues) for item in reading.modalities],
        [(group.text, group.competences, [item.text for item in group.criteria]) for group in reading.criteria_groups],
    )


@pytest.mark.parametrize("name", [TITRE, FONCTIONS])
@pytest.mark.parametrize("variation", VARIATIONS)
def test_markup_does_not_change_what_is_said(name: str, variation: str) -> None:
    """Another converter writes the same table with other tags: the reading stays the same."""
    document = open_document(SOURCES / name)
    varied = VARIATIONS[variation](document.text)
    assert varied != document.text
    assert _said(tables.read(_document(varied), "x")) == _said(tables.read(document, "x"))


def test_without_the_list_of_blocs() -> None:
    """The headings of the table give the titles where the list at the end is missing."""
    text = open_document(SOURCES / TITRE).text
    reading = tables.read(_document(text[: text.index("### **BLOCS")]), "x")
    assert reading.blocs[0].text == "Développement d'un portefeuille de clients professionnels"
    assert len(reading.competences) == 23


def test_a_bloc_that_goes_on_is_no_second_bloc() -> None:
    """« (suite) » on the next page carries a bloc on."""
    text = open_document(SOURCES / FONCTIONS).text
    again = "<b>FONCTION 1 – ACCUEILLIR, INFORMER ET CONSEILLER (suite)</b>\t\t\t\nA5. Détecter"
    reading = tables.read(_document(text.replace("A5. Détecter", again)), "x")
    assert [bloc.id for bloc in reading.blocs] == ["bloc/1", "bloc/2", "bloc/3"]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (TITRE, "<b>2. Approche", "<b>1. Approche", "ligne 25 : le numéro 1 désigne deux blocs différents"),
        (TITRE, "\n2. Approcher", "\n1. Approcher", "ligne 70 : le numéro 1 désigne deux blocs différents"),
        (FONCTIONS, "FONCTION 2", "FONCTION 1", "ligne 32 : le numéro 1 désigne deux blocs différents"),
        (FONCTIONS, "<li>• Détecter la demande", "<li>• C1. Détecter la demande", None),
        (TITRE, "<p>Collecter toutes", "<p>C1. Collecter toutes", None),
    ],
)
def test_a_number_twice_is_refused(name: str, old: str, new: str, message: str | None) -> None:
    """Two blocs of one number would be one entity: the error names both lines and what to do."""
    text = open_document(SOURCES / name).text.replace(old, new)
    if message is None:
        assert any(item.code == "C1" for item in tables.read(_document(text), "x").competences)
        return
    with pytest.raises(RecordError, match=message):
        tables.read(_document(text), "x")


def test_a_competence_code_twice_is_refused() -> None:
    """One code names one competence; the same numbers in each bloc are places, not codes of the certification."""
    text = open_document(SOURCES / TITRE).text
    coded = text.replace("<p>Identifier les prospects", "<p>C2. Identifier les prospects")
    twice = coded.replace("<p>Collecter toutes", "<p>C2. Collecter toutes")
    with pytest.raises(RecordError, match=r"la compétence C2 est décrite deux fois \(lignes 9 et 9\)"):
        tables.read(_document(twice), "x")
    restarted = text.replace("<p>Identifier les prospects", "<p>C1. Identifier les prospects").replace(
        "<p>Mener une analyse technique", "<p>C1. Mener une analyse technique"
    )
    ids = [item.id for item in tables.read(_document(restarted), "x").competences if item.code == "C1"]
    assert ids == ["bloc/1/competence/k01", "bloc/2/competence/k01"]


def test_a_document_without_blocs_is_read_without_blocs() -> None:
    """Competences under no bloc (those of a RS certification) belong to the certification, and the reader is told."""
    text = open_document(SOURCES / FONCTIONS).text
    without = "\n".join(line for line in text.split("\n") if "FONCTION" not in line)
    reading = tables.read(_document(without), "x")
    assert (
        reading.blocs,
        len(reading.competences),
        {item.bloc for item in reading.competences if not item.parent},
    ) == (
        (),
        53,
        {""},
    )
    assert "Aucun bloc de compétences n’est annoncé" in reading.issues[0].message


def test_a_document_without_rows_is_refused() -> None:
    """What is no référentiel is refused in a sentence, not read as an empty one."""
    with pytest.raises(DocumentError, match="pas de tableau de compétences"):
        tables.read(_document("# Titre\n\nActivités\tCompétences\tCritères\n"), "x")


def test_recognises_its_own_layout_only() -> None:
    """Markdown about something else, tables included, is no référentiel."""
    for name in (TITRE, FONCTIONS):
        assert tables.recognises(open_document(SOURCES / name)) >= 0.8
    for name in ("000_400e290180d10368.txt", "001_f93b1616b69b22ca.txt", "002_680993158fc6d417.txt"):
        assert tables.recognises(open_document(SOURCES / name)) < 0.5
    assert tables.recognises(_document("# Notes\n\n| Ville | Prix |\n|---|---|\n| Lyon | 3 |\n")) < 0.5


def test_hostile_text_is_text() -> None:
    """A script in a cell is neither run nor lost: its words are those of the competence."""
    text = open_document(SOURCES / FONCTIONS).text
    hostile = text.replace("• Connaître sa délégation", '• Connaître <script>alert("1")</script> sa délégation')
    statements = [item.statement for item in tables.read(_document(hostile), "x").competences]
    assert 'Connaître <script>alert("1")</script> sa délégation et la respecter' in statements
