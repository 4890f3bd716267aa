"""Every word and number of a small comparison as it is handed over, checked line by line by a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from refgraph.core.exports import FORMATS
from refgraph.core.table import Cell, Lines, Resource, Table
from refgraph.knowledge.certifications import ComparedCertification, Links
from refgraph.knowledge.certifications.reviewed import Reviewed
from refgraph.knowledge.compare import assessment_table, cells_table, choose, gaps_table, pairs, whole
from tests.knowledge.compare.conftest import BASE, link

PRINTED, NAMED = (Path(__file__).with_name(name) for name in ("printed.md", "named.txt"))


def review() -> Reviewed:
    """One pair rejected, one still to decide, one competence for which somebody found nothing."""
    rejected, waiting = frozenset({f"{BASE}A/2", f"{BASE}B/4"}), frozenset({f"{BASE}A/2", f"{BASE}C/1"})
    return Reviewed(
        rejected=frozenset({rejected}),
        absent=frozenset({(f"{BASE}B/2", f"{BASE}C")}),
        candidates=frozenset({rejected, waiting}),
    )


def answered(certifications: list[ComparedCertification], links: Links) -> list[Table]:
    known = replace(links.with_proposals([link("A/2", "close", "C/1", reviewed=False)]), review=review())
    sides = choose(certifications, ["A", "B", "C"])
    tables = [*whole(sides, known), cells_table(sides, known), gaps_table(sides, known)]
    return [*tables, pairs(sides, known), assessment_table(f"{BASE}A/2", certifications, known)]


def named(table: Table) -> str:
    """The names of the columns, then row by row the ends of the IRIs that the cells stand for."""
    rows = (" · ".join(filter(None, map(iris, row))) or "–" for row in table.rows)
    return "\n".join([f"{table.title} | {table.empty}", " · ".join(table.names), *rows, ""])


def iris(cell: Cell) -> str:
    """The ends of the IRIs in a cell."""
    found = cell.lines if isinstance(cell, Lines) else [cell]
    return " ".join(one.iri.removeprefix(BASE) for one in found if isinstance(one, Resource))


def test_a_comparison_says_what_a_person_checked(certifications: list[ComparedCertification], links: Links) -> None:
    """Titles, columns, states, counts and passages of all views stand in `printed.md`, and nothing else is said."""
    tables = answered(certifications, links)
    assert "\n".join(FORMATS["md"].write(table).decode() for table in tables) == PRINTED.read_text("utf-8")


def test_a_comparison_names_what_it_speaks_of(certifications: list[ComparedCertification], links: Links) -> None:
    """A program finds in `named.txt` which thing each cell stands for, where a person reads its name only."""
    assert "\n".join(named(table) for table in answered(certifications, links)) == NAMED.read_text("utf-8")
