"""Documents that contradict themselves: one French sentence with the place and the remedy."""

from __future__ import annotations

import pytest

from refgraph.core.errors import DocumentError, RecordError
from refgraph.reading import registry
from refgraph.reading.opening import decode

HEADER = "REFERENTIEL D’ACTIVITES\nREFERENTIEL DE COMPETENCES\nREFERENTIEL D’EVALUATION\n\n"
CELL = "\n\n \n"
BLOC = CELL.join(
    (
        "BLOC n°{number}\n{title}",
        "A{number}. Préparation du fournil",
        "{code} {statement}",
        "Mise en situation professionnelle",
        "- Le pain est levé.\n\n",
    )
)


def document(*blocs: dict[str, object], title: str = "CQP Boulanger – Niveau 3\n\n") -> bytes:
    return (title + HEADER + "".join(BLOC.format(**bloc) for bloc in blocs)).encode()


FIRST = {"number": 1, "title": "Fabriquer le pain", "code": "C1", "statement": "Pétrir la pâte."}
SECOND = {"number": 2, "title": "Vendre le pain", "code": "C2", "statement": "Accueillir le client."}


def refusal(raw: bytes) -> str:
    with pytest.raises((DocumentError, RecordError)) as error:
        registry.read_document(decode(raw, "boulanger.txt"))
    return str(error.value)


def test_two_blocs_with_one_number() -> None:
    """Two blocs of one number would share an IRI."""
    found = refusal(document(FIRST, {**SECOND, "number": 1}))
    assert found == (
        "boulanger.txt, ligne 22 : deux blocs portent le numéro 1 : « Fabriquer le pain » et « Vendre le pain ». "
        "Corrigez le numéro de l’un des deux blocs dans le document."
    )


def test_a_heading_printed_again_is_no_second_bloc() -> None:
    """A page header repeats the number and the title of the bloc that goes on."""
    again = {**SECOND, "number": 1, "title": "Fabriquer le pain"}
    reading = registry.read_document(decode(document(FIRST, again), "boulanger.txt"))
    assert [(bloc.number, bloc.text) for bloc in reading.blocs] == [(1, "Fabriquer le pain")]
    assert [item.code for item in reading.competences] == ["C1", "C2"]


def test_a_slip_of_the_pen_in_a_heading() -> None:
    """A heading printed again with a letter less is the same bloc, under another title."""
    first = {**FIRST, "title": "Fabriquer les pains de tradition"}
    again = {**SECOND, "number": 1, "title": "Fabriquer les pain de tradition"}
    reading = registry.read_document(decode(document(first, again), "boulanger.txt"))
    assert [fact.text for bloc in reading.blocs for fact in bloc.alternative_titles] == [
        "Fabriquer les pain de tradition"
    ]


def test_a_title_printed_on_the_second_page_only() -> None:
    """A bloc whose first heading lacks the title takes it from the next."""
    again = {**SECOND, "number": 1, "title": "Fabriquer le pain"}
    reading = registry.read_document(decode(document({**FIRST, "title": ""}, again), "boulanger.txt"))
    assert [(bloc.text, len(bloc.other_sources)) for bloc in reading.blocs] == [("Fabriquer le pain", 1)]


def test_a_code_twice_in_one_bloc() -> None:
    """Two competences of one code in a bloc cannot be told apart."""
    again = {**SECOND, "number": 1, "title": "Fabriquer le pain", "code": "C1"}
    assert refusal(document(FIRST, again)) == (
        "boulanger.txt, ligne 29 : le code C1 désigne deux compétences du bloc 1 (la première est à la ligne 14). "
        "Corrigez l’un des deux codes dans le document."
    )


def test_a_code_twice_in_two_blocs() -> None:
    """A code comes again in another bloc only where numbering begins anew in each."""
    third = {"number": 3, "title": "Gérer", "code": "C1", "statement": "Commander la farine."}
    found = refusal(document(FIRST, SECOND, third))
    assert found.startswith("boulanger.txt, ligne 44 : le code C1 désigne deux compétences (la première est à la ligne")


