"""French typography: decimal comma, thousands apart, unbreakable spaces, plural from 2 up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from refgraph.core import french


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"),
        (1234, None, "1\u202f234"),
        (-5, None, "−5"),
        (0.5, 2, "0,50"),
        (Decimal("12345.60"), None, "12\u202f345,60"),
    ],
)
def test_numbers(value: float, decimals: int | None, text: str) -> None:
    """A point in a number is a fault on a French page."""
    assert french.number(value, decimals) == text


def test_shares_and_amounts() -> None:
    """0 and 1 are singular in French."""
    assert french.percent(Decimal("0.6")) == "60\u202f%"
    assert [french.count(amount, "bloc") for amount in (0, 1, 2)] == ["0\u00a0bloc", "1\u00a0bloc", "2\u00a0blocs"]
    assert french.count(3, "document source", "documents sources") == "3\u00a0documents sources"


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("PT45M", "45\u00a0min"),
        ("PT2H", "2\u00a0h"),
        ("PT1H05M", "1\u00a0h\u00a005"),
        ("P1Y", "1\u00a0an"),
        ("P5Y", "5\u00a0ans"),
        ("P1M", "1\u00a0mois"),
        ("not a duration", "not a duration"),
        ("P", "P"),
    ],
)
def test_durations(iso: str, text: str) -> None:
    """What is no duration is shown as it stands, not dropped."""
    assert french.duration(iso) == text


def test_enumerations() -> None:
    """The last two are joined by « et »."""
    assert french.listing([]) == ""
    assert french.listing(["un"]) == "un"
    assert french.listing(["un", "deux", "trois"]) == "un, deux et trois"


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2018-12-18", "18/12/2018"),
        ("2018-12-18T09:30:00+01:00", "18/12/2018"),
        ("2018-12", "12/2018"),
        ("2018", "2018"),
        ("", ""),
        ("12345", "12345"),
        ("2018 environ", "2018 environ"),
        ("18/12/2018", "18/12/2018"),
    ],
)
def test_a_day_of_an_iso_text(iso: str, text: str) -> None:
    """A day is written one way wherever it is read; what is no ISO text stays as it is, and nothing is raised."""
    assert french.day(iso) == text
