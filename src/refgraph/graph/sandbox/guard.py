"""What may run at all, decided before the engine sees the query.

Two looks at each query. The first is lexical and cheap: it refuses what would harm the parser itself (size, nesting)
and the spellings of SERVICE that Oxigraph accepts although the grammar does not (``SERVICEa:p{…}``). The second is on
the parsed query of a SPARQL 1.1 parser: reading forms only, no SERVICE at any depth.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pyoxigraph import Store

from refgraph.core.errors import QueryError
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.sandbox.limits import Limits
from refgraph.graph.store.syntax import explain
from refgraph.graph.store.tokens import calls_service, tokens, unescaped

FORMS = {"SelectQuery": "SELECT", "AskQuery": "ASK", "ConstructQuery": "CONSTRUCT", "DescribeQuery": "DESCRIBE"}
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_FILES = ("file:", "ftp:", "data:", "jar:")
_REMOVE = "Retirez cette clause."
_NO_SERVICE = "SERVICE n’est pas permis : une requête n’interroge aucun autre serveur."
_READ_ONLY = "Écrivez une question qui lit : SELECT, ASK, CONSTRUCT ou DESCRIBE."


def refuse_unsafe_text(query: str, limits: Limits) -> None:
    """Refuse a query whose size or nesting could harm a parser, or that calls another server.

    Raises:
        QueryError: with the line and what to do.
    """
    if len(query) > limits.query_characters:
        raise QueryError(
            f"la requête compte {len(query)} caractères ; le maximum est {limits.query_characters}.",
            remedy="Découpez-la en plusieurs questions.",
        )
    if not query.isprintable() and _FORBIDDEN.search(query):
        raise QueryError(
            "la requête contient un caractère qui n’est pas du texte.", remedy="Recopiez-la depuis un éditeur de texte."
        )
    _refuse_deep_nesting(query, limits)
    if calls_service(query):
        raise QueryError(_NO_SERVICE, remedy=_REMOVE)


def _refuse_deep_nesting(query: str, limits: Limits) -> None:
    depth = 0
    for token in tokens(query):
        depth += (token.text in "({[") - (token.text in ")}]")
        if depth > limits.nesting:
            raise QueryError(
                f"plus de {limits.nesting} parenthèses ou accolades sont imbriquées.",
                place=f"ligne {query.count(chr(10), 0, token.start) + 1}",
                remedy="Simplifiez la requête.",
            )


@lru_cache(maxsize=256)
def form_of(query: str) -> str:
    """The form of ``query`` (``SELECT``, ``ASK``, ``CONSTRUCT``, ``DESCRIBE``), from its parse tree.

    Raises:
        QueryError: it does not parse, is not a reading form, or contains a SERVICE.
    """
    # Imported here: the serving process only needs the lexical look; this one runs in the worker.
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(spaced(query))
    except Exception as error:
        fault = _engine_fault(query)
        if fault is None and _is_harmless(query):
            return _first_form(query)
        raise (explain(fault, query) if fault and not hasattr(error, "loc") else _unexpected(query, error)) from error
    form = FORMS.get(getattr(tree[1], "name", ""))
    if form is None:
        raise QueryError("cette requête n’est pas une lecture.", remedy=_READ_ONLY)
    if _contains_service(tree[1]):
        raise QueryError(_NO_SERVICE, remedy=_REMOVE)
    if file := next((iri for iri in _dataset(tree[1]) if iri.lower().startswith(_FILES)), None):
        raise QueryError(
            f"FROM nomme un graphe chargé, jamais un fichier («\u00a0{file[:80]}\u00a0»).",
            remedy="Retirez cette clause, ou nommez un graphe.",
        )
    return form


def spaced(query: str) -> str:
    """``query`` as rdflib reads what is legal: no space before the sign of a path, one before a variable, no decimal.

    rdflib fails on ``p * ?o``, on ``p?o`` and on the negation of a decimal (``-1.5``); a number means nothing here.

    >>> spaced("{ ?s a * ?o ; x:p?q, -1.5 }")
    '{ ?s a* ?o ; x:p ?q, -1 }'
    """
    text = list[str]()
    end, before = 0, ""
    for token in tokens(query):
        gap = query[end : token.start]
        if token.text in _PATH_SIGNS and before in _PATH_ENDS and not gap.strip():
            gap = ""
        if token.kind == "variable" and not gap:
            gap = " "
        text += [gap, token.text]
        end = token.start + len(token.text)
        before = "name" if token.kind in ("word", "iri") else token.text
    return _NEGATIVE.sub(r"-\1", "".join(text) + query[end:])


_PATH_SIGNS, _PATH_ENDS = frozenset("*+?"), frozenset(("name", ")"))
_NEGATIVE = re.compile(r"-(\d+)\.\d+(?![\deE])")


def _engine_fault(query: str) -> Exception | None:
    """What the engine itself has against ``query``, on nothing."""
    try:
        Store().query(query, prefixes=PREFIXES, base_iri="urn:base")
    except (SyntaxError, ValueError, RuntimeError, MemoryError) as error:
        return error
    return None


def _is_harmless(query: str) -> bool:
    """Whether nothing in a query that only the engine can read could name a server or a file."""
    plain = unescaped(query).lower()
    return "service" not in plain and not any(scheme in plain for scheme in _FILES)


def _first_form(query: str) -> str:
    return next((token.keyword for token in tokens(query) if token.keyword in FORMS.values()), "SELECT")


def _dataset(query: Any) -> list[str]:
    """The IRIs that FROM and FROM NAMED name in full."""
    clauses = getattr(query, "datasetClause", None) or []
    return [str(iri) for clause in clauses for iri in (clause.default, clause.named) if isinstance(iri, str)]


def _unexpected(query: str, error: Any) -> QueryError:
    """The error of the SPARQL 1.1 parser, which names the first word it did not expect."""
    offset = min(getattr(error, "loc", 0), len(query))
    found = next((token.text for token in tokens(query) if token.start >= offset), "")
    if found.upper() in _UPDATES:
        return QueryError("cette requête modifierait les données ; elle n’a pas été exécutée.", remedy=_READ_ONLY)
    line, column = query.count("\n", 0, offset) + 1, offset - query.rfind("\n", 0, offset)
    what = f"ce qui commence par « {found[:40]} » n’est pas compris" if found else "la requête s’arrête trop tôt"
    return QueryError(
        f"{what}.",
        place=f"ligne {line}, colonne {column}",
        remedy="Vérifiez les mots, les accolades et les points jusqu’à la fin de ce motif.",
    )


def _contains_service(node: Any) -> bool:
    if getattr(node, "name", None) == "ServiceGraphPattern":
        return True
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list | tuple) else None
    if children is None:
        children = node.asList() if hasattr(node, "asList") else ()
    return any(_contains_service(child) for child in children)
