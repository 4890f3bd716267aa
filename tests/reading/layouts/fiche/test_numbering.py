"""How a fiche announces a bloc, and in which column of it a cross stands."""

from __future__ import annotations

import pytest

from refgraph.reading.layouts.fiche import access, numbering, sections
from refgraph.reading.opening import decode


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Bloc 2 : Vendre", 2, "Vendre"), ("BLOC DE COMPÉTENCES n° 3 – Vendre", 3, "Vendre"),
        ("Bloc A – Vendre", 1, "Vendre"), ("bloc h : Vendre", 8, "Vendre"), ("BC02. Vendre", 2, "Vendre"),
        ("RNCP 1234 BC1 - Vendre", 1, "Vendre"), ("Domaine de compétences 1 : Vendre", 1, "Vendre"),
        ("Unité 4 : Vendre", 4, "Vendre"), ("Module no 5 : Vendre", 5, "Vendre"), ("Pôle 6 – Vendre", 6, "Vendre"),
        ("CCP 1 - Vendre", 1, "Vendre"), ("Activité-type 2 : Vendre", 2, "Vendre"),
        ("Domaine 12: Vendre", 12, "Vendre"),
    ],
)  # fmt: skip
def test_a_bloc_is_announced_with_its_number(text: str, number: int, title: str) -> None:
    """A letter is a number too; what stands behind is the title."""
    found = numbering.listed(text)
    assert found is not None
    assert (found[0], text[found[1] :]) == (number, title)
    assert text[numbering.prefix(text) :] == title
    assert numbering.announces(text)


@pytest.mark.parametrize(
    "text", ["Vendre", "Blocs de béton : poser", "Bloc 2 :", "Bloc z : Vendre", "Étape 2 : Vendre"]
)
def test_what_announces_no_bloc(text: str) -> None:
    """Nothing is taken off a title that announces nothing, nor all of one that has no other words."""
    assert numbering.listed(text) is None
    assert not numbering.announces(text)
    assert numbering.prefix(text) == 0


def test_a_ccp_needs_no_number() -> None:
    """« CCP – Vendre » announces a bloc; « CCP » alone does not."""
    assert numbering.announces("CCP – Vendre")
    assert not numbering.announces("CCP Vendre")
    assert numbering.prefix("CCP – Vendre") == len("CCP – ")
    assert numbering.prefix(" – Vendre") == len(" – ")


@pytest.mark.parametrize("text", ["Vendre", "Bloc 2 : Vendre", "2. Vendre", "b) Vendre", "iv – Vendre", "VENDRE"])
def test_a_title_is_known_behind_its_number(text: str) -> None:
    """Whatever numbers it; another title is another bloc."""
    assert numbering.names(text, "Vendre")
    assert not numbering.names(text, "Acheter")


@pytest.mark.parametrize(
    ("row", "is_accessible"),
    [
        (0, True), (1, True), (3, True), (4, None), (10, False), (13, False), (14, None), (5, None), (7, False),
    ],
)  # fmt: skip
def test_a_cross_stands_below_its_title(row: int, is_accessible: bool | None) -> None:
    """Three signs beside the title are near enough, four are not; nobody guesses between the two."""
    label, indent = "Accessible en Nouvelle Calédonie", " " * 12
    titles = f"{' ' * len(label)}{indent}OUI       NON"
    text = f"Résumé\n\n{titles}\n{label}{indent}{' ' * row}X\n"
    document = decode(text.encode(), "fiche.txt")
    (found,) = access.territories(document, [sections.Section("territories", (0, 6), 8, len(text))])
    assert found.is_accessible is is_accessible
