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

STATEMENT = "Composer un bouquet à l’aide d’un patron, afin de respecter la commande."
FLORIST = "https://w3id.org/refgraph/id/certification/RNCP90001"
ANSWERS = [
    [["C1", STATEMENT, "6", "Composer un bouquet…"], ["C1", STATEMENT, "7", "la commande"]],
    [
        [
            f"{FLORIST}/bloc/1/activity/A1",
            "https://w3id.org/refgraph/ns#mobilises",
            f"{FLORIST}/bloc/1/competence/C1",
            "cellule commune à plusieurs lignes",
        ]
    ],
]


def test_the_query_is_found() -> None:
    """The check below is about the queries that people copy."""
    assert len(QUERIES) == len(ANSWERS) == 2


@pytest.mark.parametrize(("query", "expected"), list(zip(QUERIES, ANSWERS, strict=True)))
def test_a_printed_query_answers(query: str, expected: list[list[str]]) -> None:
    """A reader who copies one gets the competence with its passages, or a deduced link with its ground."""
    reading = msgspec.json.decode(READING.read_bytes(), type=Reading)
    store = Store()
    store.extend(Quad(each.subject, each.predicate, each.object) for each in to_graph(reading))
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    answers = [[term.value for term in row] for row in solutions]
    assert sorted(answers) == expected
