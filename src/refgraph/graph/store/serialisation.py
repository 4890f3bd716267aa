"""Answers of a store in the formats of the standards, and as a table of plain terms."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from refgraph import __version__
from refgraph.core.namespaces import PREFIXES
from refgraph.core.table import Table
from refgraph.graph.store.protocol import Solutions
from refgraph.graph.terms import Term

GRAPHS: dict[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}

_STRING = f"{PREFIXES['xsd']}string"


def serialize_graph(statements: list[ox.Triple] | list[ox.Quad], name: str) -> bytes:
    """``statements`` in the format ``name`` of `GRAPHS`, sorted, so that the same graph gives the same bytes."""
    ordered: Any = sorted(statements, key=str)
    return (ox.serialize(ordered, format=GRAPHS[name], prefixes=_used(ordered)) or b"").rstrip(b"\n") + b"\n"


def results_json(answer: Solutions | bool) -> bytes:
    """``answer`` as SPARQL 1.1 Query Results JSON."""
    if isinstance(answer, bool):
        content: dict[str, Any] = {"head": {}, "boolean": answer}
    else:
        rows = [
            {name: _json(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
            for row in answer.rows
        ]
        content = {"head": {"vars": list(answer.variables)}, "results": {"bindings": rows}}
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def to_table(answer: Solutions | bool, query: str, compact: bool = False) -> Table:
    """``answer`` as a table of terms; ``compact`` writes IRIs with the known prefixes."""
    source = (("Requête", query), ("Version", f"refgraph {__version__}"))
    if isinstance(answer, bool):
        return Table(("Réponse",), ((answer,),), source=source)
    rows = tuple(tuple(_shown(term, compact) for term in row) for row in answer.rows)
    return Table(answer.variables, rows, source=source, empty="Aucune ligne.")


def compact_iri(iri: str) -> str:
    """``iri`` with the longest known prefix, as ``rg:Bloc`` or ``id:certification/RNCP31919``.

    >>> compact_iri("https://w3id.org/refgraph/ns#Bloc")
    'rg:Bloc'
    """
    known = [(namespace, prefix) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    if not known:
        return iri
    namespace, prefix = max(known, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri.removeprefix(namespace)}"


def _shown(term: Term | ox.Triple | None, compact: bool) -> str | None:
    match term:
        case None:
            return None
        case ox.NamedNode():
            return compact_iri(term.value) if compact else term.value
        case ox.Literal():
            return term.value
        case _:
            return str(term)


def _json(term: Any) -> dict[str, Any]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}
    shown = {"type": "literal", "value": term.value}
    if term.language:
        return shown | {"xml:lang": term.language}
    return shown if term.datatype.value == _STRING else shown | {"datatype": term.datatype.value}


def _used(statements: list[Any]) -> dict[str, str]:
    """The prefixes whose namespace occurs, so that a file does not declare thirty for ten lines."""
    text = "\n".join(map(str, statements))
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in text}
