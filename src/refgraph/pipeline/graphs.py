"""What documents say, as named graphs in memory: for those that are looked at without being kept."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from refgraph.graph.ontology import read_vocabularies
from refgraph.graph.triples import to_graph
from refgraph.knowledge.regulations import meanings_graph, read_register
from refgraph.model.records import Reading


def asserted_graphs(readings: Iterable[Reading]) -> dict[str, list[Triple]]:
    """The graphs, by name, of what the documents, the vocabularies and the shipped register say.

    Raises:
        RegisterError: the register breaks a rule.
    """
    graphs = {"vocabularies": read_vocabularies(), "regulations": read_register()}
    for reading in readings:
        graphs[f"certification/{reading.certification.id}"] = to_graph(reading)
        graphs[f"mentions/{reading.certification.id}"] = meanings_graph(reading)
    return graphs
