"""A dataset as tools of other models expect it: all that follows, Web Annotation selectors, labels and SKOS names.

The store keeps each sentence and each position once, and of what follows only what is read. Nothing of this is lost:
it is worked out here from what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.french import NBSP
from refgraph.core.namespaces import concept_iri, expand, graph_iri, is_inferred, item_iri
from refgraph.graph.closure import infer
from refgraph.graph.terms import ObjectTerm
from refgraph.model import ids
from refgraph.model.records import Basis

_ONTOLOGY, _INFERRED = graph_iri("ontology"), graph_iri("inferred")
_DESCRIBING = frozenset({_ONTOLOGY, graph_iri("queries"), graph_iri("provenance")})
"""Graphs from which nothing is inferred."""

_Facts = Mapping[str, list[ObjectTerm]]


def for_others(dataset: Mapping[str, Iterable[Triple]]) -> dict[str, list[Triple]]:
    """``dataset`` (graphs by IRI) with what other models expect; each addition stands in the graph that it is about.

    Raises OntologyError where the ontology in it has an axiom of an unknown kind.
    """
    found = {name: list(dict.fromkeys(triples)) for name, triples in dataset.items()}
    for name, triples in found.items():
        if name not in _DESCRIBING and not is_inferred(name):
            triples += dict.fromkeys(_described(triples))
    said = [each for name, some in found.items() if name not in _DESCRIBING and not is_inferred(name) for each in some]
    known = {each for some in found.values() for each in some}
    more = [each for each in infer(found.get(_ONTOLOGY, []), said) if each not in known]
    found[_INFERRED] = [*found.get(_INFERRED, []), *more]
    return found


def _described(triples: list[Triple]) -> Iterator[Triple]:
    facts: dict[NamedNode, dict[str, list[ObjectTerm]]] = {}
    for each in triples:
        if isinstance(each.subject, NamedNode):
            facts.setdefault(each.subject, {}).setdefault(each.predicate.value, []).append(each.object)
    for node, said in facts.items():
        if _EXCERPT in said.get(_TYPE, []):
            documents = [facts.get(each, {}) for each in said.get(_SOURCE, []) if isinstance(each, NamedNode)]
            name = next((label.value for document in documents for label in _values(document, "rdfs:label")), "")
            yield from _passage(node, said, name)
        elif _ASSERTION in said.get(_TYPE, []):
            yield from _reified(node, said)
        elif _LABEL not in said:
            yield from _named(node, said)


def _passage(node: NamedNode, said: _Facts, document: str) -> Iterator[Triple]:
    """The passage as Web Annotation says it: a source, a position and a quotation."""
    position, quotation = NamedNode(f"{node.value}/position"), NamedNode(f"{node.value}/quote")
    if expand("rg:basis") not in said:
        yield _triple(node, "rg:basis", NamedNode(concept_iri("basis", Basis.EXTRAIT)))
    for line in _values(said, "rg:line"):
        yield _triple(node, "rdfs:label", Literal(f"{document}, ligne{NBSP}{line.value}", language="fr"))
    yield _triple(node, "oa:hasSelector", position)
    yield _triple(node, "oa:hasSelector", quotation)
    yield _triple(position, "rdf:type", NamedNode(expand("oa:TextPositionSelector")))
    yield _triple(quotation, "rdf:type", NamedNode(expand("oa:TextQuoteSelector")))
    for ours, theirs, bearer in _SELECTED:
        for value in _values(said, ours):
            yield _triple(position if bearer == "position" else quotation, theirs, value)


_SELECTED = (("rg:start", "oa:start", "position"), ("rg:end", "oa:end", "position"), ("rg:quote", "oa:exact", "quote"))


def _named(node: NamedNode, said: _Facts) -> Iterator[Triple]:
    """The label of what has words of its own; a competence is a concept, and its words its name."""
    statements = _values(said, "rg:statement")
    for words in [*_values(said, "dcterms:title"), *statements, *_values(said, "rg:mentionText")][:1]:
        code = next((f"{each.value} – " for each in _values(said, "rg:code")), "")
        yield _triple(node, "rdfs:label", Literal(f"{code}{words.value}", language="fr"))
    if _COMPETENCE in said.get(_TYPE, []):
        certification, _ = ids.split_iri(node.value)
        if certification:
            yield _triple(node, "skos:inScheme", NamedNode(item_iri(certification, ids.REFERENTIAL)))
        for words in statements:
            yield _triple(node, "skos:prefLabel", words)


def _reified(node: NamedNode, said: _Facts) -> Iterator[Triple]:
    """The links of an assertion one by one, as RDF reifies a statement."""
    links = product(*(said.get(expand(f"rg:link{part}"), []) for part in ("Subject", "Property", "Object")))
    for rank, link in enumerate(links, 1):
        one = NamedNode(f"{node.value}/{rank}")
        yield _triple(one, "rdfs:seeAlso", node)
        yield _triple(one, "rdf:type", NamedNode(expand("rdf:Statement")))
        for part, value in zip(("rdf:subject", "rdf:predicate", "rdf:object"), link, strict=True):
            if isinstance(value, NamedNode | Literal):
                yield _triple(one, part, value)


_TYPE, _LABEL, _SOURCE = expand("rdf:type"), expand("rdfs:label"), expand("oa:hasSource")
_ASSERTION = NamedNode(expand("rg:Assertion"))
_EXCERPT, _COMPETENCE = NamedNode(expand("rg:Excerpt")), NamedNode(expand("rg:Competence"))


def _values(said: _Facts, name: str) -> list[Literal]:
    return [value for value in said.get(expand(name), []) if isinstance(value, Literal)]


def _triple(subject: NamedNode, name: str, value: NamedNode | Literal) -> Triple:
    return Triple(subject, NamedNode(expand(name)), value)
