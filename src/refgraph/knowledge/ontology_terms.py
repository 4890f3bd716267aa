"""The terms of the ontology, explained: what its documentation and the help of the pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import expand
from refgraph.graph.closure.axioms import (
    ASYMMETRIC,
    CLASS,
    DATA,
    FUNCTIONAL,
    INVERSE_FUNCTIONAL,
    IRREFLEXIVE,
    OBJECT,
    SYMMETRIC,
    TRANSITIVE,
    Axioms,
    compact,
    is_ours,
    read_axioms,
)

KINDS: dict[str, str] = {
    CLASS: "class",
    OBJECT: "object property",
    DATA: "datatype property",
    expand("owl:AnnotationProperty"): "annotation",
}

CHARACTERISTICS: dict[str, str] = {
    FUNCTIONAL: "fonctionnelle",
    INVERSE_FUNCTIONAL: "fonctionnelle inverse",
    IRREFLEXIVE: "irréflexive",
    ASYMMETRIC: "asymétrique",
    TRANSITIVE: "transitive",
    SYMMETRIC: "symétrique",
}


@dataclass(frozen=True)
class OntologyTerm:
    """A term: its compact name, its texts by language (``fr``, ``en``), and its axioms by compact names."""

    name: str
    kind: str
    label: dict[str, str]
    definition: dict[str, str]
    example: dict[str, str] = field(default_factory=dict)
    above: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()


def read_terms(ontology: Iterable[Triple]) -> list[OntologyTerm]:
    """The declared terms of our namespace, sorted by kind and name. Raises OntologyError for an unknown axiom."""
    ontology = list(ontology)
    axioms, texts = read_axioms(ontology), _texts(ontology)
    return [
        _entry(term, kind, axioms, texts.get(term, {}))
        for iri, kind in KINDS.items()
        for term in sorted(axioms.marked(iri))
        if is_ours(term)
    ]


def _entry(term: str, kind: str, axioms: Axioms, texts: Mapping[str, dict[str, str]]) -> OntologyTerm:
    def related(*kinds: str) -> tuple[str, ...]:
        return tuple(sorted(compact(other) for name in kinds for one, other in axioms.paired(name) if one == term))

    return OntologyTerm(
        name=compact(term),
        kind=kind,
        label=texts.get("rdfs:label", {}),
        definition=texts.get("skos:definition", {}),
        example=texts.get("skos:example", {}),
        above=related("rdfs:subClassOf", "rdfs:subPropertyOf"),
        domain=related("rdfs:domain"),
        range=related("rdfs:range"),
        inverse=related("owl:inverseOf"),
        characteristics=tuple(word for mark, word in CHARACTERISTICS.items() if term in axioms.marked(mark)),
        chains=tuple(tuple(map(compact, links)) for head, links in axioms.chains if head == term),
    )


def _texts(ontology: Iterable[Triple]) -> dict[str, dict[str, dict[str, str]]]:
    """Term → compact name of a predicate → language → text."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for each in ontology:
        if isinstance(each.subject, NamedNode) and isinstance(each.object, Literal) and each.object.language:
            by_predicate = found.setdefault(each.subject.value, {})
            by_predicate.setdefault(compact(each.predicate.value), {})[each.object.language] = each.object.value
    return found
