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
_TOKEN = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*|[][()]", re.DOTALL
)
"""A text, an address or a comment, in which brackets do not count; or a bracket."""
_PLACE = re.compile(r"^Parser error .*?: ", re.DOTALL)


def explain(error: SyntaxError, text: str = "") -> str:
    """Why the parser refused, with the column: « colonne 5, un « ; » ou un « . » manque avant ce point ».

    A reason that is not in the table is told as an unexpected syntax rather than in English; where ``text``, the
    whole file, is given, a bracket that is still open at that place is named with its line.
    """
    said = _PLACE.sub("", error.msg)
    found = ((pattern.fullmatch(said), text) for pattern, text in _REASONS)
    reason = next((text.format(**match.groupdict()) for match, text in found if match), "syntaxe inattendue")
    if opened := _open_bracket(error, text):
        reason = f"le « {opened[0]} » de la ligne {opened[1]} n’est pas fermé"
    column = f"colonne\u00a0{error.offset}, " if error.offset else ""
    return f"{column}{reason}"


def _open_bracket(error: SyntaxError, text: str) -> tuple[str, int] | None:
    """The innermost bracket that is open where the parser met a dot or the end of the file, and its line."""
    if not text:
        return None
    lines = text.split("\n")
    before = "\n".join([*lines[: (error.lineno or 1) - 1], lines[(error.lineno or 1) - 1][: (error.offset or 1) - 1]])
    rest = text[len(before) :].lstrip()
    if rest and not rest.startswith("."):
        return None
    opened: list[tuple[str, int]] = []
    for found in _TOKEN.finditer(before):
        if found[0] in ("[", "("):
            opened.append((found[0], before.count("\n", 0, found.start()) + 1))
        elif found[0] in ("]", ")") and opened:
            opened.pop()
    return opened[-1] if opened else None
