"""An explanation says only what is printed in the two statements or named by the thesaurus."""

from __future__ import annotations

from refgraph.knowledge.proposals import Item, explain
from refgraph.knowledge.proposals.thesaurus import load
from refgraph.knowledge.wording import differences

LEFT = Item(
    "a/1", "a", "Traiter les réclamations, afin de fidéliser les clients.", bloc_title="Gestion de la relation client"
)
RIGHT = Item("b/1", "b", "Être capable de gérer les litiges avec les clients", activities=("Gérer les réclamations",))


def test_words_concepts_and_themes() -> None:
    """« réclamations » and « litiges » are one notion of the thesaurus, though no word is shared."""
    explanation = explain(LEFT, RIGHT, load())
    assert explanation.words == ("clients",)
    assert explanation.concepts == ("réclamation",)
    assert explanation.themes == ("relation client",)
    assert explanation.only_subject == ("traiter", "réclamations", "fidéliser")
    assert explanation.only_object == ("capable", "gérer", "litiges")


def test_words_of_one_family_are_not_one_word() -> None:
    """« objectifs » and « objections » share a stem, as do « établir » and « établissement »: neither is shared."""
    left = Item("a/1", "a", "Fixer les objectifs de l’établissement selon les données financières")
    right = Item("b/1", "b", "Traiter les objections, établir le bilan financier")
    explanation = explain(left, right, load())
    assert explanation.words == ("financières",)
    assert explanation.only_object == ("traiter", "objections", "établir", "bilan")


def test_a_pair_near_by_its_meaning_says_so() -> None:
    """Two statements without a word in common are not said to have nothing in common."""
    sentence = explain(LEFT, RIGHT, load(), are_alike=True).sentence()
    assert "; sens des énoncés\u00a0: voisin\u00a0;" in sentence


def test_sentence_is_readable_french() -> None:
    """The sentence that the command line and workbooks show, with unbreakable spaces before colons."""
    assert explain(LEFT, RIGHT, load()).sentence() == (
        "mots communs\u00a0: clients\u00a0; notions communes\u00a0: réclamation\u00a0; "
        "même thème d’activité ou de bloc\u00a0: relation client\u00a0; "
        "seulement dans la première\u00a0: traiter, réclamations, fidéliser\u00a0; "
        "seulement dans la seconde\u00a0: capable, gérer, litiges."
    )


def test_facts_are_told_one_by_one() -> None:
    """On a page, in a table and in a workbook, each fact has its line and its title; none is empty."""
    assert explain(LEFT, RIGHT, load()).facts == (
        ("Mots communs", "clients"),
        ("Notions communes", "réclamation"),
        ("Même thème d’activité ou de bloc", "relation client"),
        ("Seulement dans la première", "traiter, réclamations, fidéliser"),
        ("Seulement dans la seconde", "capable, gérer, litiges"),
    )
    assert explain(LEFT, RIGHT, load()).lines[1] == "Notions communes\u00a0: réclamation"


def test_activities_of_the_same_words_are_one_theme() -> None:
    """A theme that the thesaurus does not know is told by the words that both activities print."""
    left = Item("a/1", "a", "Tailler", activities=("Lutherie ancienne",))
    right = Item("b/1", "b", "Coller", bloc_title="LUTHERIE")
    assert explain(left, right, load()).themes == ("lutherie",)


def test_nothing_in_common_is_said() -> None:
    """No word and no notion shared: the sentence says it, and no title stands without a value."""
    assert explain(Item("a/1", "a", ""), Item("b/1", "b", ""), load()).lines == ("Aucun mot ni notion en commun",)


def test_differences_word_by_word() -> None:
    """Both statements are given whole, each piece marked as shared or not; accents and commas stay as printed."""
    left, right = differences(
        "Analyser le portefeuille, en vue de vendre", "Analyser son portefeuille en vue de conseiller"
    )
    assert [(piece.text, piece.shared) for piece in left] == [
        ("Analyser", True), ("le", False), ("portefeuille, en vue de", True), ("vendre", False),
    ]  # fmt: skip
    assert " ".join(piece.text for piece in right) == "Analyser son portefeuille en vue de conseiller"
