"""Turtle that cannot be parsed, explained in French."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from refgraph.core.turtle_errors import explain

HEAD = "@prefix r: <http://example.org/> .\n"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('r:a r:x "a"\n r:y "b" .', "colonne\u00a02, un « ; » ou un « . » manque avant ce point"),
        ('r:a r:x "a"', "le « . » final manque"),
        ('r:a r:x "a .\nr:b r:x "c" .', "un guillemet n’est pas fermé à la fin de la ligne"),
        ('r:a r:x """a', "un guillemet ou un crochet ouvert n’est jamais fermé"),
        ('r:a foo:x "a" .', "colonne\u00a05, le préfixe « foo: » n’est pas déclaré"),
        ("r:a r:x <http://a b> .", "une adresse entre « < » et « > » contient un caractère interdit"),
        ("<a> r:x r:b .", "n’est pas complète"),
        ('r:a r:x "a"@ .', "le code de langue manque après « @ »"),
        ("@prefix s <http://x/> .", "un préfixe se déclare avec deux points"),
        (r'r:a r:x "a\q" .', r"la suite « \q » n’est pas permise dans un texte"),
        ("r:a r:x «b» .", "« « » n’est pas attendu ici"),
        ("r:a r:x 2020-01-01 .", "« -01 » n’est pas attendu ici"),
        ("r:a r:x RGPD@fr .", "« RGPD » n’est pas attendu ici"),
    ],
)
def test_a_refusal_is_told_in_french(body: str, reason: str) -> None:
    """A person who extends a register reads what to correct, not the English of an engine."""
    with pytest.raises(SyntaxError) as refused:
        list(parse((HEAD + body).encode(), RdfFormat.TURTLE))
    assert reason in explain(refused.value)


def test_a_reason_that_nobody_knows_stays_french() -> None:
    """A parser that says something new does not bring its English to the user."""
    assert explain(SyntaxError("Parser error at line 3 column 4: Something new")) == "syntaxe inattendue"
