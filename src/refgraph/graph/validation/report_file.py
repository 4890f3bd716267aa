"""A report as a file: JSON that gives every field of every result back, terms as RDF has them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path as FilePath

import msgspec
from msgspec import Struct
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Triple

from refgraph.core import files
from refgraph.core.errors import StoreError
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.terms import ObjectTerm
from refgraph.graph.validation.report import Path, Report, Result, Severity

_STRING = PREFIXES["xsd"] + "string"


class _Iri(Struct, frozen=True, tag_field="type", tag="iri"):
    value: str


class _Blank(Struct, frozen=True, tag_field="type", tag="bnode"):
    value: str


class _Literal(Struct, frozen=True, tag_field="type", tag="literal", omit_defaults=True):
    value: str
    datatype: str | None = None
    language: str | None = None
    direction: str | None = None


class _Triple(Struct, frozen=True, tag_field="type", tag="triple"):
    subject: _Iri | _Blank
    predicate: _Iri
    object: _Term


_Term = _Iri | _Blank | _Literal | _Triple


class _Path(Struct, frozen=True):
    text: str
    node: _Iri | _Blank
    triples: tuple[_Triple, ...]


class _Result(Struct, frozen=True):
    focus: _Term
    path: _Path | None
    component: str
    severity: Severity
    shape: _Iri | _Blank
    value: _Term | None
    message: str


class _Report(Struct, frozen=True):
    results: tuple[_Result, ...]


_decoder = msgspec.json.Decoder(_Report)


def encoded(results: Iterable[Result]) -> bytes:
    """``results`` as bytes that `decoded` reads."""
    return msgspec.msgpack.encode([_written(each) for each in results])


def decoded(raw: bytes) -> list[Result]:
    """The results that `encoded` wrote."""
    return [_read(each) for each in msgspec.msgpack.decode(raw, type=list[_Result])]


def write_report(path: FilePath, report: Report) -> None:
    """Put ``report`` at ``path`` as JSON, whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = msgspec.json.encode(_Report(tuple(map(_written, report.results))))
    files.replace(path, msgspec.json.format(raw, indent=1).decode())


def read_report(path: FilePath) -> Report:
    """The report that `write_report` put at ``path``: equal to the one that was written, in the same order.

    Raises:
        StoreError: there is none, or it is no such file.
    """
    try:
        return Report(tuple(map(_read, _decoder.decode(path.read_bytes()).results)))
    except (OSError, ValueError) as error:
        raise StoreError(
            "le contrôle enregistré ne peut pas être lu.",
            place=str(path),
            remedy="Reconstruisez le graphe avec « refgraph build ».",
        ) from error


def _written(result: Result) -> _Result:
    path = result.path
    return _Result(
        focus=_described(result.focus),
        path=_Path(path.text, _node(path.node), tuple(map(_triple, path.triples))) if path else None,
        component=result.component.value,
        severity=result.severity,
        shape=_node(result.shape),
        value=None if result.value is None else _described(result.value),
        message=result.message,
    )


def _read(result: _Result) -> Result:
    path = result.path
    return Result(
        focus=_term(result.focus),
        path=Path(path.text, _name(path.node), tuple(map(_statement, path.triples))) if path else None,
        component=NamedNode(result.component),
        severity=result.severity,
        shape=_name(result.shape),
        value=None if result.value is None else _term(result.value),
        message=result.message,
    )


def _described(term: ObjectTerm) -> _Term:
    if isinstance(term, Triple):
        return _triple(term)
    return _literal(term) if isinstance(term, Literal) else _node(term)


def _node(term: NamedNode | BlankNode) -> _Iri | _Blank:
    return _Iri(term.value) if isinstance(term, NamedNode) else _Blank(term.value)


def _literal(term: Literal) -> _Literal:
    datatype = term.datatype.value
    return _Literal(
        term.value,
        None if term.language or datatype == _STRING else datatype,
        term.language,
        str(term.direction) if term.direction else None,
    )


def _triple(triple: Triple) -> _Triple:
    subject = triple.subject
    assert isinstance(subject, NamedNode | BlankNode)  # RDF 1.2: a triple term is an object only
    return _Triple(_node(subject), _Iri(triple.predicate.value), _described(triple.object))


def _term(term: _Term) -> ObjectTerm:
    match term:
        case _Triple():
            return _statement(term)
        case _Literal(language=None):
            return Literal(term.value, datatype=NamedNode(term.datatype) if term.datatype else None)
        case _Literal():
            direction = BaseDirection(term.direction) if term.direction else None
            return Literal(term.value, language=term.language, direction=direction)
        case _:
            return _name(term)


def _name(term: _Iri | _Blank) -> NamedNode | BlankNode:
    return NamedNode(term.value) if isinstance(term, _Iri) else BlankNode(term.value)


def _statement(triple: _Triple) -> Triple:
    return Triple(_name(triple.subject), NamedNode(triple.predicate.value), _term(triple.object))
