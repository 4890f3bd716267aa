"""Words that a line end cuts: whole only where the document itself prints them whole."""

import unicodedata

import pytest

from refgraph.core.text import mend
from refgraph.model.records import Certification, Competence, DocumentInfo, Fact, Reading
from refgraph.model.statement import opening_infinitive
from refgraph.reading.opening import decode
from refgraph.reading.shared import organisations
from refgraph.reading.shared.hyphens import mended


def _statement(text: str, cut: str) -> str:
    document = decode(text.encode(), "essai.txt")
    passage = document.passage(0, len(document.text))
    competence = Competence(id="bloc/1/competence/C1", bloc="bloc/1", statement=cut, order=1, source=passage)
    reading = Reading(
        document=DocumentInfo(name="essai.txt", sha256="", family="colonnes"),
        certification=Certification(id="essai", title=Fact(text="Essai", source=passage)),
        competences=(competence,),
    )
    mended_one = mended(document, reading).competences[0]
    assert mended_one.source == passage
    return mended_one.statement


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("Lire la fabri-\ncation. Suivre la fabrication.", "Lire la fabri-cation.", "Lire la fabrication."),
        ("Un assem-  \nblage. Des assemblages.", "Un assem-blage.", "Un assemblage."),
        ("Une prise de rendez-\nvous.", "Une prise de rendez-vous.", "Une prise de rendez-vous."),
        ("Vente multi-\ncanal, multicanal ou multi-canal.", "Vente multi-canal", "Vente multi-canal"),
        ("Lire la fabri-\ncation.", "Lire la fabri-cation.", "Lire la fabri-cation."),
    ],
)
def test_only_a_word_known_whole_loses_its_hyphen(text: str, cut: str, whole: str) -> None:
    """A hyphen is taken away only where the document prints the word without it, and never with it; quotes stay."""
    assert _statement(text, cut) == whole


def test_words_printed_with_combining_accents_are_read_alike() -> None:
    """A Mac writes « é » as two characters: verbs, hyphens and ministries are found all the same."""
    decomposed = [
        unicodedata.normalize("NFD", text)
        for text in ("Préparer les repas", "qualité-\nprix", "Ministère A et ministère B")
    ]
    assert opening_infinitive(decomposed[0]) == "Préparer"
    assert unicodedata.normalize("NFC", mend(decomposed[1])) == "qualité-prix"
    assert len(organisations.parts(decomposed[2])) == 2
