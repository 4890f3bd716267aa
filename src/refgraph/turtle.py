"""What the Turtle parser refuses, said in French to the person who wrote the file."""

from __future__ import annotations

import re

_REASONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(said, re.DOTALL), reason)
    for said, reason in (
        (r"A dot is expected.*", "un « ; » ou un « . » manque avant ce point"),
        (r"Triples should be followed by a dot", "le « . » final manque"),
        (r"Line jumps are not allowed.*", "un guillemet n’est pas fermé à la fin de la ligne"),
        (r"Unexpected end.*", "un guillemet ou un crochet ouvert n’est jamais fermé"),
        (r"The prefix (?P<what>\S*:) has not been declared", "le préfixe « {what} » n’est pas déclaré"),
        (r"Invalid IRI code point.*", "une adresse entre « < » et « > » contient un caractère interdit"),
        (r"No scheme found in an absolute IRI", "une adresse entre « < » et « > » n’est pas complète (https://…)"),
        (r"A language code .*", "le code de langue manque après « @ » (@fr)"),
        (r"The PREFIX keyword .*", "un préfixe se déclare avec deux points (@prefix nom: <https://…> .)"),
        (r"Unexpected escape character '(?P<what>.+)'", "la suite « {what} » n’est pas permise dans un texte"),
        (r"'(?P<what>.+)' is not allowed .*", "« {what} » n’est pas attendu ici"),
        (r"(?P<what>.+) is not a valid .*", "« {what} » n’est pas attendu ici"),
    )
)
"""What the parser of pyoxigraph says → what is wrong."""
_PLACE = re.compile(r"^Parser error .*?: ", re.DOTALL)


def explain(error: SyntaxError) -> str:
    """Why the parser refused, with the column: « colonne 5, un « ; » ou un « . » manque avant ce point ».

    A reason that is not in the table is told as an unexpected syntax rather than in English.
    """
    said = _PLACE.sub("", error.msg)
    found = ((pattern.fullmatch(said), text) for pattern, text in _REASONS)
    reason = next((text.format(**match.groupdict()) for match, text in found if match), "syntaxe inattendue")
    column = f"colonne\u00a0{error.offset}, " if error.offset else ""
    return f"{column}{reason}"
