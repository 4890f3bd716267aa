"""Every shape on its valid and its invalid example, by both engines: what the fast engine says is what pySHACL says."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from refgraph.core.namespaces import ID, SHAPES
from refgraph.graph.validation import Report, Shapes, fast, read_shapes, reference
from refgraph.graph.validation.results import read_results, to_rdflib

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.trig"))
NUMBER_OF_RULES = 85
ENGINES = [fast, reference]


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return read_shapes()


def graphs(path: Path) -> dict[str, list[Triple]]:
    """The graphs of an example: ``valid``, ``invalid`` and ``expected``, the default graph."""
    found: dict[str, list[Triple]] = {"valid": [], "invalid": [], "expected": []}
    for quad in parse(path=path, format=RdfFormat.TRIG):
        graph = quad.graph_name
        name = graph.value.removeprefix(f"{ID}example/") if isinstance(graph, NamedNode) else "expected"
        found[name].append(quad.triple)
    return found


def test_every_rule_has_its_pair_and_every_pair_its_rule(shapes: Shapes) -> None:
    """A rule that is added without examples, or lost from its file, is noticed: their number is written here."""
    rules = {rule.value.removeprefix(SHAPES) for rule in shapes.rules}
    assert len(rules) == NUMBER_OF_RULES
    assert rules == {path.stem for path in EXAMPLES}


@pytest.mark.usefixtures("prepared_queries")
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__.rpartition(".")[2])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_valid_example_passes(path: Path, engine: ModuleType, shapes: Shapes) -> None:
    """A rule is silent on data that keep it, in both engines."""
    assert engine.run(graphs(path)["valid"], shapes, [NamedNode(SHAPES + path.stem)]) == []


@pytest.mark.usefixtures("prepared_queries")
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__.rpartition(".")[2])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_invalid_example_is_found_once(path: Path, engine: ModuleType, shapes: Shapes) -> None:
    """A rule finds the fault once: focus node, path, component, severity and value are those that the file expects."""
    example = graphs(path)
    found = Report.of(engine.run(example["invalid"], shapes, [NamedNode(SHAPES + path.stem)])).results
    report = [Triple(NamedNode(f"{ID}report"), NamedNode("http://www.w3.org/ns/shacl#result"), result_node(example))]
    expected = read_results(to_rdflib([*report, *example["expected"]]), shapes)
    assert [result.key() for result in found] == [result.key() for result in expected]


def result_node(example: dict[str, list[Triple]]) -> NamedNode | BlankNode | Triple:
    """The node of the result that an example expects."""
    return next(
        triple.subject
        for triple in example["expected"]
        if triple.predicate.value == "http://www.w3.org/ns/shacl#focusNode"
    )
