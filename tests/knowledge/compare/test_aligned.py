"""Side by side: a row per competence and a column per side, counted by hand on three small certifications."""

from __future__ import annotations

import pytest

from refgraph.core.table import Lines
from refgraph.knowledge.certifications import ComparedCertification, Links
from refgraph.knowledge.compare import AlignedRow, CoverageState, Side, aligned, aligned_table, choose, near, report
from refgraph.knowledge.compare.whole import whole


@pytest.fixture
def three(certifications: list[ComparedCertification]) -> list[Side]:
    return choose(certifications, ["A", "B", "C"])


@pytest.fixture
def rows(three: list[Side], links: Links) -> tuple[AlignedRow, ...]:
    return aligned(three, links)


def test_every_competence_has_a_place(rows: tuple[AlignedRow, ...], three: list[Side]) -> None:
    """The first side leads in its order; of the others, what no row has yet follows: none is lost."""
    leading = [row.competence.iri for row in rows if row.side is three[0]]
    assert leading == [one.iri for one in three[0].competences]
    shown = {one.iri for row in rows for cell in row.cells for one, _ in cell.members}
    assert shown == {one.iri for side in three for one in side.competences}
    assert all([cell.side for cell in row.cells] == three for row in rows)


def test_an_empty_cell_says_how_that_is_known(rows: tuple[AlignedRow, ...], three: list[Side]) -> None:
    """Where a side has nothing, the cell says « non relue » or that somebody looked, never that there is nothing."""
    table = aligned_table(rows, three)
    cells = [cell for row in table.rows for cell in row[1:] if not isinstance(cell, Lines)]
    assert cells
    assert all(str(cell).startswith(("non relue", "sans correspondance, relue")) for cell in cells)


def test_a_cell_has_statement_relation_modality_threshold_criteria_and_passage(
    rows: tuple[AlignedRow, ...], three: list[Side]
) -> None:
    """What designers note by hand is in the cell; a threshold is printed « 60 % »."""
    text = "\n".join(str(cell).replace("\u00a0", " ") for row in aligned_table(rows, three).rows for cell in row)
    for part in ("C1 – Vendre", "Modalité : Oral", "Seuil : 60 %", "1 critère", "– 60 % de bonnes réponses"):
        assert part in text
    assert "Passage : doc.txt, ligne 1" in text
    brief = "\n".join(str(cell) for row in aligned_table(rows, three, is_detailed=False).rows for cell in row)
    assert "Modalité" not in brief
    assert "C1 – Vendre" in brief


def test_what_is_asked_for_is_kept(rows: tuple[AlignedRow, ...]) -> None:
    """State, method and words narrow the rows, together; words whatever their accents and order."""
    in_state = {
        state: [row.competence.statement for row in rows if row.shows(state)]
        for state in (CoverageState.COVERED, CoverageState.PARTIAL, CoverageState.ABSENT)
    }
    assert in_state == {
        CoverageState.COVERED: ["Vendre", "Négocier"],
        CoverageState.PARTIAL: ["Analyser et prévenir les risques", "Vendre des services"],
        CoverageState.ABSENT: [],
    }
    assert [row.competence.statement for row in rows if row.shows(words="negocier")] == ["Négocier"]
    assert not any(row.shows(words="négocier risques") for row in rows)
    quiz = [row for row in rows if row.shows(method="Quiz")]
    assert quiz
    assert all(any("Quiz" in cell.methods for cell in row.cells) for row in quiz)


def test_the_report_is_short_and_has_its_detail_in_annexes(three: list[Side], links: Links) -> None:
    """Coverage and passerelles of each side in a table each, then the correspondences; all else is annexed."""
    read, annexes = report(three, links)
    assert [table.title.partition(",")[0] for table in read] == [
        "Ce qui est comparé", "Couverture de 1", "Couverture de 2", "Couverture de 3", "Passerelles vers 1",
        "Passerelles vers 2", "Passerelles vers 3", "Correspondances",
    ]  # fmt: skip
    assert [table.title for table in annexes] == ["Côte à côte", "Évaluation des compétences qui se correspondent"]
    assert len(annexes[0]) == len(aligned(three, links)) > len(annexes[1]) > 0
    assert len(read) + len(annexes) < len(whole(three, links)) / 2
    assert "Confiance de l’outil" not in read[-1].columns


def test_two_of_one_clientele_are_compared_first(certifications: list[ComparedCertification]) -> None:
    """What is offered unless somebody chooses are two certifications that have something to do with each other."""
    assert near(certifications) == ["B", "C"]
    assert near(certifications[:2]) == ["A", "B"]
