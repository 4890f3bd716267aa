"""The texts that a certification rests on are those that its own passages name, and no vague one."""

from __future__ import annotations

import pytest

from refgraph.graph.triples import legal_graph
from refgraph.graph.triples.mentions import Meaning
from refgraph.model.records import (
    Accommodation,
    Certification,
    DocumentInfo,
    Fact,
    Mention,
    Passage,
    Reading,
    Registration,
)


def passage(start: int, end: int) -> Passage:
    return Passage(start=start, end=end, line=1, quote="x" * (end - start))


READING = Reading(
    document=DocumentInfo(name="a.txt", sha256="", family="fiche"),
    certification=Certification(
        id="titre-a",
        title=Fact(text="Titre", source=passage(0, 5)),
        regulated_activities=(Fact(text="Carte", source=passage(10, 30), other_sources=(passage(90, 99),)),),
        registration=Registration(id="registration/1", text="Arrêté", source=passage(40, 60)),
        accommodations=(Accommodation(id="accommodation/1", text="Accord", source=passage(70, 80)),),
    ),
    mentions=tuple(
        Mention(id=f"mention/{start}", text="loi", owner="", source=passage(start, start + 3))
        for start in (10, 12, 27, 28, 41, 71, 92)
    ),
)


@pytest.mark.parametrize(
    ("mention", "subject", "predicate"),
    [
        ("mention/10", "certification/titre-a", "regulatedBy"),  # the first words of the passage
        ("mention/12", "certification/titre-a", "regulatedBy"),
        ("mention/27", "certification/titre-a", "regulatedBy"),  # and the last
        ("mention/92", "certification/titre-a", "regulatedBy"),
        ("mention/41", "certification/titre-a/registration/1", "legalBasis"),
        ("mention/71", "certification/titre-a/accommodation/1", "legalBasis"),
    ],
)
def test_a_precise_mention_inside_the_passage_counts(mention: str, subject: str, predicate: str) -> None:
    """« Arrêté du… » in the registration is its legal basis; a text under « réglementation » regulates the activity."""
    base = "<https://w3id.org/refgraph"
    assert [str(each) for each in legal_graph(READING, {mention: Meaning(("loi-1",), "précise")})] == [
        f"{base}/id/{subject}> {base}/ns#{predicate}> {base}/id/regulation/loi-1>"
    ]


@pytest.mark.parametrize(
    ("mention", "state"), [("mention/12", "vague"), ("mention/41", "ambiguë"), ("mention/28", "précise")]
)
def test_a_vague_mention_or_one_that_reaches_out_of_the_passage_does_not(mention: str, state: str) -> None:
    """Nobody is told a legal basis that the document does not name."""
    assert legal_graph(READING, {mention: Meaning(("loi-1",), state)}) == []
