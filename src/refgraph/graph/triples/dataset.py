"""The dataset as a whole: what it is, what it was made of, how large it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import BASE, RG, document_iri, graph_iri
from refgraph.graph.triples.terms import french, integer, named, plain, typed

DATASET = f"{BASE}dataset"
TITLE = "Graphe des référentiels de certification professionnelle"
PUBLISHER = "The refgraph authors"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"

_PredicateValues = list[tuple[str, NamedNode | Literal | None]]
"""Compact names of predicates, and their values; None is left out."""


def dataset_graph(
    sources: Mapping[str, str],
    sizes: Mapping[str, int],
    classes: Mapping[str, int],
    version: str,
    issued: str | None = None,
) -> list[Triple]:
    """The description of the dataset (DCAT, VoID, PROV), for the graph ``provenance``.

    ``sources`` gives the file name of the document of each graph that has one, ``sizes`` how many triples each named
    graph has, by its name, ``classes`` how many things there are of each class of ours (IRI), asserted or inferred.
    ``issued`` is an ISO date, left out when None, so that the same inputs give the same triples.
    """
    dataset, generation = NamedNode(DATASET), NamedNode(f"{DATASET}/generation")
    documents = {name: NamedNode(document_iri(PurePath(file).stem)) for name, file in sources.items()}
    return [
        *_say(dataset, _description(sizes, version, issued)),
        *_say(dataset, [("prov:wasDerivedFrom", source) for source in documents.values()]),
        *_say(dataset, [("prov:wasGeneratedBy", generation)]),
        *_say(generation, [("rdf:type", named("prov:Activity"))]),
        *_say(generation, [("rdfs:label", french(f"Lecture des documents par refgraph {version}"))]),
        *_say(generation, [("prov:used", source) for source in documents.values()]),
        *(triple for name, size in sizes.items() for triple in _graph(name, size, generation, documents.get(name))),
        *(triple for item in sorted(classes.items()) for triple in _partition(*item)),
    ]


def resized(description: Iterable[Triple], graph: str, growth: int) -> list[Triple]:
    """``description`` (as `dataset_graph` gives it) once the graph of this IRI has ``growth`` triples more."""
    counted = {(NamedNode(node), named("void:triples")) for node in (DATASET, graph)}
    return [
        Triple(each.subject, each.predicate, typed(str(int(each.object.value) + growth), "xsd:integer"))
        if (each.subject, each.predicate) in counted and isinstance(each.object, Literal)
        else each
        for each in description
    ]


def _say(subject: NamedNode, statements: _PredicateValues) -> list[Triple]:
    return [Triple(subject, named(predicate), value) for predicate, value in statements if value is not None]


def _description(sizes: Mapping[str, int], version: str, issued: str | None) -> _PredicateValues:
    return [
        ("rdf:type", named("dcat:Dataset")),
        ("rdf:type", named("void:Dataset")),
        ("rdfs:label", french(TITLE)),
        ("dcterms:title", french(TITLE)),
        ("dcterms:publisher", plain(PUBLISHER)),
        ("dcterms:license", NamedNode(LICENSE)),
        ("dcterms:issued", typed(issued, "xsd:date") if issued else None),
        ("dcat:version", plain(version)),
        ("void:vocabulary", NamedNode(RG)),
        ("void:triples", integer(sum(sizes.values()))),
    ]


def _graph(name: str, size: int, generation: NamedNode, source: NamedNode | None) -> list[Triple]:
    graph = NamedNode(graph_iri(name))
    said: _PredicateValues = [
        ("rdf:type", named("void:Dataset")),
        ("rdfs:label", french(f"Graphe {name}")),
        ("void:triples", integer(size)),
        ("prov:wasGeneratedBy", generation),
        ("prov:wasDerivedFrom", source),
    ]
    return [*_say(NamedNode(DATASET), [("void:subset", graph)]), *_say(graph, said)]


def _partition(kind: str, entities: int) -> list[Triple]:
    part = NamedNode(f"{DATASET}/class/{kind.removeprefix(RG)}")
    said: _PredicateValues = [("void:class", NamedNode(kind)), ("void:entities", integer(entities))]
    return [*_say(NamedNode(DATASET), [("void:classPartition", part)]), *_say(part, said)]
