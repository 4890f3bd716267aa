"""The recogniser against the places that a person found in the five documents."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.core.text import mend
from refgraph.mentions import recognise

PLACES = Path(__file__).parent / "places.tsv"
COUNTED_BY_HAND = {"000": 2, "001": 5, "002": 14, "003": 0, "004": 3}

Place = tuple[str, int, str, tuple[str, ...], str]


def expected() -> list[Place]:
    rows = [line.split("\t") for line in PLACES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(file, int(line), words, tuple(keys.split()), state) for file, line, words, keys, state in rows]


def found() -> list[Place]:
    places: list[Place] = []
    for path in sorted((assets.data() / "sources").glob("00*.txt")):
        text = path.read_text("utf-8")
        for citation in recognise(text):
            assert text[citation.start : citation.end] == citation.text
            line = text.count("\n", 0, citation.start) + 1
            places.append((path.name[:3], line, mend(citation.text), citation.targets, citation.state.value))
    return places


def test_the_hand_list_holds_the_hand_counts() -> None:
    """The list keeps to the counts made independently of it: 2, 5, 14, 0 and 3 places."""
    counts = Counter(place[0] for place in expected())
    assert {file: counts[file] for file in COUNTED_BY_HAND} == COUNTED_BY_HAND


def test_precision_and_recall_on_the_five(capsys: pytest.CaptureFixture[str]) -> None:
    """Each text named in the five documents is found where it stands, with its targets and state; none is invented."""
    wanted, given = Counter(expected()), Counter(found())
    right = sum((wanted & given).values())
    precision, recall = right / sum(given.values()), right / sum(wanted.values())
    with capsys.disabled():
        sys.stdout.write(f"\nmentions of the five: precision {precision:.3f}, recall {recall:.3f} ({right} places)\n")
    assert sorted((given - wanted).elements()) == []
    assert sorted((wanted - given).elements()) == []
