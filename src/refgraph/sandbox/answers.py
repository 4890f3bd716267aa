"""Answers of the engine as bytes, counted while they are made: a cap stops the work and not only the sending."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import msgspec
import pyoxigraph as ox

from refgraph.sandbox.wire import Answer, Request

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def answer(result: Any, request: Request, started: float) -> Answer:
    """``result`` of pyoxigraph in the format that ``request`` asks for, cut at its caps."""
    if isinstance(result, ox.QueryBoolean):
        content = result.serialize(format=RESULTS[_for_boolean(request.results_format)])
        return Answer("boolean", content or b"", 1, False, time.perf_counter() - started)
    if isinstance(result, ox.QuerySolutions):
        content, rows, truncated = _bindings(result, request)
        return Answer("bindings", content, rows, truncated, time.perf_counter() - started)
    content, rows, truncated = _graph(result, request)
    return Answer("graph", content, rows, truncated, time.perf_counter() - started)


def _for_boolean(name: str) -> str:
    # CSV and TSV have no boolean (SPARQL 1.1 Query Results CSV and TSV Formats, section 1).
    return name if name in {"json", "xml"} else "json"


def _bindings(solutions: ox.QuerySolutions, request: Request) -> tuple[bytes, int, bool]:
    names = [variable.value for variable in solutions.variables]
    rows, truncated = _capped((_row(names, solution) for solution in solutions), request)
    head = msgspec.json.encode({"vars": names})
    content = b'{"head":' + head + b',"results":{"bindings":[' + b",".join(rows) + b"]}}"
    if request.results_format != "json":
        parsed = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        content = parsed.serialize(format=RESULTS[request.results_format]) or b""
    return content, len(rows), truncated


def _capped(rows: Iterable[bytes], request: Request) -> tuple[list[bytes], bool]:
    kept: list[bytes] = []
    size = 0
    for row in rows:
        size += len(row)
        if len(kept) >= request.rows or size > request.answer_bytes:
            return kept, True
        kept.append(row)
    return kept, False


def _row(names: list[str], solution: ox.QuerySolution) -> bytes:
    return msgspec.json.encode(
        {name: _term(term) for name, term in zip(names, solution, strict=True) if term is not None}
    )


def _term(term: Any) -> dict[str, Any]:
    """A term of SPARQL 1.1 Query Results JSON, section 3.2.2."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == _STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _graph(triples: Iterable[ox.Triple], request: Request) -> tuple[bytes, int, bool]:
    kept: list[ox.Triple] = []
    truncated = False
    size = 0
    for triple in triples:
        size += len(str(triple))
        if len(kept) >= request.rows or size > request.answer_bytes:
            truncated = True
            break
        kept.append(triple)
    return ox.serialize(kept, format=GRAPHS[request.graph_format]) or b"", len(kept), truncated
