"""From a rule to its reach: the vocabulary of SHACL, term by term. What stands in no table here may look anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode

from refgraph.graph.terms import ObjectTerm
from refgraph.graph.validation.patterns import follow
from refgraph.graph.validation.reach import Reach
from refgraph.graph.validation.report import SH
from refgraph.graph.validation.results import FIRST, members
from refgraph.graph.validation.shapes import Shapes

_NUMBERS = ("minCount", "maxCount", "minLength", "maxLength", "qualifiedMinCount", "qualifiedMaxCount")
_RANGES = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive", "in", "hasValue")
_FORMS = ("datatype", "nodeKind", "pattern", "flags", "languageIn", "uniqueLang", "ignoredProperties", "defaultValue")
_WORDS = ("severity", "message", "name", "description", "order", "group", "deactivated")
_PLAIN = frozenset((*_NUMBERS, *_RANGES, *_FORMS, *_WORDS))
"""They look at a value, and at nothing else."""
_CLASSES = frozenset(("targetClass", "class"))
_PAIRS = frozenset(("equals", "disjoint", "lessThan", "lessThanOrEquals", "targetSubjectsOf"))
_PARTS = frozenset(("property", "node", "not", "qualifiedValueShape"))
_LISTS = frozenset(("and", "or", "xone"))
_PATHS = frozenset(("inversePath", "alternativePath", "zeroOrOnePath", "zeroOrMorePath", "oneOrMorePath"))
_PARAMETER, _PATH = NamedNode(SH + "parameter"), NamedNode(SH + "path")
_QUERIES = {NamedNode(SH + "select"): ("this",), NamedNode(SH + "ask"): ("this", "value")}
"""The variables that SHACL binds before it runs each kind of query."""
_VALIDATORS = tuple(NamedNode(SH + name) for name in ("nodeValidator", "propertyValidator", "validator"))

ShapeNode = NamedNode | BlankNode


def reach_of(rules: Iterable[ShapeNode], shapes: Shapes) -> dict[ShapeNode, Reach]:
    """What each of ``rules`` looks at, with the shapes that it is made of."""
    components = _components(shapes)
    return {rule: _Walk(shapes, components).from_rule(rule) for rule in rules}


class _Walk:
    """A walk through one rule and its parts; ``components`` are the validators by the parameter that calls them."""

    def __init__(self, shapes: Shapes, components: dict[NamedNode, list[ObjectTerm]]) -> None:
        self._shapes = shapes
        self._components = components
        self._reach = Reach()
        self._seen: set[ObjectTerm] = set()

    def from_rule(self, rule: ShapeNode) -> Reach:
        self._reach.instance_of(rule.value)  # a rule that is a class is one of its instances
        self._shape(rule)
        return self._reach

    def _shape(self, shape: ObjectTerm) -> None:
        if shape in self._seen:
            return
        self._seen.add(shape)
        for predicate, values in self._shapes.described.get(shape, {}).items():
            if predicate in self._components:
                self._queries(self._components[predicate])
            if predicate.value.startswith(SH):
                for value in values:
                    self._term(predicate.value.removeprefix(SH), value)

    def _term(self, name: str, value: ObjectTerm) -> None:
        if name in _PAIRS or name == "targetObjectsOf":
            self._path(value, ahead=name in _PAIRS)
        elif name == "path":
            self._path(value, ahead=True)
        elif name in _PARTS:
            self._shape(value)
        elif name in _LISTS:
            for part in members(value, self._shapes):
                self._shape(part)
        elif name == "sparql":
            self._queries([value])
        elif name in _CLASSES and isinstance(value, NamedNode):
            self._reach.instance_of(value.value)
        elif name == "targetNode":
            self._reach.start_elsewhere()
        elif name == "closed":
            self._reach.read_anything()
        elif name not in _PLAIN:
            self._reach.look_anywhere()

    def _path(self, node: ObjectTerm, *, ahead: bool) -> None:
        """Follow a path: one predicate, a list of paths in sequence, or a node that says what to do with a path."""
        if isinstance(node, NamedNode):
            self._reach.step(node.value, ahead)
            return
        said = self._shapes.described.get(node, {})
        for part in members(node, self._shapes):
            self._path(part, ahead=ahead)
        for predicate, values in said.items() if FIRST not in said else ():
            name = predicate.value.removeprefix(SH)
            if name not in _PATHS:
                self._reach.look_anywhere()
                return
            for value in values:
                self._path(value, ahead=ahead is not (name == "inversePath"))

    def _queries(self, holders: list[ObjectTerm]) -> None:
        """Follow the SPARQL of constraints or validators; one without any is of a kind that is not known here."""
        for holder in holders:
            said = self._shapes.described.get(holder, {})
            queries = [(each, given) for name, given in _QUERIES.items() for each in said.get(name, [])]
            if not queries:
                self._reach.look_anywhere()
            for query, given in queries:
                if isinstance(query, Literal):
                    follow(query.value, given, self._shapes.declared, self._reach)


def _components(shapes: Shapes) -> dict[NamedNode, list[ObjectTerm]]:
    """The validators of each parameter of the constraint components that the files declare."""
    found: dict[NamedNode, list[ObjectTerm]] = {}
    for said in shapes.described.values():
        validators = [each for name in _VALIDATORS for each in said.get(name, [])]
        for node in said.get(_PARAMETER, []):
            for parameter in shapes.described.get(node, {}).get(_PATH, []):
                if isinstance(parameter, NamedNode):
                    found.setdefault(parameter, []).extend(validators)
    return found
