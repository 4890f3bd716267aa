"""What a build has inferred against owlrl: agreement is told as such, and each kind of difference by its statement."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Triple

from refgraph.core.namespaces import expand, graph_iri
from refgraph.graph.closure import infer
from refgraph.graph.ontology import read_ontology
from refgraph.graph.store import EmbeddedStore
from refgraph.graph.triples import to_graph
from refgraph.pipeline.reasoning import compare_with_owlrl
from tests.bakers import reading

CERTIFICATION = NamedNode("https://w3id.org/refgraph/id/certification/boulanger")
BLOC = NamedNode("https://w3id.org/refgraph/id/certification/boulanger/bloc/1")
COMPETENCE = NamedNode("https://w3id.org/refgraph/id/certification/boulanger/bloc/1/competence/C1")
CERTIFIED = Triple(CERTIFICATION, NamedNode(expand("rg:certifiesCompetence")), COMPETENCE)
BACKWARD = Triple(BLOC, NamedNode(expand("rg:hasBloc")), COMPETENCE)


@pytest.fixture(scope="module")
def graphs() -> dict[str, list[Triple]]:
    ontology, said = read_ontology(), to_graph(reading("boulanger"))
    return {"ontology": ontology, "certification/boulanger": said, "inferred": infer(ontology, said), "provenance": []}


def compared(graphs: dict[str, list[Triple]]) -> tuple[int, tuple[Triple, ...], tuple[Triple, ...], int]:
    store = EmbeddedStore.of({graph_iri(name): triples for name, triples in graphs.items() if triples})
    found = compare_with_owlrl(store)
    return found.same, found.missing, found.surplus, len(found.contradictions)


def test_an_honest_build_agrees_with_the_reference(graphs: dict[str, list[Triple]]) -> None:
    """The figure that the command prints is the number of inferred statements, all of them confirmed."""
    assert CERTIFIED in graphs["inferred"]
    assert compared(graphs) == (80, (), (), 0)


def test_each_difference_is_told_on_its_side(graphs: dict[str, list[Triple]]) -> None:
    """A rule that is lost, and one that says too much, show as what they are and are not taken for each other."""
    inferred = [triple for triple in graphs["inferred"] if triple != CERTIFIED]
    found = compared({**graphs, "inferred": [*inferred, BACKWARD]})
    assert found == (79, (CERTIFIED,), (BACKWARD,), 0)


def test_a_contradiction_is_told(graphs: dict[str, list[Triple]]) -> None:
    """A thing of two disjoint classes is reported by owlrl, and the comparison passes it on."""
    both = Triple(BLOC, NamedNode(expand("rdf:type")), NamedNode(expand("rg:Competence")))
    assert compared({**graphs, "certification/boulanger": [*graphs["certification/boulanger"], both]})[3] == 1