def test_codes_that_begin_anew() -> None:
    """Where each bloc begins with C1, ids come from the order instead of the code."""
    reading = registry.read_document(decode(document(FIRST, {**SECOND, "code": "C1"}), "boulanger.txt"))
    assert [(item.id, item.code) for item in reading.competences] == [
        ("bloc/1/competence/k01", "C1"),
        ("bloc/2/competence/k01", "C1"),
    ]


def test_a_table_without_competences() -> None:
    """Column titles alone make no référentiel."""
    found = refusal(b"CQP Boulanger\n\n" + HEADER.encode() + "BLOC n°1\nFabriquer le pain\n".encode())
    assert found.startswith("boulanger.txt : aucun bloc de compétences n’a été trouvé dans le tableau.")


def test_a_document_without_title() -> None:
    """Nothing else stands for a title: the document is read, and a person is told what to add."""
    reading = registry.read_document(decode(document(FIRST, title=""), "boulanger.txt"))
    assert reading.certification.title is None
    assert reading.issues[0].message == "L’intitulé de la certification n’est pas imprimé\u00a0: il reste à indiquer."


MIXED = """CQP Boulanger – Niveau 3

REFERENTIEL D’ACTIVITES REFERENTIEL DE COMPETENCES
REFERENTIEL D’EVALUATION

BLOC n°1 – Fabriquer le pain

A1. Préparation du fournil et de la C1. Pétrir la pâte en surveillant sa La pâte est lisse.
farine du jour température, afin de tenir les horaires Mise en situation
C2. Façonner les pains selon une Les pains ont le même poids et un commande
"""
SIDE_BY_SIDE = """CQP Boulanger – Niveau 3

REFERENTIEL D’ACTIVITES    REFERENTIEL DE COMPETENCES    REFERENTIEL D’EVALUATION

BLOC n°1 – Fabriquer le pain

A1. Préparation du         C1. Pétrir la pâte en         La pâte est
fournil                    surveillant la durée          lisse.
                           C2. Façonner les pains        Mise en situation
A2. Cuisson                C3. Enfourner à la pelle      Épreuve pratique
"""


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            MIXED,
            "boulanger.txt, ligne\u00a08 : les lignes de plusieurs colonnes sont imprimées les unes dans les autres",
        ),
        (SIDE_BY_SIDE, "boulanger.txt, ligne\u00a07 : les colonnes sont imprimées côte à côte sur les mêmes lignes"),
    ],
)
def test_columns_that_are_not_parted(text: str, start: str) -> None:
    """Words of two columns make no statement: the document is refused by what it is, with what would help."""
    found = refusal(text.encode())
    assert found.startswith(start)
    assert found.endswith(
        "Fournissez le fichier Word ou PDF d’origine, ou un texte dont chaque cellule est copiée à part."
    )


def test_an_unknown_layout() -> None:
    """A recipe is refused, with the layouts that can be read."""
    found = refusal("Pain à l’ancienne\n\n500 g de farine, 10 g de sel.\n".encode())
    assert found.startswith("boulanger.txt : ce document n’est d’aucune mise en page connue (but, colonnes")


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script> ouvrir la porte", 'rg:code "C9" ; a rg:Bloc . # fin', "{{ x }} ${y} ]]> \\u0000 '''"],
)
def test_hostile_text_is_text(hostile: str) -> None:
    """Markup and Turtle inside a statement are words of the statement."""
    raw = document({**FIRST, "statement": f"Écrire {hostile}."}, SECOND)
    reading = registry.read_document(decode(raw, "boulanger.txt"))
    assert reading.competences[0].statement == f"Écrire {hostile}."
    assert [item.code for item in reading.competences] == ["C1", "C2"]


def test_lines_before_the_first_bloc_are_issues() -> None:
    """What stands in no bloc is said line by line, and the rest is read."""
    stray = "C9 Surveiller la cuisson du pain.\n\n \n"
    raw = document(FIRST, SECOND).decode().replace("BLOC n°1", stray + "BLOC n°1", 1).encode()
    reading = registry.read_document(decode(raw, "boulanger.txt"))
    assert [item.code for item in reading.competences] == ["C1", "C2"]
    assert [(issue.line, issue.message) for issue in reading.issues] == [
        (7, "Cette ligne n’a pas été comprise : « C9 Surveiller la cuisson du pain. »")
    ]
