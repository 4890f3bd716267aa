"""Names of refgraph's ontology that a query uses and that do not exist: the usual reason of an empty answer."""

from __future__ import annotations

import difflib

from pyoxigraph import NamedNode

from refgraph.core.french import NBSP
from refgraph.core.namespaces import PREFIXES, graph_iri
from refgraph.graph.store import Store
from refgraph.graph.store.tokens import Token, tokens

_PREFIX = "rg"
_TERMS = f"SELECT DISTINCT ?term {{ GRAPH <{graph_iri('ontology')}> {{ ?term a ?type }} }}"
_LIKE = 0.6
"""Share of letters in common from which a name is offered for another (`difflib.SequenceMatcher.ratio`)."""


def unknown_names(store: Store, query: str) -> tuple[str, ...]:
    """A French sentence for each name ``rg:…`` of ``query`` that the ontology lacks, with the nearest one it has."""
    used = _names(list(tokens(query)))
    if not used:
        return ()
    own = PREFIXES[_PREFIX]
    terms = (row[0].value for row in store.select(_TERMS).rows if isinstance(row[0], NamedNode))
    known = {term.removeprefix(own) for term in terms if term.startswith(own)}
    return tuple(_sentence(name, known) for name in used if name not in known)


def _names(found: list[Token]) -> list[str]:
    """The local names written with our prefix, each once, unless the query gives the prefix another meaning."""
    used: dict[str, None] = {}
    for first, colon, local in zip(found, found[1:], found[2:], strict=False):
        if (first.text, colon.text) != (_PREFIX, ":"):
            continue
        if local.kind == "iri" and local.text[1:-1] != PREFIXES[_PREFIX]:
            return []
        if local.kind == "word" and local.start == colon.start + 1:
            used[local.text] = None
    return list(used)


def _sentence(name: str, known: set[str]) -> str:
    said = f"{_PREFIX}:{name} n’existe pas dans l’ontologie"
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=_LIKE)
    return f"{said}{NBSP}; vouliez-vous dire {_PREFIX}:{near[0]}{NBSP}?" if near else f"{said}."
