"""What a shape must be for an engine to run it: one that is ignored in silence looks like a rule that is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode

from refgraph.core.errors import ShapeError
from refgraph.core.namespaces import PREFIXES
from refgraph.graph.terms import ObjectTerm
from refgraph.graph.validation.report import RDF_TYPE, SH
from refgraph.graph.validation.shapes import SHAPE_CLASSES, Shapes, ShapesFile

_COUNTS = ("minCount", "maxCount", "minLength", "maxLength", "qualifiedMinCount", "qualifiedMaxCount")
_SWITCHES = ("uniqueLang", "closed", "deactivated", "qualifiedValueShapesDisjoint")
_LISTS = ("in", "and", "or", "xone", "languageIn", "ignoredProperties")
_IRIS = ("class", "datatype", "nodeKind", "severity", "targetClass", "targetSubjectsOf", "targetObjectsOf")
_EXTENSIONS = ("js", "rule", "target", "expression", "values", "SPARQLFunction", "JSConstraint", "JSRule", "JSFunction")
_CONSTRAINTS = frozenset(
    NamedNode(SH + name)
    for name in (
        *_COUNTS,
        *_SWITCHES,
        *_LISTS,
        "property",
        "path",
        "node",
        "not",
        "sparql",
        "class",
        "datatype",
        "hasValue",
    )
    if name not in ("deactivated", "ignoredProperties")
)
"""What only a shape has; one that has nothing else is still a shape (SHACL, section 2.1)."""
_REGIMES = "http://www.w3.org/ns/entailment/"
_ENTAILED = tuple(_REGIMES + name for name in ("Simple", "RDF", "RDFS", "OWL-RDF-Based"))
"""What a rule of a user may ask for: it is shown what follows by the rules of OWL 2 RL, whether it asks or not."""
_XSD = PREFIXES["xsd"]
_NIL, _FIRST = NamedNode(PREFIXES["rdf"] + "nil"), NamedNode(PREFIXES["rdf"] + "first")
_PROPERTY, _PATH, _SPARQL, _SELECT = (NamedNode(SH + name) for name in ("property", "path", "sparql", "select"))
_REMEDY = "Corrigez cette règle."
_PROLOGUE = re.compile(r"(?:\s|#[^\n]*\n|(?:PREFIX\s+[^\s:]*:|BASE)\s*<[^>]*>)*", re.IGNORECASE)


def require_forms(shapes: Shapes, files: Iterable[ShapesFile]) -> None:
    """Nothing, if every statement of ``files`` has the form that SHACL gives it, and every rule of theirs would run.

    Raises ShapeError for the first that has not, with file, line and term.
    """
    for file in files:
        for triple in file.triples:
            for term in (triple.predicate, triple.object):
                if isinstance(term, NamedNode) and term.value.removeprefix(SH) in _EXTENSIONS:
                    raise _extension(file, term)
            if problem := _problem(triple.predicate, triple.object, shapes):
                place = file.place(_line(file, triple.predicate, triple.object))
                raise ShapeError(f"« {_written(file, triple.predicate)} » {problem}.", place=place, remedy=_REMEDY)
        for rule in _never_run(shapes, file):
            name = _written(file, rule) if isinstance(rule, NamedNode) else ""
            raise ShapeError(
                f"la règle {f'« {name} »' if name else 'sans nom'} ne vise aucun élément\u00a0: "
                "elle ne serait jamais évaluée.",
                place=file.place(file.line_of(name) if name else None),
                remedy="Dites ce qu’elle vise, par exemple avec sh:targetClass.",
            )


def _problem(predicate: NamedNode, value: ObjectTerm, shapes: Shapes) -> str | None:
    """What is wrong with ``value``, as the end of a sentence; None if nothing is."""
    name = predicate.value.removeprefix(SH) if predicate.value.startswith(SH) else ""
    if name in _COUNTS and not _is_literal(value, "integer"):
        return f"attend un nombre entier, et non {_shown(value)}"
    if name in _SWITCHES and not _is_literal(value, "boolean"):
        return f"attend true ou false, et non {_shown(value)}"
    if name in _LISTS and value != _NIL and _FIRST not in shapes.described.get(value, {}):
        return f"attend une liste entre parenthèses, et non {_shown(value)}"
    if name in _IRIS and not isinstance(value, NamedNode):
        return f"attend le nom d’un terme, et non {_shown(value)}"
    if name == "pattern" and not _is_pattern(value):
        return f"attend une expression rationnelle, et {_shown(value)} n’en est pas une"
    if name == "entailment" and getattr(value, "value", "") not in _ENTAILED:
        return f"demande un régime de déduction que refgraph n’a pas ({_shown(value)})"
    if predicate == _PROPERTY and _PATH not in shapes.described.get(value, {}):
        return "mène à une contrainte sans sh:path, qui ne porte sur aucune propriété"
    if predicate == _SPARQL:
        return _query_problem(shapes.described.get(value, {}).get(_SELECT, []))
    return None


def _query_problem(queries: list[ObjectTerm]) -> str | None:
    texts = [query.value for query in queries if isinstance(query, Literal)]
    if len(texts) != 1:
        return "attend une requête dans sh:select, et une seule"
    begin = _PROLOGUE.match(texts[0])
    if not re.match(r"SELECT\b[^{]*?(?:[?$]this\b|\*)", texts[0][begin.end() if begin else 0 :], re.IGNORECASE):
        return "attend une requête SELECT qui rend $this"
    return None


def _extension(file: ShapesFile, term: NamedNode) -> ShapeError:
    return ShapeError(
        f"« {_written(file, term)} » appartient à une extension de SHACL qui n’est pas évaluée.",
        place=file.place(file.line_of(_written(file, term))),
        remedy="Écrivez la règle avec les contraintes de SHACL, ou avec sh:sparql.",
    )


def _never_run(shapes: Shapes, file: ShapesFile) -> Iterator[NamedNode | BlankNode]:
    """The shapes of ``file`` that target nothing and that no other shape is made of."""
    used: set[ObjectTerm] = {triple.object for triple in shapes.triples}
    for triple in file.triples:
        is_shape = triple.predicate == RDF_TYPE and triple.object in SHAPE_CLASSES
        if (is_shape or triple.predicate in _CONSTRAINTS) and triple.subject not in shapes.targeted | used:
            assert isinstance(triple.subject, NamedNode | BlankNode)
            yield triple.subject


def _is_literal(value: ObjectTerm, datatype: str) -> bool:
    return isinstance(value, Literal) and value.datatype == NamedNode(_XSD + datatype)


def _is_pattern(value: ObjectTerm) -> bool:
    try:
        re.compile(value.value if isinstance(value, Literal) else "(")
    except re.error:
        return False
    return True


def _written(file: ShapesFile, term: NamedNode) -> str:
    """``term`` as ``file`` writes it."""
    found = ((prefix, space) for prefix, space in file.prefixes.items() if space and term.value.startswith(space))
    prefix, space = max(found, key=lambda pair: len(pair[1]), default=("", ""))
    return f"{prefix}:{term.value.removeprefix(space)}" if space else f"<{term.value}>"


def _shown(value: ObjectTerm) -> str:
    return "un nœud sans nom" if isinstance(value, BlankNode) else f"« {getattr(value, 'value', value)} »"


def _line(file: ShapesFile, predicate: NamedNode, value: ObjectTerm) -> int | None:
    """The line on which ``predicate`` stands before ``value``; failing that, the first on which it stands."""
    written, said = _written(file, predicate), value.value if isinstance(value, Literal) else ""
    both = re.compile(rf"{re.escape(written)}\s+[\"']*{re.escape(said)}") if said else None
    found = both.search(file.text) if both else None
    return file.text.count("\n", 0, found.start()) + 1 if found else file.line_of(written)
