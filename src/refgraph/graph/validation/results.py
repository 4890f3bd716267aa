"""From the validation report of an engine (an rdflib graph) to our results, and from our triples to rdflib."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from refgraph.core.namespaces import PREFIXES
from refgraph.graph.terms import ObjectTerm
from refgraph.graph.validation.messages import default_message, is_told
from refgraph.graph.validation.report import SEVERITIES, SH, Path, Result, Severity
from refgraph.graph.validation.shapes import Shapes

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_PATHS = {"inversePath": "^", "zeroOrOnePath": "?", "zeroOrMorePath": "*", "oneOrMorePath": "+"}
_BROADER = tuple(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (("skos", "broader"), ("skos", "broadMatch"), ("rdfs", "subClassOf"))
)
FIRST, REST = (NamedNode(PREFIXES["rdf"] + name) for name in ("first", "rest"))
_STRING = PREFIXES["xsd"] + "string"
logging.getLogger("rdflib.term").disabled = True  # it prints a traceback for each value that is not of its datatype


def to_rdflib(triples: Iterable[Triple]) -> Graph:
    """The triples as an rdflib graph, literals as they are written."""
    from rdflib import Graph

    graph = Graph()
    for triple in triples:
        graph.add((_rdflib_term(triple.subject), _rdflib_term(triple.predicate), _rdflib_term(triple.object)))
    return graph


def read_results(report: Graph, shapes: Shapes) -> list[Result]:
    """The results of a ``sh:ValidationReport``; a rule that is made of unnamed parts answers for them."""
    from rdflib import URIRef

    return [_result(report, node, shapes) for node in report.objects(None, URIRef(SH + "result"))]


def _result(report: Graph, node: Node, shapes: Shapes) -> Result:
    from rdflib import URIRef

    def one(name: str) -> Node | None:
        return next(report.objects(node, URIRef(SH + name)), None)

    path, severity, value = one("resultPath"), one("resultSeverity"), one("value")
    focus, component, shape = one("focusNode"), one("sourceConstraintComponent"), one("sourceShape")
    source = _term(shape)
    owner = shapes.owner(source)
    return Result(
        focus=_term(focus),
        path=_path(path, source, shapes) if path is not None else None,
        component=NamedNode(str(component)),
        severity=severity_of(str(severity), shapes),
        own_severity=None if str(severity) in SEVERITIES or severity is None else NamedNode(str(severity)),
        shape=owner if isinstance(owner, NamedNode) else BlankNode(str(owner).removeprefix("_:")),
        value=_term(value) if value is not None else None,
        message=_message(report, node) if is_told(source, shapes) else _default(source, str(component), shapes),
    )


def severity_of(iri: str, shapes: Shapes) -> Severity:
    """The severity that ``iri`` is or counts as: of a user's own the one that it is placed under, else « à revoir »."""
    if iri in SEVERITIES or iri == "None":
        return SEVERITIES.get(iri, Severity.VIOLATION)
    said = shapes.described.get(NamedNode(iri), {})
    above = [getattr(term, "value", "") for name in _BROADER for term in said.get(name, [])]
    return next((SEVERITIES[one] for one in above if one in SEVERITIES), Severity.WARNING)


def _message(report: Graph, node: Node) -> str:
    """The French message; an engine that fills variables in loses the language, and is read all the same."""
    from rdflib import Literal as RdflibLiteral
    from rdflib import URIRef

    said = [text for text in report.objects(node, URIRef(SH + "resultMessage")) if isinstance(text, RdflibLiteral)]
    said.sort(key=lambda text: ({"fr": 0, None: 1}.get(text.language, 2), str(text)))
    return str(said[0]) if said else ""


def _default(source: ObjectTerm, component: str, shapes: Shapes) -> str:
    """What is told where the shape says nothing: the engines would, in English."""
    own = shapes.described.get(source, {}).get(NamedNode(SH + "path"))
    return default_message(component, source, _path_text(own[0], shapes) if own else "", shapes)


def _path(node: Node, source: ObjectTerm, shapes: Shapes) -> Path:
    """The path of a result: that of its property shape, or the property that a SPARQL rule names."""
    own = shapes.described.get(source, {}).get(NamedNode(SH + "path"))
    term = own[0] if own else _term(node)
    assert isinstance(term, NamedNode | BlankNode)
    return Path(_path_text(term, shapes), term, tuple(_described(term, shapes)))


def _described(node: ObjectTerm, shapes: Shapes) -> Iterator[Triple]:
    """The triples that make up a path which is not a single property."""
    if isinstance(node, BlankNode):
        for predicate, values in shapes.described.get(node, {}).items():
            for value in values:
                yield Triple(node, predicate, value)
                yield from _described(value, shapes)


def _path_text(node: ObjectTerm, shapes: Shapes) -> str:
    """A SHACL path in the notation of SPARQL, so that the same path reads the same from any engine."""
    said = shapes.described.get(node, {})
    if isinstance(node, NamedNode):
        return str(node)
    if FIRST in said:
        return "/".join(_path_text(part, shapes) for part in members(node, shapes))
    for name, sign in _PATHS.items():
        for part in said.get(NamedNode(SH + name), []):
            inner = _path_text(part, shapes)
            return f"^{inner}" if sign == "^" else f"({inner}){sign}"
    for parts in said.get(NamedNode(SH + "alternativePath"), []):
        return f"({'|'.join(_path_text(part, shapes) for part in members(parts, shapes))})"
    return ""


def members(node: ObjectTerm, shapes: Shapes) -> Iterator[ObjectTerm]:
    """The members of an RDF list."""
    while {FIRST, REST} <= (said := shapes.described.get(node, {})).keys():
        yield said[FIRST][0]
        node = said[REST][0]


def _term(node: Node | None) -> ObjectTerm:
    from rdflib import BNode
    from rdflib import Literal as RdflibLiteral

    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype or _STRING)))
    if isinstance(node, BNode):
        return BlankNode(str(node))
    return NamedNode(str(node))


def _rdflib_term(term: ObjectTerm) -> Node:
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdflibLiteral

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    assert isinstance(term, Literal)
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    datatype = None if term.datatype.value == _STRING else URIRef(term.datatype.value)
    return RdflibLiteral(term.value, datatype=datatype, normalize=False)
