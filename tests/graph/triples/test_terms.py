"""Values as RDF writes them."""

from __future__ import annotations

import pytest

from refgraph.graph.triples.terms import minutes


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "PT0S"),
        (45, "PT45M"),
        (60, "PT1H"),
        (1439, "PT23H59M"),
        (1440, "P1D"),
        (1441, "P1DT1M"),
        (2910, "P2DT30M"),
    ],
)
def test_a_length_of_time_is_written_in_one_way(value: int, written: str) -> None:
    """The canonical form of XML Schema: 24 hours are a day, so that equal durations are equal terms."""
    term = minutes(value)
    assert term is not None
    assert (term.value, term.datatype.value) == (written, "http://www.w3.org/2001/XMLSchema#duration")
