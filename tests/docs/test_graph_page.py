"""The queries printed in docs/graph.md work as printed."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from pyoxigraph import Quad, QuerySolutions, Store

from refgraph.graph.triples import to_graph
from refgraph.model.records import Reading

ROOT = Path(__file__).parents[2]
READING = ROOT / "tests" / "graph" / "triples" / "goldens" / "complete" / "reading.json"
QUERIES = re.findall(r"```sparql\n(.*?)```", (ROOT / "docs" / "graph.md").read_text("utf-8"), re.DOTALL)


def test_the_query_is_found() -> None:
    """The check below is about the query that people copy."""
    assert len(QUERIES) == 1


@pytest.mark.parametrize("query", QUERIES)
def test_a_printed_query_answers(query: str) -> None:
    """A reader who copies it gets the competence with its passages."""
    reading = msgspec.json.decode(READING.read_bytes(), type=Reading)
    store = Store()
    store.extend(Quad(each.subject, each.predicate, each.object) for each in to_graph(reading))
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    answers = [[term.value for term in row] for row in solutions]
    statement = "Composer un bouquet à l’aide d’un patron, afin de respecter la commande."
    assert sorted(answers) == [
        ["C1", statement, "6", "Composer un bouquet…"],
        ["C1", statement, "7", "la commande"],
    ]
