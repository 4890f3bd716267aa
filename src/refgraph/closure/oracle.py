"""The same closure by owlrl, a reference implementation of OWL 2 RL: slow, and used to prove the quick one.

Keys never reach owlrl: its rule prp-key compares all key properties but the last, so that a key of one property makes
every keyed instance the same as every other. Its rule eq-ref is left out, which says of every term that it is itself
and takes most of its time.
"""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from owlrl import DeductiveClosure, OWLRL_Semantics
from owlrl.Namespaces import ERRNS
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import OWL

from refgraph.closure.axioms import Term
from refgraph.namespaces import expand

THING, SAME = NamedNode(expand("owl:Thing")), NamedNode(expand("owl:sameAs"))


class _WithoutReflexivity(OWLRL_Semantics):  # type: ignore[misc]  # owlrl is not typed
    """OWL 2 RL but for the rule eq-ref."""

    def _equality(self, triple: tuple[rdflib.term.Node, ...], cycle_num: int) -> None:
        if triple[1] == OWL.sameAs and triple[0] != triple[2]:
            super()._equality(triple, cycle_num)


def infer_with_owlrl(ontology: Iterable[Triple], asserted: Iterable[Triple]) -> list[Triple]:
    """What owlrl infers about our data and `infer` should, sorted.

    Left out are statements about terms of the ontology, and junk: ``owl:Thing``, reflexive ``owl:sameAs``, subjects
    that are literals.
    """
    ontology, asserted = list(ontology), list(asserted)
    known = set(asserted)
    nodes = {term for each in asserted for term in (each.subject, each.object)} - _terms(ontology)
    triples = (_to_oxigraph(statement) for statement in _expanded(ontology, asserted))
    return sorted(
        (each for each in triples if each and each.subject in nodes and each not in known and not _is_junk(each)),
        key=str,
    )


def errors_with_owlrl(ontology: Iterable[Triple], asserted: Iterable[Triple]) -> list[str]:
    """The contradictions that owlrl reports, in its words, sorted."""
    return sorted(str(message) for message in _expanded(list(ontology), list(asserted)).objects(None, ERRNS.error))


def _expanded(ontology: list[Triple], asserted: list[Triple]) -> rdflib.Graph:
    graph = rdflib.Graph(store="SimpleMemory", bind_namespaces="none")
    for each in (*ontology, *asserted):
        graph.add((_to_rdflib(each.subject), _to_rdflib(each.predicate), _to_rdflib(each.object)))
    graph.remove((None, OWL.hasKey, None))
    DeductiveClosure(_WithoutReflexivity, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return graph


def _terms(ontology: list[Triple]) -> set[Term]:
    return {term for each in ontology for term in (each.subject, each.predicate, each.object)}


def _is_junk(triple: Triple) -> bool:
    return triple.object == THING or (triple.predicate == SAME and triple.subject == triple.object)


def _to_rdflib(term: Term) -> rdflib.term.Identifier:
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
