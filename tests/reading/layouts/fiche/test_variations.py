"""The shipped fiche, cut, printed or numbered otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refgraph.core.errors import DocumentError, RecordError
from refgraph.model.records import Reading
from refgraph.reading.document import Document
from refgraph.reading.layouts import fiche
from refgraph.reading.opening import open_document
from refgraph.reading.shared import coverage

FICHE = open_document(Path(__file__).parents[4] / "data" / "sources" / "001_f93b1616b69b22ca.txt")


def _document(text: str) -> Document:
    return Document(name="fiche.txt", text=text, sha256="0")


def _read(text: str) -> Reading:
    return fiche.read(_document(text), "RNCP31919")


def _said(reading: Reading) -> object:
    certification = reading.certification
    return (
        [(bloc.number, bloc.text, bloc.certificate_delivered) for bloc in reading.blocs],
        [item.text for item in reading.activities],
        [(item.id, item.statement) for item in reading.competences],
        [(item.bloc, item.text) for item in reading.modalities],
        [fact.text for fact in (*certification.certifiers, *certification.jobs, *certification.places)],
        [(route.code, route.is_open, route.jury) for route in certification.access_routes],
        certification.registration and certification.registration.text,
    )


def test_a_page_break_anywhere_changes_nothing() -> None:
    """A page break leaves blank lines in the middle of sentences, titles and headings: each place is tried."""
    expected = _said(fiche.read(FICHE, "RNCP31919"))
    lines = FICHE.text.split("\n")
    cuts = range(1, len(lines))
    assert len(cuts) == 281
    changed = [cut + 1 for cut in cuts if _said(_read("\n".join([*lines[:cut], "", "", *lines[cut:]]))) != expected]
    assert changed == []


def test_carriage_returns_change_nothing() -> None:
    """A file from another system ends its lines otherwise."""
    assert _said(_read(FICHE.text.replace("\n", "\r\n"))) == _said(fiche.read(FICHE, "RNCP31919"))


def test_without_bloc_codes() -> None:
    """Competences keep their ids and blocs where the codes in parentheses are not printed."""
    reading = _read(re.sub(r" \(B\d\.\d\)", "", FICHE.text))
    assert [item.id for item in reading.competences][:7] == [
        *(f"bloc/1/competence/C{number}" for number in range(1, 7)),
        "bloc/2/competence/C7",
    ]
    assert {item.local_code for item in reading.competences} == {None}
    assert {len(item.other_sources) for item in reading.competences} == {1}


def test_without_codes() -> None:
    """Printings without codes are one competence where their words are alike."""
    reading = _read(re.sub(r"^(• )?C\d+ \(B\d\.\d\)\s+", r"• ", FICHE.text, flags=re.MULTILINE))
    in_blocs = [item for item in reading.competences if item.bloc]
    assert len(in_blocs) == 25
    assert in_blocs[5].id == "bloc/1/competence/k06"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("• C2 (B1.2)", "• C1 (B1.2)", r"ligne 100 : la compétence C1 est décrite deux fois \(lignes 97 et 100\)"),
        ("• C8 (B2.2)", "• C1 (B2.2)", r"ligne 139 : la compétence C1 est décrite deux fois \(lignes 97 et 139\)"),
        ("\nC2 (B1.2)", "\nC1 (B1.2)", r"ligne 32 : la compétence C1 est décrite deux fois \(lignes 31 et 32\)"),
        ("compétence n°2", "compétence n°1", r"ligne 131 : le numéro 1 désigne deux blocs \(lignes 92 et 131\)"),
        ("\nBloc 2 : conseiller", "\nBloc 1 : conseiller", r"le numéro 1 désigne deux blocs \(lignes 81 et 82\)"),
    ],
)
def test_a_number_or_code_twice_is_refused(old: str, new: str, message: str) -> None:
    """The error names both lines; nothing is merged or dropped in silence."""
    assert old in FICHE.text
    with pytest.raises(RecordError, match=message):
        _read(FICHE.text.replace(old, new))


def test_a_fiche_without_title_is_refused() -> None:
    """A certification needs a title, and none is made up."""
    title = "CQP : Certificat de qualification professionnelle Chargé de clientèle de professionnels\n"
    with pytest.raises(DocumentError, match="la fiche n’a pas d’intitulé"):
        _read(FICHE.text.replace(title, ""))


def test_blocs_that_only_the_list_names() -> None:
    """Without bloc sections, the list names the blocs, and the codes in parentheses lead the competences there."""
    text = FICHE.text[: FICHE.text.index("Bloc de compétence : \n")]
    reading = _read(text)
    assert [bloc.number for bloc in reading.blocs] == [1, 2, 3, 4, 5]
    assert [sum(item.bloc == bloc.id for item in reading.competences) for bloc in reading.blocs] == [6, 6, 3, 7, 3]


def test_the_figures_of_the_fiche_are_compared() -> None:
    """A fiche that announces another number of competences than it prints is worth a look."""
    reading = _read(FICHE.text.replace("25 compétences évaluées", "26 compétences évaluées"))
    assert "La fiche annonce 26 compétences, la lecture en trouve 25." in [issue.message for issue in reading.issues]


def test_words_that_no_field_takes_are_reported() -> None:
    """What stands behind a heading and belongs to no field is an issue, not lost with its line."""
    reading = _read(FICHE.text.replace("Convention(s) : ", "Convention(s) : 1468 Crédit mutuel"))
    message = "La rubrique « Convention(s) » n’est pas reprise dans le graphe : « 1468 Crédit mutuel »."
    assert (17, message) in [(issue.line, issue.message) for issue in reading.issues]


def test_printed_answers_are_read() -> None:
    """Where OUI and NON are printed, or the cross stands in its column, the answer is known."""
    words = FICHE.text.replace("En contrat d'apprentissage X", "En contrat d'apprentissage NON")
    tabs = words.replace("Par candidature individuelle X", "Par candidature individuelle\tX\t")
    routes = {route.code: route.is_open for route in _read(tabs).certification.access_routes}
    assert (routes["CA"], routes["CL"], routes["FI"]) == (False, True, None)


@pytest.mark.parametrize(
    ("printed", "text", "code"),
    [
        ("III (Nomenclature de 1969)\n5 (Nomenclature Europe)", "5 (Nomenclature Europe)", "5"),
        ("IV (Nomenclature de 1969)", "IV (Nomenclature de 1969)", "4"),
        ("I (Nomenclature de 1969)", "I (Nomenclature de 1969)", None),
    ],
)
def test_levels(printed: str, text: str, code: str | None) -> None:
    """The level of 1969 becomes today’s as the law says; level I became 7 or 8, so it stays open."""
    heading = "Niveau et/ou domaine d'activité\n"
    level = _read(FICHE.text.replace(heading, f"{heading}{printed}\n")).certification.level
    assert level is not None
    assert (level.text, level.code) == (text, code)


def test_every_line_is_accounted_for() -> None:
    """No line of the fiche disappears silently, and every quote stands at its offsets."""
    reading = fiche.read(FICHE, "RNCP31919")
    assert coverage.uncovered(FICHE, reading) == []
    for passage in coverage.passages(reading):
        assert FICHE.text[passage.start : passage.end] == passage.quote


def test_recognises_its_own_layout_only() -> None:
    """The printed form is known by its headings."""
    assert fiche.recognises(FICHE) == 1.0
    assert fiche.recognises(_document("# Notes\n\nRépertoire des certifications\n")) < 0.5
