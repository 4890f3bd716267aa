"""Items read as too many or too few, put right by corrections that a person signs."""

from __future__ import annotations

from datetime import date

import pytest

from refgraph.core.errors import RecordError
from refgraph.model.records import Reading
from refgraph.reading.corrections import apply, reshaping
from refgraph.reading.corrections.desk import Desk
from refgraph.reading.corrections.settling import Edit, Signed
from tests.florist import read

DOCUMENT, READING = read()
ADA = Signed("Ada", date(2026, 12, 1), "relu sur l’original")


def desk() -> Desk:
    return Desk(DOCUMENT, READING, [])


def counted(edits: list[Edit]) -> Reading:
    """The record that ``edits`` make; each counts."""
    done = apply(DOCUMENT, READING, [edit.correction for edit in edits])
    assert [outcome.why for outcome in done.outcomes] == [""] * len(edits)
    return done.record


def test_two_competences_become_one() -> None:
    """The words, passages, activities and assessment of both; the second is gone, and nothing leads to it."""
    one = desk()
    record = counted(reshaping.merged(one, one.item("C1"), one.item("C2"), ADA))
    first = record.competences[0]
    assert first.statement == "Trier les tiges selon leur fraîcheur Recouper les tiges en biais avant leur mise en eau"
    assert first.activities == ("bloc/1/activity/A1", "bloc/1/activity/A2")
    assert [each.quote for each in first.other_sources] == ["C2. Recouper les tiges en biais avant leur mise en eau"]
    assert [each.code for each in record.competences] == ["C1", "C3", "C4"]
    assert {id for each in record.criteria_groups for id in each.competences} == {
        each.id for each in record.competences
    }


def test_one_competence_becomes_two() -> None:
    """It keeps the first words; the others are an item of their own, of the same bloc and activities."""
    one = desk()
    record = counted(
        reshaping.parted(one, one.item("C2"), "Recouper les tiges", "en biais avant leur mise en eau", ADA)
    )
    assert [(each.code, each.statement, each.activities) for each in record.competences[1:3]] == [
        ("C2", "Recouper les tiges", ("bloc/1/activity/A2",)),
        (None, "en biais avant leur mise en eau", ("bloc/1/activity/A2",)),
    ]


def test_one_criterion_becomes_two() -> None:
    """Both stand in the group that it stood in."""
    one = desk()
    node = next(each for each in one.nodes() if each.kind.key == "criterion")
    record = counted(reshaping.parted(one, node, "Les tiges", "abîmées sont écartées", ADA))
    assert [each.text for each in record.criteria_groups[0].criteria] == ["Les tiges", "abîmées sont écartées"]


def test_what_cannot_be_one_or_two_is_told() -> None:
    """Items of two kinds, and a part without words."""
    one = desk()
    with pytest.raises(RecordError, match="pas de la même sorte"):
        reshaping.merged(one, one.item("C1"), one.by_id("bloc/1/activity/A1") or one.item("A1"), ADA)
    with pytest.raises(RecordError, match="deux parties"):
        reshaping.parted(one, one.item("C1"), "Trier les tiges", " ", ADA)


def test_a_column_is_what_its_items_have_in_common() -> None:
    """In a text, which tells no columns, all items of the kind; those of the bloc can be merged, the next one first."""
    one = desk()
    assert [each.record.code for each in reshaping.column(DOCUMENT, one, one.item("C2"))] == ["C1", "C2", "C3", "C4"]
    assert [each.record.code for each in reshaping.followers(one, one.item("C2"))] == ["C3", "C1"]
