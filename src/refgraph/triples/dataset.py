"""The dataset as a whole: what it is, what it was made of, how large it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from pyoxigraph import Literal, NamedNode, Triple

from refgraph.namespaces import BASE, RG, document_iri, graph_iri
from refgraph.records import DocumentInfo
from refgraph.triples.terms import french, integer, named, plain, typed

DATASET = f"{BASE}dataset"
GENERATION = f"{BASE}dataset/generation"
TITLE = "Graphe des référentiels de certification professionnelle"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def dataset_graph(
    documents: Iterable[DocumentInfo],
    sizes: Mapping[str, int],
    version: str,
    issued: str | None = None,
) -> list[Triple]:
    """The description of the dataset (DCAT, VoID, PROV), for the graph ``provenance``.

    ``sizes`` gives the number of triples of each graph by its name; ``issued`` is an ISO date, left out when None, so
    that the same inputs give the same triples.
    """
    dataset, generation = NamedNode(DATASET), NamedNode(GENERATION)
    sources = [NamedNode(document_iri(PurePath(document.name).stem)) for document in documents]
    return [
        *_statements(dataset, _description(sizes, version, issued)),
        *_statements(dataset, [("prov:wasDerivedFrom", source) for source in sources]),
        *_statements(dataset, [("prov:wasGeneratedBy", generation)]),
        *_statements(generation, _generation(version)),
        *_statements(generation, [("prov:used", source) for source in sources]),
        *(triple for name, size in sizes.items() for triple in _graph(dataset, name, size, generation)),
    ]


Statements = list[tuple[str, NamedNode | Literal | None]]


def _statements(subject: NamedNode, statements: Statements) -> list[Triple]:
    return [Triple(subject, named(predicate), value) for predicate, value in statements if value is not None]


def _description(sizes: Mapping[str, int], version: str, issued: str | None) -> Statements:
    return [
        ("rdf:type", named("dcat:Dataset")),
        ("rdf:type", named("void:Dataset")),
        ("rdfs:label", french(TITLE)),
        ("dcterms:title", french(TITLE)),
        ("dcterms:license", NamedNode(LICENSE)),
        ("dcterms:issued", typed(issued, "xsd:date") if issued else None),
        ("dcat:version", plain(version)),
        ("void:vocabulary", NamedNode(RG)),
        ("void:triples", integer(sum(sizes.values()))),
    ]


def _generation(version: str) -> Statements:
    return [
        ("rdf:type", named("prov:Activity")),
        ("rdfs:label", french(f"Lecture des documents par refgraph {version}")),
    ]


def _graph(dataset: NamedNode, name: str, size: int, generation: NamedNode) -> list[Triple]:
    graph = NamedNode(graph_iri(name))
    return [
        Triple(dataset, named("void:subset"), graph),
        *_statements(
            graph,
            [
                ("rdf:type", named("void:Dataset")),
                ("rdfs:label", french(f"Graphe {name}")),
                ("void:triples", integer(size)),
                ("prov:wasGeneratedBy", generation),
            ],
        ),
    ]
