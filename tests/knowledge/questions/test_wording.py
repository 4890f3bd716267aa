"""Words as people type them find every way in which documents print them."""

from __future__ import annotations

import re

import pytest

from refgraph.graph.store import Store
from refgraph.knowledge import questions
from refgraph.knowledge.questions.wording import pattern


def found(words: str, text: str) -> bool:
    return re.search(pattern(words), text, re.IGNORECASE) is not None


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("l'entretien", "Conduire L’ENTRETIEN"),
        ("l’entretien", "conduire l'entretien"),
        ("critere", "Critères de réussite"),
        ("critère", "CRITERES"),
        ("evaluer", "e\u0301valuer"),
        ("mise en oeuvre", "la mise en\u00a0œuvre"),
        ("mise en œuvre", "MISE EN OEUVRE"),
        ("socio économique", "socio-economique"),
        ("rendez-vous", "rendez\u2011\nvous"),
        ("  façade ", "FACADE"),
        ("c# (bases)", "Programmer en C# (bases)"),
    ],
)
def test_words_are_found_however_they_are_printed(words: str, text: str) -> None:
    """Case, accents, apostrophes, ligatures, spaces and hyphens hide nothing from who looks a word up."""
    assert found(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [("c.sar", "césar"), ("a|b", "a"), ("(x)", "x"), ("vente+", "ventee"), ("entretien", "entre tien")],
)
def test_nothing_else_is_found(words: str, text: str) -> None:
    """No sign that a person types is taken for an instruction, and no letter stands for another."""
    assert not found(words, text)


@pytest.mark.parametrize(
    ("typed", "other", "rows"),
    [
        ("l'entretien", "l’entretien", 8), ("reglementation", "règlementation", 13), ("evaluation", "ÉVALUATION", 35),
        ("d'un", "d’un", 30), ("mise en oeuvre", "mise en œuvre", 3),
    ],
)  # fmt: skip
def test_two_spellings_are_one_question(store: Store, typed: str, other: str, rows: int) -> None:
    """Counted in the five documents, « la règlementation » of two criteria with the eleven « réglementation »."""
    question = questions.read_catalogue().find("mot-dans-les-enonces")
    answers = [questions.run(store, question, {"word": word}).rows for word in (typed, other)]
    assert answers[0] == answers[1]
    assert len(answers[0]) == rows
