"""From records to the named graphs of the dataset, each with one kind of statement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, Triple

from refgraph import __version__
from refgraph.core.namespaces import expand
from refgraph.graph.closure import infer, refuse_inconsistent, refuse_undeclared
from refgraph.graph.ontology import read_ontology, read_vocabularies
from refgraph.graph.triples import dataset_graph, to_graph
from refgraph.knowledge.questions import executables, read_catalogue
from refgraph.knowledge.regulations import (
    meanings_graph,
    read_register,
    read_settlements,
    register_of,
    settlement_graph,
    stands,
)
from refgraph.mentions import Recogniser, lexicon_with
from refgraph.model.records import Reading

NamedGraphs = dict[str, list[Triple]]
"""Graphs by name, as `namespaces.graph_iri` takes it: ``ontology``, ``certification/<id>``, ``inferred``…"""


def asserted_graphs(
    readings: Iterable[Reading],
    settlements: Path | None = None,
    additions: Path | None = None,
    recogniser: Recogniser | None = None,
) -> NamedGraphs:
    """The graphs of what the documents, the vocabularies, the register and the file ``settlements`` say.

    ``additions`` are the texts that the user adds to the register; ``recogniser`` knows them, and what the documents
    cite already.

    Raises:
        RegisterError: the register breaks a rule.
    """
    kept, register = list(readings), read_register(additions)
    settled = read_settlements(settlements, register_of(register)) if settlements else []
    graphs: NamedGraphs = {"vocabularies": read_vocabularies(), "regulations": register}
    recogniser = recogniser or Recogniser(lexicon_with(additions))
    graphs |= {f"certification/{reading.certification.id}": to_graph(reading) for reading in kept}
    graphs["mentions"] = [triple for reading in kept for triple in meanings_graph(reading, settled, recogniser)]
    graphs["settlements"] = settlement_graph(one for one in settled if any(stands(one, each) for each in kept))
    return graphs


def close(asserted: NamedGraphs) -> NamedGraphs:
    """``asserted``, the ontology, and in a graph of its own what follows from both.

    Raises:
        OntologyError: a term is not declared, or an axiom is of an unknown kind.
        InconsistentGraphError: the graph contradicts the ontology.
    """
    ontology = read_ontology()
    said = [triple for triples in asserted.values() for triple in triples]
    refuse_undeclared(ontology, said)
    inferred = infer(ontology, said)
    refuse_inconsistent(ontology, [triple for triple in said if not _is_no_day(triple)], inferred)
    return {"ontology": ontology, **asserted, "inferred": inferred}


def _is_no_day(triple: Triple) -> bool:
    """Whether the object is a date that no calendar has: the document says it, and a rule of quality tells it."""
    value = triple.object
    if not isinstance(value, Literal) or value.datatype.value != expand("xsd:date"):
        return False
    try:
        date.fromisoformat(value.value)
    except ValueError:
        return True
    return False


def described(graphs: NamedGraphs, readings: Iterable[Reading], issued: str | None = None) -> NamedGraphs:
    """``graphs``, the shipped questions as examples, and the description of the dataset: what it is made of."""
    graphs = {**graphs, "queries": executables(read_catalogue().questions)}
    return {**graphs, "provenance": dataset_graph(readings, graphs, __version__, issued)}
