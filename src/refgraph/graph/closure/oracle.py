"""The same closure by owlrl, a reference implementation of OWL 2 RL: slow, and used to prove the quick one.

Keys never reach owlrl: its rule prp-key compares all key properties but the last, so that a key of one property makes
every keyed instance the same as every other. Its rule eq-ref is left out, which says of every term that it is itself
and takes most of its time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import rdflib
from owlrl import DeductiveClosure, OWLRL_Semantics
from owlrl.Namespaces import ERRNS
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import OWL

from refgraph.core.namespaces import expand
from refgraph.graph.closure.axioms import is_axiom
from refgraph.graph.terms import ObjectTerm

THING, SAME = NamedNode(expand("owl:Thing")), NamedNode(expand("owl:sameAs"))


class _WithoutReflexivity(OWLRL_Semantics):  # type: ignore[misc]  # owlrl is not typed
    """OWL 2 RL but for the rule eq-ref."""

    def _equality(self, triple: tuple[rdflib.term.Node, ...], cycle_num: int) -> None:
        if triple[1] == OWL.sameAs and triple[0] != triple[2]:
            super()._equality(triple, cycle_num)


class Reasoning(NamedTuple):
    """What owlrl infers about our data, sorted, and the contradictions that it reports, in its words."""

    inferred: list[Triple]
    errors: list[str]


def infer_with_owlrl(ontology: Iterable[Triple], asserted: Iterable[Triple]) -> list[Triple]:
    """What owlrl infers about our data and `infer` should, sorted."""
    return reason_with_owlrl(ontology, asserted).inferred


def reason_with_owlrl(ontology: Iterable[Triple], asserted: Iterable[Triple]) -> Reasoning:
    """What follows from ``asserted``, and what contradicts the ontology.

    Left out are statements about terms of the ontology, and junk: ``owl:Thing``, reflexive ``owl:sameAs``, subjects
    that are literals.
    """
    ontology, asserted = list(ontology), list(asserted)
    known, terms = set(asserted), {term for each in ontology for term in (each.subject, each.predicate, each.object)}
    nodes = {term for each in asserted for term in (each.subject, each.object)} - terms
    closed = _expanded(ontology, asserted)
    triples = {_to_oxigraph(statement) for statement in closed} - known
    about_data = {each for each in triples if each and each.subject in nodes and not _is_junk(each)}
    return Reasoning(sorted(about_data, key=str), sorted(map(str, closed.objects(None, ERRNS.error))))


def _expanded(ontology: list[Triple], asserted: list[Triple]) -> rdflib.Graph:
    """The closed graph of the axioms and of the statements that can fire a rule.

    Every rule but those about equality starts from a property or class that an axiom names; a statement with no such
    term is carried through all rounds for nothing.
    """
    axioms = [each for each in ontology if is_axiom(each)]
    named = {term for each in axioms for term in (each.subject, each.object)} | {SAME}
    graph = rdflib.Graph(store="SimpleMemory", bind_namespaces="none")
    for each in (*axioms, *asserted):
        if each.predicate in named or each.object in named or each.subject in named:
            graph.add((_to_rdflib(each.subject), _to_rdflib(each.predicate), _to_rdflib(each.object)))
    DeductiveClosure(_WithoutReflexivity, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return graph


def _is_junk(triple: Triple) -> bool:
    return triple.object == THING or (triple.predicate == SAME and triple.subject == triple.object)


def _to_rdflib(term: ObjectTerm) -> rdflib.term.Identifier:
    if isinstance(term, Literal):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    return rdflib.BNode(term.value) if isinstance(term, BlankNode) else rdflib.URIRef(str(term)[1:-1])


def _to_oxigraph(statement: tuple[rdflib.term.Node, ...]) -> Triple | None:
    """The triple, or None where its subject is no IRI."""
    subject, predicate, value = statement
    if not isinstance(subject, rdflib.URIRef):
        return None
    return Triple(NamedNode(subject), NamedNode(str(predicate)), _object(value))


def _object(term: rdflib.term.Node) -> NamedNode | BlankNode | Literal:
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
    return BlankNode(str(term)) if isinstance(term, rdflib.BNode) else NamedNode(str(term))
