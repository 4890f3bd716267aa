"""The recogniser on words that none of the five documents contains."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.mentions import recognise

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_cases_are_all_there() -> None:
    """The file of cases is read whole: cases with citations and cases with none."""
    assert len(CASES) == 56
    assert sum(len(case) == 1 for case in CASES) == 9


@pytest.mark.parametrize("case", CASES, ids=[case[0][:40] for case in CASES])
def test_case(case: list[str]) -> None:
    """Each named text is found with its words, targets and state, and nothing else is."""
    text, *wanted = case
    found = [
        f"{citation.text} | {' '.join(citation.targets)} | {citation.state}".replace("|  |", "| |")
        for citation in recognise(text)
    ]
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "le référentiel général\nd’amélioration de l’ac-\ncessibilité",
            "référentiel général\nd’amélioration de l’ac-\ncessibilité",
        ),
        ("article 47 de la loi n° 2005-\n102", "article 47 de la loi n° 2005-\n102"),
        (
            "<p>articles L. 111-1</p> <li>du Code\u00a0de la consommation",
            "articles L. 111-1</p> <li>du Code\u00a0de la consommation",
        ),
        ("Instruction DOC-\n2010-09", "Instruction DOC-\n2010-09"),
    ],
)
def test_a_citation_goes_over_line_breaks(text: str, words: str) -> None:
    """A citation cut by a line, a hyphen, a no-break space or markup is one citation, given back as it stands."""
    assert [citation.text for citation in recognise(text)] == [words]


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("RGDP", "RGPD"),
        ("BALE II", None),
        ("RGPD", None),
        ("Bâle II", None),
        ("Code des Assurances", None),
        ("reglement general de l’AMF", "Règlement général de l’AMF"),
        ("règles de l’AMF", None),
        ("règles de l’Autorité des marchés financiers", None),
        ("règles de l’autorite des marches financiers", "Autorité des marchés financiers"),
    ],
)
def test_a_misspelt_name_keeps_its_words_and_gives_the_right_ones(printed: str, right: str | None) -> None:
    """« RGDP » stays as printed beside what should be written; a right name is not corrected."""
    (citation,) = recognise(printed)
    assert (citation.text, citation.spelling) == (printed, right)


def test_ranges_are_spelt_out() -> None:
    """« à » between two articles names those in between; « et s. » is told as open."""
    (citation,) = recognise("articles R. 4321-1 à R. 4321-4 et s. du code du travail")
    assert citation.articles == ("R4321-1", "R4321-2", "R4321-3", "R4321-4")
    assert citation.is_open
