"""A query that the engine refused, explained in French at its line."""

from __future__ import annotations

import re

from refgraph.core.errors import QueryError

_PLACE = re.compile(r"error at (\d+):(\d+)")

_REASONS: dict[str, str] = {
    "The SELECT contains a variable that is unbound": "le SELECT demande une variable qui n’est ni groupée ni agrégée",
    "IRI parsing failed": "l’IRI n’est pas valable",
    "is already": "la variable est déjà définie",
}

_PREFIXED = re.compile(r"([\w.-]+):[^\s:]*\s*$")
_LONGEST_NAME = 200
"""Characters before the place of an error in which the name that it is about is looked for."""
_UPDATES = re.compile(r"\b(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\b", re.IGNORECASE)


def explain(error: Exception, query: str) -> QueryError:
    """The `QueryError` that tells a reader where ``query`` is wrong, from what the engine said."""
    found = _PLACE.search(str(error))
    if not found:
        return QueryError(
            "la requête ne peut pas être exécutée.", remedy=f"Le moteur répond\u00a0: {_first_line(error)}"
        )
    line, column = int(found[1]), int(found[2])
    place = f"Requête, ligne {line}, colonne {column}"
    if "Prefix not found" in str(error):
        return QueryError(
            f"le préfixe{_prefix(query, line, column)} n’est pas déclaré.",
            place=place,
            remedy="Déclarez-le en tête (PREFIX nom: <adresse>), ou corrigez-le.",
        )
    reason = next((french for english, french in _REASONS.items() if english in str(error)), None)
    if reason is None and _UPDATES.match(_without_prologue(query)):
        return QueryError(
            "seule la lecture est permise.", place="Requête", remedy="Écrivez SELECT, ASK, CONSTRUCT ou DESCRIBE."
        )
    return QueryError(
        f"{reason or 'syntaxe SPARQL inattendue'}{_near(query, line, column)}.",
        place=place,
        remedy="Corrigez la requête à cet endroit ou juste avant.",
    )


def _prefix(query: str, line: int, column: int) -> str:
    """The name before the colon where the engine stopped, as « foo »."""
    before = query.split("\n")[line - 1][: column - 1] if line <= query.count("\n") + 1 else ""
    found = _PREFIXED.search(before[-_LONGEST_NAME:])
    return f" « {found[1]} »" if found else ""


def _near(query: str, line: int, column: int) -> str:
    lines = query.split("\n")
    text = lines[line - 1][: column - 1].strip() if line <= len(lines) else ""
    return f" après « {text[-40:]} »" if text else " à la fin du texte" if line >= len(lines) else ""


def _without_prologue(query: str) -> str:
    return re.sub(r"^(?:\s+|#[^\n]*\n|PREFIX\s+\S*\s*<[^>]*>|BASE\s*<[^>]*>)*", "", query, flags=re.IGNORECASE)


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:200]
