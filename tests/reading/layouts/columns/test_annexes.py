"""What heads a paragraph of a cell as well as an annex stays in its cell."""

from __future__ import annotations

from refgraph.reading.layouts import columns
from refgraph.reading.opening import decode

TEXT = """CQP Luthier – Niveau 4

REFERENTIEL D’ACTIVITES
REFERENTIEL DE COMPETENCES
REFERENTIEL D’EVALUATION

BLOC n°1 – Régler l’instrument

A1. Réglage

C1. Ajuster l’âme du violon

Mise en situation

Jury

Deux luthiers

• Le son est homogène
{annex}
"""


def test_a_word_for_a_jury_is_no_annex() -> None:
    """« Jury » alone heads a paragraph of a modality: nothing below it is lost as an annex."""
    reading = columns.read(decode(TEXT.format(annex="").encode(), "luthier.txt"), "x")
    assert [item.text for group in reading.criteria_groups for item in group.criteria] == ["Le son est homogène"]
    assert not [issue for issue in reading.issues if "annexe" in issue.message]


def test_the_composition_of_juries_is_one() -> None:
    """A heading that says more ends the table."""
    annex = "\nComposition du jury\n\nPrésident : luthier\n"
    reading = columns.read(decode(TEXT.format(annex=annex).encode(), "luthier.txt"), "x")
    assert [(issue.line, issue.message) for issue in reading.issues if "annexe" in issue.message] == [
        (21, "L’annexe «\u00a0Composition du jury\u00a0» (1\u00a0ligne) n’est pas lue.")
    ]
