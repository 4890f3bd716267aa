"""What people can correct, and how each thing is called in French: one kind of item a line, checked by a person."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from refgraph.model.records import Modality, Passage
from refgraph.reading.corrections import cells
from refgraph.reading.corrections.evidence import could_be_read
from refgraph.reading.corrections.fields import Field, fields_of
from refgraph.reading.corrections.kinds import KINDS
from refgraph.reading.corrections.nodes import ItemNode

NAMED = Path(__file__).with_name("fields.txt")


def told(field: Field) -> str:
    marks = ("*" if field.has_many else "") + ("?" if field.is_optional else "")
    return f"{field.name}{marks} {field.label}" + (f" → {', '.join(field.targets)}" if field.targets else "")


def test_every_field_has_its_french_name() -> None:
    """A correction, a message and the form of the explorer call each field as people do; « * » many, « ? » may lack."""
    lines = [f"{kind.key} ({kind.noun}): " + "; ".join(map(told, fields_of(kind).values())) for kind in KINDS.values()]
    assert "\n".join(lines) + "\n" == NAMED.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "quote", "value", "is_possible"),
    [
        ("title", "Épreuve orale devant le jury", "Épreuve orale", True),
        ("title", "Épreuve orale devant le jury", "Épreuve écrite", False),
        ("theme", "Thème : l’accueil", "l’accueil", True),
        ("theme", "Thème : l’accueil", "la vente", False),
        ("duration_minutes", "Quiz d’une heure trente-cinq", 60, True),
        ("duration_minutes", "Quiz de 1 h 30", 90, True),
        ("duration_minutes", "Quiz de 1 h 30", 100, False),
        ("duration_minutes", "Quiz d’une demi-heure", 30, True),
        ("weight", "compte pour 20 % de la note", Decimal("0.20"), True),
        ("weight", "compte pour 20 % de la note", Decimal("0.25"), False),
        ("jury.member_count", "un jury de trois personnes", 3, True),
        ("jury.member_count", "un jury de trois personnes", 4, False),
        ("jury.text", "un jury de trois personnes", "un jury de trois personnes", True),
        ("jury.member_profile", "un jury de trois fleuristes", "fleuristes", True),
        ("jury.member_profile", "un jury de trois fleuristes", "horticulteurs", False),
    ],
)
def test_a_value_that_the_passage_does_not_print_was_typed(
    name: str, quote: str, value: Any, is_possible: bool
) -> None:
    """Migration tells what a person wrote from what another reader read by the words and figures of the passage."""
    kind = KINDS["modality"]
    passage = Passage(start=0, end=len(quote), line=1, quote=quote)
    record = Modality(source=passage, id="m", bloc="b", text=quote)
    assert could_be_read(fields_of(kind)[name], value, ItemNode(kind, record)) is is_possible


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Pétrir la pâte", "Pétrir la pâte"),
        ("=1+1 « pâté »", '"=1+1 « pâté »"'),
        ("-2 h", '"-2 h"'),
        ("01", '"01"'),
        ("1.5", '"1.5"'),
        ("2/3", '"2/3"'),
        ("1e3", '"1e3"'),
        (" à gauche", '" à gauche"'),
        ("à droite ", '"à droite "'),
        ("deux\nlignes", '"deux\\nlignes"'),
        ("", '""'),
    ],
)
def test_a_spreadsheet_leaves_a_cell_as_it_is(text: str, cell: str) -> None:
    """What a spreadsheet would take for a number, a day or a formula is quoted, readable with its accents, and back."""
    assert cells.text_cell(text) == cell
    assert cells.cell_text(cell) == text


def test_a_long_text_is_cut_in_a_sentence() -> None:
    """Messages stay readable: 120 characters on one line, and « … » only where something is cut."""
    assert cells.shortened("a" * 120) == "a" * 120
    assert cells.shortened("a" * 119 + " b") == "a" * 119 + "…"
    assert cells.shortened("un\ndeux") == "un deux"
