"""Which decision on a mention follows to where, when the words of a document move."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from refgraph.knowledge.regulations import Settlement, follow_settlements
from refgraph.model.records import Mention, Passage, Reading
from tests.bakers import reading

_HERE = Passage(start=0, end=1, line=1, quote="x")


def settled(number: int, words: str) -> Settlement:
    """Ana's decision on a mention of the certification A."""
    return Settlement(
        certification="A",
        mention=f"mention/{number}",
        words=words,
        target="rgpd",
        settled_by="Ana",
        settled_on=date(2026, 11, 21),
    )


def printing(*words: str) -> Reading:
    """A reading of the certification A whose mentions have these words, numbered from 1."""
    mentions = (
        Mention(id=f"mention/{number}", text=text, owner="", source=_HERE) for number, text in enumerate(words, 1)
    )
    return replace(reading("A"), mentions=tuple(mentions))


@pytest.mark.parametrize(
    ("why", "decisions", "words", "moves"),
    [
        ("the words stand where they stood", {1: "DDA"}, ("DDA", "DDA"), {}),
        ("capitals, accents and spaces are not words", {1: "la  Loi évin"}, ("La loi Evin",), {}),
        ("they moved", {1: "DDA"}, ("RGPD", "DDA"), {1: 2}),
        ("they stand in two other places", {1: "DDA"}, ("RGPD", "DDA", "DDA"), {}),
        ("they are gone", {1: "DDA"}, ("RGPD",), {}),
        ("two decisions move, one after the other", {1: "DDA", 2: "MIF"}, ("RGPD", "DDA", "MIF"), {1: 2, 2: 3}),
        ("their place is decided already", {1: "DDA", 2: "DDA"}, ("RGPD", "DDA"), {}),
        ("two decisions want one place", {1: "DDA", 4: "DDA"}, ("RGPD", "DDA"), {}),
        ("the decision on their place waits", {1: "DDA", 2: "MIF"}, ("RGPD", "DDA"), {}),
        ("nor does what waits for it follow", {1: "A", 2: "B", 3: "C"}, ("X", "A", "B"), {}),
    ],
)
def test_a_decision_follows_its_words(
    why: str, decisions: dict[int, str], words: tuple[str, ...], moves: dict[int, int]
) -> None:
    """The same words, in one free place: all else waits."""
    settlements = [settled(number, text) for number, text in decisions.items()]
    text = "".join(f"A\tmention/{number}\t{each}\trgpd\tAna\t2026-11-21\t\n" for number, each in decisions.items())
    found = follow_settlements(text, settlements, [printing(*words)])
    assert {one.mention: now for one, now in found.moves} == {
        f"mention/{old}": f"mention/{new}" for old, new in moves.items()
    }, why
    assert [line.split("\t")[1] for line in found.text.splitlines()] == [
        f"mention/{moves.get(number, number)}" for number in decisions
    ]


def test_a_decision_on_a_certification_that_is_gone_stays() -> None:
    """The document may come back: the line is kept as it is."""
    text = "B\tmention/1\tDDA\trgpd\tAna\t2026-11-21\t\n"
    one = replace(settled(1, "DDA"), certification="B")
    assert follow_settlements(text, [one], [printing("RGPD", "DDA")]).text == text
