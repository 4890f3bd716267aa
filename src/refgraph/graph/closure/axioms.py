"""The axioms of an ontology, read from its triples; a kind that is not known here is refused, never skipped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, NamedNode, Triple

from refgraph.core.errors import OntologyError
from refgraph.core.namespaces import PREFIXES, RG, expand
from refgraph.graph.terms import ObjectTerm

CLASS, OBJECT, DATA = expand("owl:Class"), expand("owl:ObjectProperty"), expand("owl:DatatypeProperty")
FUNCTIONAL, INVERSE_FUNCTIONAL = expand("owl:FunctionalProperty"), expand("owl:InverseFunctionalProperty")
IRREFLEXIVE, ASYMMETRIC = expand("owl:IrreflexiveProperty"), expand("owl:AsymmetricProperty")
TRANSITIVE, SYMMETRIC = expand("owl:TransitiveProperty"), expand("owl:SymmetricProperty")
ALL_DISJOINT = expand("owl:AllDisjointClasses")

CHARACTERISTICS = frozenset({FUNCTIONAL, INVERSE_FUNCTIONAL, IRREFLEXIVE, ASYMMETRIC, TRANSITIVE, SYMMETRIC})
DECLARATIONS = frozenset({CLASS, OBJECT, DATA, expand("owl:AnnotationProperty"), expand("owl:Ontology")})

PAIRS = {expand(name): name for name in ("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range")} | {
    expand(name): name for name in ("owl:inverseOf", "owl:disjointWith")
}
"""Axioms between two named terms."""

CHAIN, MEMBERS, KEY = expand("owl:propertyChainAxiom"), expand("owl:members"), expand("owl:hasKey")
FIRST, REST, NIL, TYPE = expand("rdf:first"), expand("rdf:rest"), expand("rdf:nil"), expand("rdf:type")

ANNOTATIONS = frozenset(
    map(
        expand,
        (
            "rdfs:label",
            "rdfs:comment",
            "rdfs:isDefinedBy",
            "rdfs:seeAlso",
            "owl:versionIRI",
            "owl:versionInfo",
            "owl:priorVersion",
            "owl:backwardCompatibleWith",
            "owl:incompatibleWith",
            "owl:deprecated",
        ),
    )
)
_LANGUAGE = (PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"])
"""The namespaces whose terms mean something to a reasoner; a predicate of any other namespace annotates."""


@dataclass(frozen=True)
class Axioms:
    """The axioms, with terms as IRIs. ``pairs`` and ``marks`` are keyed by the compact name or IRI of their kind."""

    pairs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    marks: dict[str, list[str]] = field(default_factory=dict)
    chains: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    disjoint: list[tuple[str, ...]] = field(default_factory=list)

    def paired(self, kind: str) -> list[tuple[str, str]]:
        """The pairs of a kind (``rdfs:subClassOf``)."""
        return self.pairs.get(kind, [])

    def marked(self, kind: str) -> list[str]:
        """The terms of a type (`FUNCTIONAL`, `CLASS`)."""
        return self.marks.get(kind, [])

    def datatypes(self) -> list[tuple[str, str]]:
        """The ranges of datatype properties: property, datatype."""
        data = set(self.marked(DATA))
        return [(name, value) for name, value in self.paired("rdfs:range") if name in data]

    def terms(self) -> set[str]:
        """The declared classes and properties."""
        return {term for kind in DECLARATIONS for term in self.marked(kind)}


def read_axioms(ontology: Iterable[Triple]) -> Axioms:
    """The axioms of ``ontology``. Raises OntologyError that names an axiom of a kind which no rule covers."""
    # Named subjects first: an anonymous class is then refused with the name of the term that uses it.
    triples = sorted(ontology, key=lambda each: isinstance(each.subject, BlankNode))
    axioms, lists = Axioms(), _Lists(triples)
    for triple in triples:
        kind = triple.predicate.value
        if kind == TYPE:
            _read_type(triple, axioms)
        elif kind in PAIRS:
            axioms.pairs.setdefault(PAIRS[kind], []).append(
                (_name(triple.subject, triple), _name(triple.object, triple))
            )
        elif kind == CHAIN:
            axioms.chains.append((_name(triple.subject, triple), lists.of(triple)))
        elif kind == MEMBERS:
            axioms.disjoint.append(lists.of(triple))
        elif is_axiom(triple) and kind not in (FIRST, REST):
            raise _unknown(triple, kind)
    axioms.disjoint.extend(axioms.paired("owl:disjointWith"))
    return axioms


def named_in_axioms(ontology: Iterable[Triple]) -> set[str]:
    """The terms that the axioms of ``ontology`` say anything about but that they are there."""
    return {
        term.value
        for each in ontology
        if is_axiom(each) and not (each.predicate.value == TYPE and _name(each.object, each) in DECLARATIONS)
        for term in (each.subject, each.object)
        if isinstance(term, NamedNode)
    }


def object_properties(ontology: Iterable[Triple]) -> frozenset[str]:
    """The properties of ``ontology`` that lead from thing to thing, never to a text."""
    return frozenset(read_axioms(ontology).marked(OBJECT))


def is_axiom(triple: Triple) -> bool:
    """Whether a triple of an ontology says something to a reasoner; annotations do not, and keys must not."""
    kind = triple.predicate.value
    return kind.startswith(_LANGUAGE) and kind not in ANNOTATIONS and kind != KEY


def _read_type(triple: Triple, axioms: Axioms) -> None:
    kind = _name(triple.object, triple)
    if kind in CHARACTERISTICS | DECLARATIONS:
        axioms.marks.setdefault(kind, []).append(_name(triple.subject, triple))
    elif kind != ALL_DISJOINT and kind.startswith(_LANGUAGE):
        raise _unknown(triple, kind)


class _Lists:
    """The RDF lists among some triples."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._cells: dict[object, dict[str, ObjectTerm]] = {}
        for each in triples:
            if each.predicate.value in (FIRST, REST):
                self._cells.setdefault(each.subject, {})[each.predicate.value] = each.object

    def of(self, axiom: Triple) -> tuple[str, ...]:
        """The named members of the list that is the object of ``axiom``."""
        members: list[str] = []
        cell: ObjectTerm = axiom.object
        while not (isinstance(cell, NamedNode) and cell.value == NIL):
            content = self._cells.pop(cell, {})
            if content.keys() != {FIRST, REST}:
                raise _unknown(axiom, axiom.predicate.value, "sa liste est incomplète")
            members.append(_name(content[FIRST], axiom))
            cell = content[REST]
        return tuple(members)


def _name(term: ObjectTerm, axiom: Triple) -> str:
    if not isinstance(term, NamedNode):
        raise _unknown(axiom, axiom.predicate.value, "il porte sur une expression anonyme")
    return term.value


def _unknown(axiom: Triple, kind: str, reason: str = "aucune règle ne le couvre") -> OntologyError:
    subject = axiom.subject
    return OntologyError(
        f"l’axiome «\u00a0{compact(kind)}\u00a0» ne peut pas être calculé\u00a0: {reason}.",
        place=f"Ontologie, {compact(subject.value) if isinstance(subject, NamedNode) else 'terme anonyme'}",
        remedy="Exprimez-le avec un axiome connu, ou écrivez la règle dans une forme SHACL.",
    )


def compact(iri: str) -> str:
    """``iri`` with its prefix, where one is known (``rg:Bloc``)."""
    found = [(name, base) for name, base in PREFIXES.items() if iri.startswith(base)]
    if not found:
        return iri
    name, base = max(found, key=lambda pair: len(pair[1]))
    return f"{name}:{iri.removeprefix(base)}"


def is_ours(iri: str) -> bool:
    """Whether ``iri`` is a name of our ontology."""
    return iri.startswith(RG)
