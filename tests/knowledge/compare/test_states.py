"""Four states: covered, in part, looked for in vain, and not reviewed; only a decision makes an absence."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

from refgraph.core.exports import FORMATS, to_xlsx
from refgraph.core.table import show
from refgraph.knowledge.certifications import ComparedCertification, Links, Reviewed
from refgraph.knowledge.compare import (
    CoverageState,
    aligned,
    aligned_table,
    bridge,
    bridge_table,
    choose,
    gap,
    ground,
    ground_line,
    report,
    standing,
    whole,
)  # fmt: skip
from refgraph.knowledge.compare.long import cells_table, gaps_table
from refgraph.knowledge.dossier import to_docx
from tests.knowledge.compare.conftest import BASE

ABSENCE = re.compile(r"non couvert|sans correspondance|à valider en entier|seulement|ne correspond à|∅", re.IGNORECASE)
"""Words that say that something is not there."""


def pairs(*ends: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(f"{BASE}{one}" for one in pair.split("~")) for pair in ends)


def state(target: str, by: str, links: Links, certifications: list[ComparedCertification]) -> tuple[CoverageState, int]:
    side = next(one for one in choose(certifications, ["A", "B", "C"]) if one.name == by)
    found = standing(f"{BASE}{target}", side.iris, links)
    return found.state, found.waiting


def test_what_nobody_looked_at_is_not_reviewed(certifications: list[ComparedCertification]) -> None:
    """No decision and no proposal: nothing is said of it; a proposal is told as waiting."""
    assert state("C/1", "A", Links(), certifications) == (CoverageState.UNREVIEWED, 0)
    proposed = Links((), Reviewed(candidates=pairs("A/1~C/1", "A/2~C/1", "B/1~C/1")))
    assert state("C/1", "A", proposed, certifications) == (CoverageState.UNREVIEWED, 2)


def test_every_candidate_rejected_is_an_absence(certifications: list[ComparedCertification]) -> None:
    """One proposal left open, and the competence is not reviewed; none, and it is without counterpart there only."""
    review = Reviewed(candidates=pairs("A/1~C/1", "A/2~C/1", "B/1~C/1"), rejected=pairs("A/1~C/1"))
    assert state("C/1", "A", Links((), review), certifications) == (CoverageState.UNREVIEWED, 1)
    review = replace(review, rejected=pairs("A/1~C/1", "A/2~C/1"))
    assert state("C/1", "A", Links((), review), certifications) == (CoverageState.ABSENT, 0)
    assert state("C/1", "B", Links((), review), certifications) == (CoverageState.UNREVIEWED, 1)
    assert state("A/1", "C", Links((), review), certifications) == (CoverageState.ABSENT, 0)


def test_an_absence_said_by_a_person(certifications: list[ComparedCertification]) -> None:
    """It holds for the certification in which somebody looked, and settles the pairs of the competence there."""
    review = Reviewed(candidates=pairs("A/1~C/1", "B/1~C/1"), absent=frozenset({(f"{BASE}C/1", f"{BASE}A")}))
    links = Links((), review)
    assert state("C/1", "A", links, certifications) == (CoverageState.ABSENT, 0)
    assert state("C/1", "B", links, certifications) == (CoverageState.UNREVIEWED, 1)
    assert state("A/1", "C", links, certifications) == (CoverageState.ABSENT, 0)


def test_both_certifications_of_a_clientele_are_looked_at(certifications: list[ComparedCertification]) -> None:
    """« Professionnels » are B and C: an absence in B alone is none in the clientèle."""
    one, other = choose(certifications, ["A", "professionnels"])
    said = [(f"{BASE}A/1", f"{BASE}B"), (f"{BASE}A/1", f"{BASE}C")]
    for known, expected in ((said[:1], CoverageState.UNREVIEWED), (said, CoverageState.ABSENT)):
        links = Links((), Reviewed(absent=frozenset(known)))
        assert gap(other, one, links).competences[0].standing.state is expected


def test_a_link_counts_before_an_absence(certifications: list[ComparedCertification], links: Links) -> None:
    """Where a file says both, what corresponds is what was read last word for word."""
    both = replace(links, review=Reviewed(absent=frozenset({(f"{BASE}B/1", f"{BASE}A")})))
    assert state("B/1", "A", both, certifications)[0] is CoverageState.COVERED


def test_a_bloc_is_left_only_by_decisions(certifications: list[ComparedCertification], links: Links) -> None:
    """« À valider en entier » needs a competence that somebody looked for in vain, or that all were reviewed."""
    one, other = choose(certifications, ["A", "B"])
    told = [row[1] for row in bridge_table(bridge(one, [], other, links)).rows]
    assert told == ["à valider en entier", "non relu (aucune proposition)"]
    said = replace(links, review=Reviewed(absent=frozenset({(f"{BASE}B/4", f"{BASE}A")})))
    assert [row[1] for row in bridge_table(bridge(one, [], other, said)).rows][1] == "à valider en entier"


def test_what_each_direction_rests_on(certifications: list[ComparedCertification], links: Links) -> None:
    """Competences by state, and how many pairs people decided on of those that are candidates."""
    review = Reviewed(candidates=pairs("A/1~B/1", "A/1~B/2", "A/2~B/4"), rejected=pairs("A/2~B/4"))
    one, other = choose(certifications, ["A", "B"])
    assert ground(one, other, replace(links, review=review)) == (
        "De A à B\u00a0: 4\u00a0compétences, 2\u00a0couvertes, 1\u00a0couverte en partie, "
        "1\u00a0relue sans correspondance\u00a0; 5\u00a0paires relues sur 6\u00a0candidates."
    )


@pytest.mark.parametrize("name", ["table", "csv", "json", "md"])
def test_no_view_says_an_absence_without_a_decision(certifications: list[ComparedCertification], name: str) -> None:
    """Three certifications of which nobody has reviewed a pair: no view, in no format, says that something lacks."""
    sides = choose(certifications, ["A", "B", "C"])
    links = Links((), Reviewed(candidates=pairs("A/1~B/1", "A/2~C/1")))
    read, annexes = report(sides, links)
    by_hand = aligned_table(aligned(sides, links), sides)
    for table in (*whole(sides, links), cells_table(sides, links), gaps_table(sides, links), *read, *annexes, by_hand):
        told = FORMATS[name].write(table).decode()
        assert not re.search(r"non couvert|sans correspondance, relue|à valider en entier(?!,)|seulement", told), told
        cells = [show(cell) for row in table.rows for cell in row]
        assert not [cell for cell in cells if ABSENCE.search(cell)]


def test_files_say_no_more_than_their_tables(certifications: list[ComparedCertification]) -> None:
    """The workbook and the Word document of a comparison that nobody reviewed say of nothing that it lacks."""
    sides = choose(certifications, ["A", "B", "C"])
    links = Links((), Reviewed(candidates=pairs("A/1~B/1")))
    read, annexes = report(sides, links)
    for raw in (to_xlsx(*whole(sides, links)), to_docx("A · B · C", read, (ground_line(sides, links),), annexes)):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            said = " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
        assert "non relue" in said
        assert not re.search(r"non couvert|sans correspondance, relue|>à valider en entier<", said)


def test_what_a_comparison_of_three_rests_on(certifications: list[ComparedCertification]) -> None:
    """One line for all pairs of sides: how many pairs of competences were reviewed, and how many wait."""
    sides = choose(certifications, ["A", "B", "C"])
    links = Links((), Reviewed(rejected=pairs("A/1~B/1"), candidates=pairs("A/1~B/1", "A/2~B/2", "B/1~C/1")))
    assert ground_line(sides, links).replace("\u00a0", " ") == (
        "Paires relues sur candidates, dans l’ordre choisi : 1–2 : 1 sur 2 ; 1–3 : 0 sur 0 ; 2–3 : 0 sur 1."
    )
