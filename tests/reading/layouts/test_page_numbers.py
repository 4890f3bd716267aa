"""The number of a page, in every form that a document prints it, is no word of what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.model.records import Reading
from refgraph.reading import registry
from refgraph.reading.opening import decode

HERE = Path(__file__).parent
CASES = ("columns/cases/boulangerie", "tables/cases/boulangerie", "fiche/cases/cuisine")
TEXTS = {name: (HERE / name / "source.txt").read_text("utf-8").rstrip() for name in CASES}
FORMS = (
    "7", "12", "123", "p7", "p.7", "p. 7", "page 7", "Page 7", "7/12", "7 / 12", "7 sur 12", "page 7 sur 12",
    "Page 7 de 12", "P. 7/12", "page 7 – CQP",
)  # fmt: skip


def said(reading: Reading) -> list[str]:
    """All words that are read, whatever of."""
    items = (*reading.competences, *reading.activities, *reading.modalities)
    words = [getattr(item, "statement", "") or getattr(item, "text", "") for item in items]
    return [*words, *(each.text for group in reading.criteria_groups for each in group.criteria)]


@pytest.fixture(scope="module")
def read() -> dict[str, list[str]]:
    return {name: said(registry.read_document(decode(text.encode(), "x.txt"))) for name, text in TEXTS.items()}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("form", FORMS)
def test_the_number_of_the_last_page_is_not_read(name: str, form: str, read: dict[str, list[str]]) -> None:
    """« p. 7 » behind the last criterion is not its end, and no item of its own."""
    reading = registry.read_document(decode(f"{TEXTS[name]}\n\n{form}\n".encode(), "x.txt"))
    assert said(reading) == read[name]
