"""The export for tools of other models: what the store does not keep is worked out again, whole."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from refgraph.core.namespaces import expand, graph_iri
from refgraph.graph.closure import infer, is_kept
from refgraph.graph.interop import for_others
from refgraph.graph.ntriples import lines_of
from refgraph.graph.ontology import read_ontology
from refgraph.graph.triples import to_graph
from refgraph.model.records import Reading

COMPLETE = Path(__file__).parent / "triples" / "goldens" / "complete" / "reading.json"
GRAPH = graph_iri("certification/RNCP90001")


@pytest.fixture(scope="module")
def said() -> list[Triple]:
    return to_graph(msgspec.json.decode(COMPLETE.read_bytes(), type=Reading))


@pytest.fixture(scope="module")
def whole(said: list[Triple]) -> dict[str, list[Triple]]:
    kept = [each for each in infer(read_ontology(), said) if is_kept(lines_of([each])[0])]
    return for_others({graph_iri("ontology"): read_ontology(), GRAPH: said, graph_iri("inferred"): kept})


def values(triples: list[Triple], subject: NamedNode, name: str) -> list[object]:
    return [each.object for each in triples if each.subject == subject and each.predicate.value == expand(name)]


def test_all_that_follows_is_there(said: list[Triple], whole: dict[str, list[Triple]]) -> None:
    """Whoever loads the export finds every statement that the ontology implies, each once."""
    inferred = whole[graph_iri("inferred")]
    assert set(inferred) >= set(infer(read_ontology(), said))
    assert len(inferred) == len(set(inferred))
    assert not set(inferred) & set(whole[GRAPH])


def test_a_passage_has_its_selectors(said: list[Triple], whole: dict[str, list[Triple]]) -> None:
    """A Web Annotation tool finds position and words where its model has them, and the passage by a name."""
    excerpts = [each.subject for each in said if each.object == NamedNode(expand("rg:Excerpt"))]
    assert excerpts
    for excerpt in excerpts:
        assert isinstance(excerpt, NamedNode)
        position, quotation = (NamedNode(f"{excerpt.value}/{end}") for end in ("position", "quote"))
        graph = whole[GRAPH]
        assert values(graph, excerpt, "oa:hasSelector") == [position, quotation]
        assert values(graph, position, "oa:start") == values(said, excerpt, "rg:start")
        assert values(graph, position, "oa:end") == values(said, excerpt, "rg:end")
        assert values(graph, quotation, "oa:exact") == values(said, excerpt, "rg:quote")
        [line], [label] = values(said, excerpt, "rg:line"), values(graph, excerpt, "rdfs:label")
        assert isinstance(label, Literal)
        assert isinstance(line, Literal)
        assert label.value.endswith(f", ligne\u00a0{line.value}")


def test_the_links_of_an_assertion_are_reified(said: list[Triple], whole: dict[str, list[Triple]]) -> None:
    """A tool that knows RDF alone finds each link with its evidence, one statement a link."""
    links = [each.subject for each in whole[GRAPH] if each.object == NamedNode(expand("rdf:Statement"))]
    assert len(links) == 2
    for link in links:
        assert isinstance(link, NamedNode)
        [[one], [name], [other]] = [
            values(whole[GRAPH], link, f"rdf:{part}") for part in ("subject", "predicate", "object")
        ]
        assert isinstance(name, NamedNode)
        assert Triple(one, name, other) in said  # type: ignore[arg-type]


def test_what_has_words_has_a_label(said: list[Triple], whole: dict[str, list[Triple]]) -> None:
    """A tool that knows labels only shows an item by its code and its words; a competence is also a named concept."""
    competence = next(each.subject for each in said if each.object == NamedNode(expand("rg:Competence")))
    assert isinstance(competence, NamedNode)
    [statement], [code] = values(said, competence, "rg:statement"), values(said, competence, "rg:code")
    assert isinstance(statement, Literal)
    assert isinstance(code, Literal)
    assert values(said, competence, "rdfs:label") == []
    assert values(whole[GRAPH], competence, "rdfs:label") == [
        Literal(f"{code.value} – {statement.value}", language="fr")
    ]
    assert values(whole[GRAPH], competence, "skos:prefLabel") == [statement]
    assert values(whole[GRAPH], competence, "skos:inScheme") == [
        NamedNode("https://w3id.org/refgraph/id/certification/RNCP90001/referential")
    ]
