"""What the reader finds in the two shipped documents of the family, against counts made by hand."""

from __future__ import annotations

import pytest

from refgraph.core import assets
from refgraph.model.records import Reading
from refgraph.reading import registry

FIRST = "000_400e290180d10368.txt"
SECOND = "002_680993158fc6d417.txt"


@pytest.fixture(scope="module", params=[FIRST, SECOND])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def reading(name: str) -> Reading:
    catalogue = registry.read_catalogue(assets.data() / "catalogue.toml")
    return registry.read(assets.data() / "sources" / name, catalogue)


COUNTS = {
    FIRST: {"blocs": 4, "activities": 11, "sub-activities": 0, "cells": 19, "texts": 10, "groups": 15, "items": 52},
    SECOND: {"blocs": 3, "activities": 11, "sub-activities": 32, "cells": 13, "texts": 6, "groups": 22, "items": 73},
}
PER_BLOC = {FIRST: [5, 6, 4, 5], SECOND: [6, 10, 6]}
THRESHOLDS = {FIRST: 6, SECOND: 4}
MENTIONS = {FIRST: 2, SECOND: 14}


def test_counts(name: str, reading: Reading) -> None:
    """Nothing of the table is lost and nothing invented: all counts are those made by hand."""
    children = [activity for activity in reading.activities if activity.parent is not None]
    assert COUNTS[name] == {
        "blocs": len(reading.blocs),
        "activities": len(reading.activities) - len(children),
        "sub-activities": len(children),
        "cells": len(reading.modalities),
        "texts": len({modality.text for modality in reading.modalities}),
        "groups": len(reading.criteria_groups),
        "items": sum(len(group.criteria) for group in reading.criteria_groups),
    }


def test_competences_per_bloc(name: str, reading: Reading) -> None:
    """Each competence stands in its bloc."""
    found = [sum(item.bloc == bloc.id for item in reading.competences) for bloc in reading.blocs]
    assert found == PER_BLOC[name]


def test_thresholds(name: str, reading: Reading) -> None:
    """Each « 60 % » is a threshold of 0.60 tied to a quiz or questionnaire."""
    criteria = [item for group in reading.criteria_groups for item in group.criteria if item.minimum_ratio is not None]
    assert [str(item.minimum_ratio) for item in criteria] == ["0.60"] * THRESHOLDS[name]
    assert all(item.threshold_on for item in criteria)


def test_mentions(name: str, reading: Reading) -> None:
    """Each place that names a regulation is found."""
    assert len(reading.mentions) == MENTIONS[name]


def test_nothing_is_left_in_doubt(reading: Reading) -> None:
    """The shipped documents of the family are read without an issue."""
    assert reading.issues == ()
