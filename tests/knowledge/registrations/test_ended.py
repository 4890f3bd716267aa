"""A registration that has ended is told, on the day that the reader asks about."""

from __future__ import annotations

from datetime import date

import pytest

from refgraph.graph.store import Store
from refgraph.knowledge.registrations import ended

RNCP31919 = "https://w3id.org/refgraph/id/certification/RNCP31919"
SILENT = "https://w3id.org/refgraph/id/certification/charge-clientele-particuliers-n6"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2023, 12, 18), []),
        (date(2023, 12, 19), [date(2023, 12, 18)]),
        (date(2026, 12, 1), [date(2023, 12, 18)]),
    ],
)
def test_the_last_day_is_not_past(store: Store, day: date, told: list[date]) -> None:
    """« jusqu’au 18 décembre 2023 »: on that day it still holds, on the next it has ended, and so ever after."""
    assert [one.end for one in ended(store, day)] == told


def test_what_ended_is_told_with_its_passage(store: Store) -> None:
    """The sentence names the certification, the day and the line that says it."""
    [one] = ended(store, date(2026, 12, 1), {RNCP31919, SILENT})
    assert one.sentence == (
        "L’enregistrement de RNCP31919 a pris fin le 18/12/2023 (001_f93b1616b69b22ca.txt, ligne\u00a0263)."
    )
    assert one.passage is not None
    assert "jusqu'au 18 décembre 2023" in one.passage.quote


def test_a_document_that_says_no_end_is_not_said_to_have_ended(store: Store) -> None:
    """« non documenté » is never « échu », and of no certification nothing is asked."""
    assert ended(store, date(2099, 1, 1), {SILENT}) == []
    assert ended(store, date(2099, 1, 1), set()) == []
