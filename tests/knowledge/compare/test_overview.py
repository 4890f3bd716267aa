"""All sides against all others at once: counted by hand on three small certifications."""

from __future__ import annotations

from dataclasses import replace

from refgraph.knowledge.certifications import ComparedCertification, Links
from refgraph.knowledge.certifications.reviewed import Reviewed
from refgraph.knowledge.compare import choose, overview, overview_table, review_table
from tests.knowledge.compare.conftest import BASE


def pair(one: str, other: str) -> frozenset[str]:
    return frozenset({f"{BASE}{one}", f"{BASE}{other}"})


REVIEW = Reviewed(
    rejected=frozenset({pair("A/2", "B/4")}), candidates=frozenset({pair("A/2", "B/4"), pair("A/2", "C/1")})
)


def test_each_direction_is_counted_by_state(certifications: list[ComparedCertification], links: Links) -> None:
    """Of the four of B, A covers two and a third in part; nobody looked at what A has of C, one pair being proposed."""
    sides = choose(certifications, ["A", "B", "C"])
    table = overview_table(sides, overview(sides, replace(links, review=REVIEW)))
    assert table.columns == (
        "De", "Dans", "Compétences", "Couvertes", "Couvertes en partie", "Sans correspondance, relues", "Non relues",
        "Dont à décider",
    )  # fmt: skip
    assert table.rows == (
        ("A", "B", 3, 2, 1, 0, 0, 0),
        ("A", "C", 3, 0, 0, 0, 3, 1),
        ("B", "A", 4, 2, 1, 1, 0, 0),
        ("B", "C", 4, 0, 1, 0, 3, 0),
        ("C", "A", 1, 0, 0, 0, 1, 1),
        ("C", "B", 1, 0, 1, 0, 0, 0),
    )


def test_a_cell_in_words(certifications: list[ComparedCertification], links: Links) -> None:
    """What those hear who do not see the map: every state once, in the singular where it is one."""
    cells = overview(choose(certifications, ["A", "B", "C"]), replace(links, review=REVIEW))
    assert cells["A", "C"].words == "3\u00a0compétences, 3\u00a0non relues, dont 1 à décider"
    assert cells["B", "A"].words == (
        "4\u00a0compétences, 2\u00a0couvertes, 1\u00a0couverte en partie, 1\u00a0relue sans correspondance"
    )


def test_how_far_the_review_has_come(certifications: list[ComparedCertification], links: Links) -> None:
    """Decided pairs of all candidates, each two sides once: four accepted and one rejected, one still open."""
    table = review_table(choose(certifications, ["A", "B", "C"]), replace(links, review=REVIEW))
    assert table.rows == (("A", "B", 5, 5), ("A", "C", 0, 1), ("B", "C", 1, 1))
