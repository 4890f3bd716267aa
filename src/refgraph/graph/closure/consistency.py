"""Contradictions of a closed graph, each told by a sentence that names the offender.

OWL 2 RL answers two values of a functional property, or two holders of an inverse functional one, by ``owl:sameAs``.
Here different IRIs name different things, so both are contradictions, as are the clashes of the profile: disjoint
classes (cax-dw, cax-adc), irreflexive and asymmetric properties (prp-irp, prp-asyp), ill-typed literals (dt-not-type).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store, Triple

from refgraph.core.errors import InconsistentGraphError
from refgraph.core.french import count
from refgraph.core.namespaces import expand
from refgraph.graph.closure.axioms import (
    ASYMMETRIC,
    FUNCTIONAL,
    INVERSE_FUNCTIONAL,
    IRREFLEXIVE,
    OBJECT,
    Axioms,
    read_axioms,
)
from refgraph.graph.closure.names import LABELS, Names
from refgraph.graph.ntriples import parts
from refgraph.graph.ownership import Holding
from refgraph.graph.terms import ObjectTerm


class Contradiction(NamedTuple):
    """A contradiction: the compact name of the offender and the sentence that tells what is wrong with it."""

    offender: str
    sentence: str


class Check(NamedTuple):
    """Queries that find one kind of contradiction, and the sentence for a row of their answers.

    In the sentence ``{x}``, ``{a}`` and ``{b}`` are things, ``{p}``, ``{c}`` and ``{d}`` terms of the ontology.
    """

    queries: Callable[[Axioms], Iterator[str]]
    sentence: str


def _marked(kind: str, pattern: str) -> Callable[[Axioms], Iterator[str]]:
    def queries(axioms: Axioms) -> Iterator[str]:
        if names := axioms.marked(kind):
            yield f"SELECT DISTINCT * WHERE {{ VALUES ?p {{ {_iris(names)} }} {pattern} }}"

    return queries


def _disjoint(axioms: Axioms) -> Iterator[str]:
    for members in axioms.disjoint:
        values = _iris(members)
        yield (
            f"SELECT DISTINCT * WHERE {{ VALUES ?c {{ {values} }} ?x a ?c . ?x a ?d . VALUES ?d {{ {values} }} "
            "FILTER(STR(?c) < STR(?d)) }"
        )


def _ill_typed(axioms: Axioms) -> Iterator[str]:
    by_datatype: dict[str, list[str]] = {}
    for name, datatype in axioms.datatypes():
        by_datatype.setdefault(datatype, []).append(name)
    for datatype, names in by_datatype.items():
        yield (
            f"SELECT DISTINCT * WHERE {{ VALUES ?p {{ {_iris(names)} }} ?x ?p ?a . {_wrong(datatype)} "
            f"BIND(<{datatype}> AS ?c) }}"
        )


def _wrong(datatype: str) -> str:
    """The filter for values that are not of a datatype; a cast that fails leaves its variable unbound."""
    if datatype == expand("rdf:langString"):
        return "FILTER(!isLiteral(?a) || LANG(?a) = '')"
    accepted = [datatype, expand("xsd:integer")] if datatype == expand("xsd:decimal") else [datatype]
    of_type = f"DATATYPE(?a) IN ({', '.join(f'<{each}>' for each in accepted)})"
    return f"BIND(<{datatype}>(STR(?a)) AS ?cast) FILTER(!isLiteral(?a) || !({of_type}) || !BOUND(?cast))"


CHECKS: tuple[Check, ...] = (
    Check(
        _disjoint,
        "{x} est à la fois «\u00a0{c}\u00a0» et «\u00a0{d}\u00a0», deux classes que l’ontologie dit disjointes.",
    ),
    Check(
        _marked(FUNCTIONAL, "?x ?p ?a , ?b . FILTER(STR(?a) < STR(?b) || (STR(?a) = STR(?b) && !sameTerm(?a, ?b)))"),
        "{x} a plusieurs valeurs pour «\u00a0{p}\u00a0» ({a}\u202f; {b}), alors qu’une seule est possible.",
    ),
    Check(
        _marked(INVERSE_FUNCTIONAL, "?a ?p ?x . ?b ?p ?x . FILTER(STR(?a) < STR(?b))"),
        "{x} a plusieurs rattachements par «\u00a0{p}\u00a0» ({a}\u202f; {b}), alors qu’un seul est possible.",
    ),
    Check(_marked(IRREFLEXIVE, "?x ?p ?x ."), "{x} est en relation avec soi-même par «\u00a0{p}\u00a0»."),
    Check(
        _marked(ASYMMETRIC, "?x ?p ?a . ?a ?p ?x . FILTER(STR(?x) < STR(?a))"),
        "{x} et {a} se renvoient l’un à l’autre par «\u00a0{p}\u00a0», qui n’a qu’un sens.",
    ),
    Check(_ill_typed, "{x} a pour «\u00a0{p}\u00a0» la valeur {a}, qui n’est pas du type «\u00a0{c}\u00a0»."),
    Check(
        _marked(OBJECT, "?x ?p ?a . FILTER(isLiteral(?a))"),
        "{x} a pour «\u00a0{p}\u00a0» le texte {a}, alors qu’un lien est attendu.",
    ),
)


class Consistency:
    """The contradictions that an ontology knows, to be looked for in any number of closed graphs."""

    def __init__(self, ontology: Iterable[Triple]) -> None:
        self._ontology = list(ontology)
        axioms = read_axioms(self._ontology)
        self._queries = [(check.sentence, query) for check in CHECKS for query in check.queries(axioms)]
        self._by_subject = {_written(expand("rdf:type")), *_all_written(axioms, FUNCTIONAL, ASYMMETRIC)}
        self._by_object = _all_written(axioms, INVERSE_FUNCTIONAL, ASYMMETRIC)

    def shared(self, lines: Iterable[bytes], holding: Holding) -> list[bytes]:
        """The statements of a graph on nodes not its own that those of other graphs might contradict."""
        return [
            line
            for line in lines
            for subject, predicate, value in [parts(line)]
            if (predicate in self._by_subject and not holding.has(subject))
            or (predicate in self._by_object and not holding.has(value))
        ]

    def contradictions(self, store: Store) -> list[Contradiction]:
        """The contradictions of the default graph of ``store``, said and inferred alike, in a stable order."""
        found = [(sentence, row) for sentence, query in self._queries for row in _rows(store, query)]
        if not found:
            return []
        said = (
            quad.triple
            for label in LABELS
            for quad in store.quads_for_pattern(None, NamedNode(label), None, DefaultGraph())
        )
        names = Names([*self._ontology, *said])
        told = ((names.identifier(row["x"]), text.format_map(names.of_all(row))) for text, row in found)
        return sorted({Contradiction(offender, sentence) for offender, sentence in told})


def contradictions(ontology: Iterable[Triple], graph: Iterable[Triple]) -> list[Contradiction]:
    """The contradictions of ``graph``, the asserted and inferred triples together, in a stable order."""
    store = Store()
    store.extend(Quad(each.subject, each.predicate, each.object) for each in graph)
    return Consistency(ontology).contradictions(store)


def refuse(found: Sequence[Contradiction]) -> None:
    """Nothing, if ``found`` is empty. Raises InconsistentGraphError that names the first offender."""
    if found:
        others = count(len(found) - 1, "autre contradiction", "autres contradictions")
        raise InconsistentGraphError(
            found[0].sentence + (f" Le graphe a {others}." if len(found) > 1 else ""),
            place=found[0].offender,
            remedy="Corrigez la fiche de lecture qui le dit, ou l’axiome de l’ontologie.",
        )


def refuse_inconsistent(
    ontology: Iterable[Triple], asserted: Iterable[Triple], inferred: Iterable[Triple] = ()
) -> None:
    """Raises InconsistentGraphError that names the first offender of a graph that contradicts itself."""
    refuse(contradictions(ontology, [*asserted, *inferred]))


def _rows(store: Store, query: str) -> Iterator[dict[str, ObjectTerm]]:
    answers = store.query(query)
    assert isinstance(answers, QuerySolutions)
    names = [variable.value for variable in answers.variables]
    for answer in answers:
        yield {name: value for name in names if (value := answer[name]) is not None}


def _all_written(axioms: Axioms, *kinds: str) -> set[bytes]:
    return {_written(name) for kind in kinds for name in axioms.marked(kind)}


def _written(name: str) -> bytes:
    return f"<{name}>".encode()


def _iris(names: Iterable[str]) -> str:
    return " ".join(f"<{name}>" for name in names)
