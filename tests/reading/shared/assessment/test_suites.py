"""Which épreuve a « suite » carries on."""

from __future__ import annotations

from refgraph.model.records import Modality, Passage
from refgraph.reading.shared import assessment


def _modalities(*printed: tuple[str, str | None]) -> list[Modality]:
    return [
        assessment.analyse(f"bloc/1/modality/m{number:02}", text).modality(
            id=f"bloc/1/modality/m{number:02}",
            bloc="bloc/1",
            text=text,
            code=code,
            source=Passage(start=number, end=number + 1, line=number, quote="x"),
        )
        for number, (text, code) in enumerate(printed, 1)
    ]


def _carried_on(*printed: tuple[str, str | None]) -> list[str | None]:
    joined = assessment.join_suites(_modalities(*printed))
    return [modality.continues and modality.continues.removeprefix("bloc/1/modality/") for modality in joined]


def test_a_suite_carries_on_the_epreuve_of_its_code() -> None:
    """Where several épreuves are mises en situation, only the code tells which one goes on."""
    found = _carried_on(
        ("Mise en situation à l’atelier", "E1"),
        ("Mise en situation au comptoir", "E2"),
        ("Mise en situation (suite)", "E1"),
        ("Mise en situation (suite et fin)", "E1"),
    )
    assert found == [None, None, "m01", "m01"]


def test_a_suite_carries_on_the_epreuve_of_its_words() -> None:
    """Without a code, the words printed before « (suite) » name the épreuve, though the end of them is left out."""
    found = _carried_on(
        ("Présentation orale d’un projet d’animation réalisé en structure (30 min)", None),
        ("Étude de cas", None),
        ("Présentation orale d’un projet d’animation (suite)", None),
    )
    assert found == [None, None, "m01"]


def test_suite_of_the_epreuve_carries_on_the_last_one_of_its_method() -> None:
    """« Suite de l’épreuve orale » goes back beyond a written épreuve; a « suite » of nothing carries on nothing."""
    found = _carried_on(
        ("Épreuve orale", None),
        ("Épreuve écrite", None),
        ("Suite de l’épreuve orale.", None),
        ("Quiz (suite)", None),
    )
    assert found == [None, None, "m01", None]
