"""Documents of headings and lists, printed otherwise, or with something in them that is no competence."""

from __future__ import annotations

import pytest

from refgraph.core.errors import DocumentError
from refgraph.model.records import Reading
from refgraph.reading.layouts import headings
from refgraph.reading.opening import decode
from refgraph.reading.registry import read_document

BLOCS = """\
## Bloc 1 : Ouvrir la boutique

- Lever le rideau
- Compter le fond de caisse

## Bloc 2 : Vendre

- Saluer le client
"""
TITLE = "# Certification Vendeur de quartier\n\n"

ANNEXES = {
    "glossaire": "\n## Glossaire\n\n- Fond de caisse : espèces du matin\n- Rayon : meuble où ranger\n",
    "jury": "\n## Composition du jury\n\n- Présenter trois membres\n- Nommer un président\n",
    "planning": "\n| Heure | Épreuve | Salle |\n|---|---|---|\n| 9 h | Étude de cas | 12 |\n",
    "correspondances": "\n## Correspondances\n\n| Ancien bloc | Nouveau bloc |\n|---|---|\n| A | Accueil |\n",
    "sommaire": "\n## Sommaire\n\n1. Présentation\n2. Les épreuves\n",
}


def read(text: str) -> Reading:
    return read_document(decode(text.encode(), "vendeur.md"))


def items(reading: Reading) -> list[str]:
    groups = [item.text for group in reading.criteria_groups for item in group.criteria]
    return [
        *(item.text for item in reading.blocs),
        *(item.text for item in reading.activities),
        *(item.statement for item in reading.competences),
        *(item.text for item in reading.modalities),
        *groups,
    ]


ITEMS = ["Ouvrir la boutique", "Vendre", "Lever le rideau", "Compter le fond de caisse", "Saluer le client"]


@pytest.mark.parametrize("annexe", ANNEXES.values(), ids=ANNEXES)
@pytest.mark.parametrize("place", ["before", "behind"])
def test_an_annex_adds_no_item_and_is_told(annexe: str, place: str) -> None:
    """What a part that is no list of competences holds is no competence, however it is worded, and nobody is misled."""
    reading = read(TITLE + (annexe + "\n" + BLOCS if place == "before" else BLOCS + annexe))
    assert items(reading) == ITEMS
    assert [" lue" in issue.message or " lu." in issue.message for issue in reading.issues] == [True]
    assert reading.certification.title is not None
    assert reading.certification.title.text == "Certification Vendeur de quartier"


def test_infinitives_alone_make_competences_as_deduced() -> None:
    """Nothing prints « Compétences » over these lists: that they are some follows from how they open."""
    found = [(item.statement, item.source.basis.value) for item in read(TITLE + BLOCS).competences]
    assert found == [
        ("Lever le rideau", "déduit"),
        ("Compter le fond de caisse", "déduit"),
        ("Saluer le client", "déduit"),
    ]


def test_a_list_that_opens_with_no_verb_is_left_unread() -> None:
    """Objects, dates or places below a bloc are no competences: they are told, and not read."""
    text = TITLE + BLOCS + "\n## Bloc 3 : Fermer\n\n- La caisse\n- Le rideau\n"
    reading = read(text)
    assert items(reading) == [*ITEMS[:2], "Fermer", *ITEMS[2:]]
    assert [issue.message for issue in reading.issues] == [
        "Sous «\u00a0Bloc 3 : Fermer\u00a0», 2\u00a0lignes ne sont pas lues\u00a0: «\u00a0- La caisse\u00a0»."
    ]


def test_a_table_gives_each_bloc_its_epreuve() -> None:
    """A table that names a bloc in each row, and how it is assessed, gives modalities, not competences."""
    table = (
        "### Format des épreuves\n\n| Bloc | Durée | Format |\n|---|---|---|\n| Bloc 1 | 30 min | Étude de cas |\n"
        "| Bloc 2 | 20 min | Jeu de rôle |\n\n### Compétences évaluées\n\n"
    )
    document = decode((TITLE + table + BLOCS.replace("## ", "#### ")).encode(), "vendeur.md")
    reading = read_document(document, layout="titres")
    assert items(reading) == [*ITEMS, "Étude de cas", "Jeu de rôle"]
    assert [(item.bloc, item.duration_minutes) for item in reading.modalities] == [("bloc/1", 30), ("bloc/2", 20)]
    assert reading.issues == ()


def test_a_code_twice_for_two_statements_is_told() -> None:
    """One slip in a list of codes is told; the rest is read."""
    text = TITLE + "## Bloc 1 : Vendre\n\n- C1. Saluer le client\n- C2. Peser les fruits\n- C2. Rendre la monnaie\n"
    reading = read(text)
    assert [(item.code, item.source_code) for item in reading.competences] == [("C1", "C1"), ("C2", "C2"), (None, "C2")]
    assert [issue.message for issue in reading.issues] == [
        "Le code C2 est imprimé devant deux compétences\u00a0: il reste à vérifier."
    ]


def test_a_document_without_bloc_is_refused() -> None:
    """Headings and lists without a bloc are no référentiel: forced upon them, the layout says what it misses."""
    document = decode(b"# Recette\n\n- Casser les oeufs\n", "recette.md")
    assert headings.recognises(document) == 0
    with pytest.raises(DocumentError, match=r"^recette\.md : le document n’a pas de bloc annoncé par un titre\."):
        headings.read(document, "recette")
