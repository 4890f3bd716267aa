"""From records to the named graphs of the dataset, each with one kind of statement."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from refgraph import __version__, assets
from refgraph.closure import infer, refuse_inconsistent, refuse_undeclared
from refgraph.mentions import recognise
from refgraph.ontology import read_ontology, read_turtle, read_vocabularies
from refgraph.records import Reading
from refgraph.triples import dataset_graph, mention_graph, to_graph
from refgraph.triples.mentions import Meaning

Dataset = dict[str, list[Triple]]
"""Graphs by name, as `namespaces.graph_iri` takes it: ``ontology``, ``certification/<id>``, ``inferred``…"""


def asserted_graphs(readings: Iterable[Reading]) -> Dataset:
    """The graphs of what the documents, the vocabularies and the register say."""
    kept = list(readings)
    graphs: Dataset = {
        "vocabularies": read_vocabularies(),
        "regulations": read_turtle(assets.ontology() / "regulations.ttl"),
    }
    graphs |= {f"certification/{reading.certification.id}": to_graph(reading) for reading in kept}
    graphs["mentions"] = [triple for reading in kept for triple in _meanings(reading)]
    return graphs


def close(asserted: Dataset) -> Dataset:
    """``asserted``, the ontology, and in a graph of its own what follows from both.

    Raises:
        OntologyError: a term is not declared, or an axiom is of an unknown kind.
        InconsistentGraphError: the graph contradicts the ontology.
    """
    ontology = read_ontology()
    said = [triple for triples in asserted.values() for triple in triples]
    refuse_undeclared(ontology, said)
    inferred = infer(ontology, said)
    refuse_inconsistent(ontology, said, inferred)
    return {"ontology": ontology, **asserted, "inferred": inferred}


def described(graphs: Dataset, readings: Iterable[Reading]) -> Dataset:
    """``graphs`` and the description of the dataset: what it is made of, and how large each graph is."""
    sizes = {name: len(triples) for name, triples in graphs.items()}
    documents = [reading.document for reading in readings]
    return {**graphs, "provenance": dataset_graph(documents, sizes, __version__)}


def _meanings(reading: Reading) -> list[Triple]:
    meanings = {}
    for mention in reading.mentions:
        found = recognise(mention.text)
        if found:
            meanings[mention.id] = Meaning(found[0].targets, found[0].state.value)
    return mention_graph(reading.certification.id, meanings)
