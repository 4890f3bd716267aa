"""What nobody has decided is « non relue » in the questions, never an absence and never a 0."""

from __future__ import annotations

from collections import Counter

import pytest

from refgraph.core.namespaces import certification_iri, expand, graph_iri
from refgraph.core.table import Resource
from refgraph.graph.store import EmbeddedStore, Store
from refgraph.knowledge import questions
from refgraph.pipeline import Build
from tests.knowledge.questions.test_answers import CATALOGUE

ONE, OTHER = (certification_iri(name) for name in ("RNCP31919", "cqp-charge-affaires-entreprises"))


@pytest.fixture(scope="module")
def undecided(built: Build) -> Store:
    """The five without the absences that people told of RNCP31919 in the other: its 11 competences are open again."""
    absent = expand("rg:hasNoCounterpartIn")
    kept = [
        each
        for each in built.graphs["mappings"]
        if not (each.predicate.value == absent and ONE in str(each.subject) and OTHER in str(each.object))
    ]
    assert len(built.graphs["mappings"]) - len(kept) == 11
    return EmbeddedStore.of({graph_iri(name): graph for name, graph in {**built.graphs, "mappings": kept}.items()})


def test_a_rate_of_coverage_tells_what_is_open(undecided: Store, store: Store) -> None:
    """Of 25, 9 are covered, 5 in part; 11 are without correspondence only once somebody said so."""
    rates = CATALOGUE.find("taux-de-couverture")

    def told(asked: Store) -> list[object]:
        rows = questions.run(asked, rates, {}).rows
        return next([*row[2:7]] for row in rows if _iris(row[:2]) == [ONE, OTHER])

    assert told(store) == [25, 9, 5, 11, 0]
    assert told(undecided) == [25, 9, 5, 0, 11]


def test_what_has_no_equivalent_and_what_nobody_looked_for(undecided: Store, store: Store) -> None:
    """The same eleven lines, reviewed or not as people said."""
    question = CATALOGUE.find("competences-sans-equivalent")
    values = {"certification": ONE, "other": OTHER}
    told = [Counter(questions.run(asked, question, values).column("Couverture")) for asked in (store, undecided)]
    assert told == [{"sans correspondance, relue": 11}, {"non relue": 11}]


def _iris(cells: object) -> list[str]:
    assert isinstance(cells, tuple)
    return [cell.iri for cell in cells if isinstance(cell, Resource)]
