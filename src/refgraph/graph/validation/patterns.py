"""Which statements a SPARQL rule looks at, read from its algebra: what is proved here need not be assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from refgraph.graph.validation.reach import Reach

PATH = "urn:refgraph:path"
"""Stands for ``$PATH``, the path of the shape that the query belongs to."""
_WRAPPERS = frozenset(("Project", "Distinct", "Reduced", "OrderBy", "Slice", "Group", "AggregateJoin"))


def follow(query: str, given: Iterable[str], prefixes: Mapping[str, str], reach: Reach) -> None:
    """Add to ``reach`` what ``query`` looks at, from the variables ``given`` by SHACL (``$this``, ``$value``) on.

    A pattern is followed from what is already reached: from subject to object, or else backward. One that hangs on
    nothing that is reached starts elsewhere; one that is not known here may look anywhere.
    """
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.term import Variable

    prologue = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in prefixes.items())
    try:
        algebra = translateQuery(parseQuery(prologue + query.replace("$PATH", f"<{PATH}>"))).algebra
    except Exception:  # noqa: BLE001 (what rdflib cannot read, pyoxigraph may: the rule is run on everything)
        reach.look_anywhere()
        return
    if algebra.datasetClause:
        reach.look_anywhere()
    _Walk(reach, frozenset(map(Variable, given))).pattern(algebra.p, frozenset())


class _Walk:
    """A walk through the algebra of one query; ``given`` are the variables that SHACL binds beforehand."""

    def __init__(self, reach: Reach, given: frozenset[Any]) -> None:
        self._reach = reach
        self._given = given

    def pattern(self, node: Any, known: frozenset[Any]) -> frozenset[Any]:
        """The variables that are surely reached after ``node``, if ``known`` are before it."""
        if node.name == "BGP":
            return self._triples(node.triples, known | self._given)
        if node.name in ("Join", "LeftJoin", "Minus"):
            return self._pair(node, known)
        if node.name == "Union":
            return self.pattern(node.p1, known) & self.pattern(node.p2, known)
        if node.name in ("Filter", "Extend", *_WRAPPERS):
            return self._wrapped(node, known)
        if node.name == "ToMultiSet":
            return known if node.p.name == "values" else known | self._selected(node.p)
        self._reach.look_anywhere()
        return known

    def _pair(self, node: Any, known: frozenset[Any]) -> frozenset[Any]:
        left = self.pattern(node.p1, known)
        right = self.pattern(node.p2, left)
        if node.name == "LeftJoin":
            self._expression(node.expr, right)
        return right if node.name == "Join" else left

    def _wrapped(self, node: Any, known: frozenset[Any]) -> frozenset[Any]:
        found = self.pattern(node.p, known)
        self._expression([node.expr, node.A], found)
        same = node.name == "Extend" and isinstance(node.expr, str) and node.expr in found | self._given
        return found | {node.var} if same else found

    def _selected(self, query: Any) -> frozenset[Any]:
        """A query inside the query is evaluated by itself: only what SHACL binds beforehand is known to it."""
        inside = self.pattern(query, frozenset())
        return inside & frozenset(query.PV)

    def _expression(self, node: Any, known: frozenset[Any]) -> None:
        """Follow the patterns of EXISTS; a function of the user's own may look anywhere."""
        name = getattr(node, "name", "")
        if name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            self.pattern(node.graph, known)
            return
        if name == "Function" and not str(node.iri).startswith("http://www.w3.org/2001/XMLSchema#"):
            self._reach.look_anywhere()
        for part in _parts(node):
            self._expression(part, known)

    def _triples(self, triples: Iterable[Any], known: frozenset[Any]) -> frozenset[Any]:
        left = list(triples)
        while left:
            begun = next((each for each in left if each[0] in known), None)
            ended = next((each for each in left if each[2] in known), None)
            found = begun or ended or left[0]
            if not begun and not ended:
                self._reach.start_elsewhere()
            left.remove(found)
            self._path(found[1], ahead=begun is not None or ended is None)
            known |= {found[0], found[2]}
        return known

    def _path(self, path: Any, ahead: bool) -> None:
        from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
        from rdflib.term import URIRef

        if isinstance(path, URIRef):
            self._step(str(path), ahead)
        elif isinstance(path, InvPath):
            self._path(path.arg, not ahead)
        elif isinstance(path, MulPath):
            self._path(path.path, ahead)
        elif isinstance(path, SequencePath | AlternativePath):
            for part in path.args:
                self._path(part, ahead)
        elif ahead and not hasattr(path, "args"):
            self._reach.read_anything()
        else:
            self._reach.look_anywhere()

    def _step(self, predicate: str, ahead: bool) -> None:
        if predicate == PATH and not ahead:
            self._reach.look_anywhere()
        elif predicate != PATH:  # ahead, the shape of that path has been followed already
            self._reach.step(predicate, ahead)


def _parts(node: Any) -> Iterator[Any]:
    if isinstance(node, Mapping):
        yield from (value for key, value in node.items() if key != "_vars")
    elif isinstance(node, list | tuple):
        yield from node
