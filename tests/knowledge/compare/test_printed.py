"""Every word and number of a small comparison as it is handed over, checked line by line by a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from refgraph.core.exports import FORMATS
from refgraph.knowledge.certifications import ComparedCertification, Links
from refgraph.knowledge.certifications.reviewed import Reviewed
from refgraph.knowledge.compare import cells_table, choose, gaps_table, whole
from tests.knowledge.compare.conftest import BASE, link

PRINTED = Path(__file__).with_name("printed.md")


def review() -> Reviewed:
    """One pair rejected, one still to decide, one competence for which somebody found nothing."""
    rejected, waiting = frozenset({f"{BASE}A/2", f"{BASE}B/4"}), frozenset({f"{BASE}A/2", f"{BASE}C/1"})
    return Reviewed(
        rejected=frozenset({rejected}),
        absent=frozenset({(f"{BASE}B/2", f"{BASE}C")}),
        candidates=frozenset({rejected, waiting}),
    )


def test_a_comparison_says_what_a_person_checked(certifications: list[ComparedCertification], links: Links) -> None:
    """Titles, columns, states, counts and passages of all views stand in `printed.md`, and nothing else is said."""
    known = replace(links.with_proposals([link("A/2", "close", "C/1", reviewed=False)]), review=review())
    sides = choose(certifications, ["A", "B", "C"])
    tables = [*whole(sides, known), cells_table(sides, known), gaps_table(sides, known)]
    assert "\n".join(FORMATS["md"].write(table).decode() for table in tables) == PRINTED.read_text("utf-8")
