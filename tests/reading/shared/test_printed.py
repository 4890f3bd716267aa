"""What an item says against what its passages print."""

from __future__ import annotations

import pytest

from refgraph.model.records import Fact, Jury, Modality
from refgraph.reading.document import Document
from refgraph.reading.shared.printed import unprinted

TEXT = "Pétrir la pâte,\nfa-\nçonner les p&acirc;tons <b>ronds</b> devant un jury"
DOCUMENT = Document(name="d.txt", text=TEXT, sha256="0")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pétrir la pâte, façonner les pâtons ronds", []),
        ("PETRIR LA PATE", []),
        ("la pâte Pétrir", ["la pâte Pétrir"]),
        ("Pétrir et cuire la pâte", ["Pétrir et cuire la pâte"]),
    ],
)
def test_words_stand_in_their_passages_in_their_order(text: str, found: list[str]) -> None:
    """Line ends, tags, entities, case and accents are no words; another word or order is another statement."""
    fact = Fact(text=text, source=DOCUMENT.passage(0, len(TEXT)))
    assert [said for _, said in unprinted(fact)] == found


def test_a_jury_is_told_by_the_passages_of_its_modality() -> None:
    """A part without a passage of its own is printed where the whole is."""
    source = DOCUMENT.passage(0, 15)
    modality = Modality(id="m", bloc="", text="Pétrir", jury=Jury(text="un jury"), source=source)
    assert [said for _, said in unprinted(modality)] == ["un jury"]
    further = (DOCUMENT.passage(50, len(TEXT)),)
    whole = Modality(id="m", bloc="", text="Pétrir", jury=Jury(text="un jury"), source=source, other_sources=further)
    assert list(unprinted(whole)) == []
