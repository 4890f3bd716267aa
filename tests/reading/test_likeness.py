"""A document of no layout is refused by what it seems to be: « not known » helps nobody."""

from __future__ import annotations

import pytest

from refgraph.core.errors import DocumentError
from refgraph.reading.opening import decode
from refgraph.reading.registry import read_document

SEEN = {
    "Offre d’emploi : boulanger de nuit\n": "une fiche de poste ou une offre d’emploi",
    "Arrêté du 3 mai 2021 relatif au bac pro\n": "un arrêté ou une annexe d’arrêté",
    "Semestre 1 : 30 ECTS\n": "la maquette ou le programme d’un diplôme du supérieur",
    "Durée de la formation : 3 jours\n": "le programme d’une formation",
    "Référentiel d’évaluation du titre\n": "le référentiel d’évaluation d’un titre professionnel",
    "Notre école prépare au RNCP34567.\n": "un texte sur une certification enregistrée",
}


@pytest.mark.parametrize(("text", "what"), SEEN.items())
def test_a_document_is_refused_by_what_it_seems_to_be(text: str, what: str) -> None:
    """Whoever gave the wrong document is told which one it is, and which one to give."""
    with pytest.raises(DocumentError) as refusal:
        read_document(decode(text.encode(), "x.txt"))
    assert str(refusal.value).split("semble être ")[1].startswith(f"{what}. ")


def test_of_a_recipe_nothing_is_said() -> None:
    """What nothing tells is not guessed."""
    with pytest.raises(DocumentError) as refusal:
        read_document(decode(b"500 g de farine\n", "x.txt"))
    assert "semble" not in str(refusal.value)
