"""Readings written by hand beside the graphs that a person checked; REWRITE_GOLDENS=1 writes the graphs anew."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from pyoxigraph import BlankNode, RdfFormat, Store, Triple, parse

from refgraph.graph.triples import to_graph
from refgraph.model.records import Reading

GOLDENS = Path(__file__).parent / "goldens"
CASES = sorted(path.parent.name for path in GOLDENS.glob("*/reading.json"))


def graph_of(case: str) -> list[Triple]:
    return to_graph(msgspec.json.decode((GOLDENS / case / "reading.json").read_bytes(), type=Reading))


def test_every_golden_case_is_found() -> None:
    """A case that discovery misses would never run again."""
    assert CASES == ["bare", "complete", "sparse"]


@pytest.mark.parametrize("case", CASES)
def test_a_reading_becomes_the_graph_that_a_person_checked(case: str) -> None:
    """Every field of every record reaches the graph, and nothing that the record does not say."""
    lines = "".join(sorted(f"{triple} .\n" for triple in graph_of(case)))
    golden = GOLDENS / case / "graph.nt"
    if os.environ.get("REWRITE_GOLDENS"):
        golden.write_text(lines, "utf-8")
    assert lines == golden.read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_a_graph_equals_its_stored_self(case: str) -> None:
    """Literals are written as Oxigraph gives them back, whatever text they hold, so stored and fresh graphs compare."""
    graph = graph_of(case)
    store = Store()
    store.bulk_load("".join(f"{triple} .\n" for triple in graph), RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in store} == set(graph)
    assert len(graph) == len(set(graph))


@pytest.mark.parametrize("case", CASES)
def test_there_are_no_blank_nodes(case: str) -> None:
    """Everything that a page or a diff may need to point at has a name."""
    assert not [term for each in graph_of(case) for term in (each.subject, each.object) if isinstance(term, BlankNode)]


def test_goldens_are_valid_n_triples() -> None:
    """A statement with Turtle syntax, quotes or markup inside stays one literal."""
    quads = list(parse((GOLDENS / "sparse" / "graph.nt").read_bytes(), RdfFormat.N_TRIPLES))
    assert '<script>alert(1)</script> "; } INSERT DATA { rg:x rg:y "z" } \\u0022' in {
        getattr(quad.object, "value", None) for quad in quads
    }
