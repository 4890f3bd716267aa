"""Meaning is compared whatever the words, by an encoder that installs with its weights and needs no network."""

from __future__ import annotations

import numpy as np

from refgraph.knowledge.proposals import Item
from refgraph.knowledge.proposals.meaning import understand

MIDDLE = ("vendre", "analyser", "soigner", "fabriquer")


def items(certification: str, *statements: str, criteria: tuple[str, ...] = ()) -> list[Item]:
    return [Item(f"{certification}/{n}", certification, text, criteria=criteria) for n, text in enumerate(statements)]


def test_other_words_for_the_same_thing() -> None:
    """No word is shared: each competence is nearest to the one that says the same."""
    left = items("a", "Nettoyer le matériel après usage", "Recevoir les visiteurs", "Former un apprenti")
    right = items("b", "Transmettre le métier à un jeune", "Laver les ustensiles", "Accueillir le public")
    meanings = understand(left + right, MIDDLE, {"a", "b"})
    others = np.asarray([3, 4, 5])
    assert [int(others[meanings.similarities(row, others).argmax()]) for row in (0, 1, 2)] == [4, 5, 3]


def test_statements_against_criteria() -> None:
    """What one certification checks is what the other states; without criteria nothing is proved, and it is told."""
    left = items("a", "Encaisser un achat", criteria=("Le montant payé est exact", "La caisse est juste"))
    right = items("b", "Tenir la caisse du magasin", "Pétrir la pâte")
    meanings = understand(left + right, MIDDLE, {"a", "b"})
    till, dough = meanings.proofs(0, np.asarray([1, 2]))
    assert till > dough + 0.2
    assert meanings.proofs(1, np.asarray([2])).tolist() == [0.0]
    assert meanings.are_silent(1, np.asarray([0, 2])).tolist() == [0.0, 1.0]


def test_what_is_not_asked_for_costs_nothing() -> None:
    """Certifications that nobody asked about stay zero, and so do empty statements."""
    meanings = understand([*items("a", "Vendre", ""), *items("b", "Vendre")], MIDDLE, {"a"})
    assert meanings.whole.any(axis=1).tolist() == [True, False, False]


def test_the_same_texts_give_the_same_numbers_in_any_company() -> None:
    """Likeness is rounded: the other certifications of a run do not change it."""
    two = [*items("a", "Vendre un produit", "Former un apprenti"), *items("b", "Céder un bien", "Laver le sol")]
    alone = understand(two, MIDDLE, {"a", "b"}).similarities(0, np.asarray([2, 3]))
    among = understand([*two, *items("c", "Conduire un camion")], MIDDLE, {"a", "b", "c"})
    assert among.similarities(0, np.asarray([2, 3])).tolist() == alone.tolist()
