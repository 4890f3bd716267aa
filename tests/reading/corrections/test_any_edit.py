"""Whatever a person changes in a record, the corrections of it make the same record again from what was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refgraph.model.records import Reading
from refgraph.reading import registry
from refgraph.reading.corrections import Status, apply, diff
from refgraph.reading.corrections.rows import parse, written
from refgraph.reading.document import Document
from refgraph.reading.opening import open_document
from tests.reading.corrections.edits import Editor, differences, expected, settled

CASES = Path(__file__).parents[1] / "layouts"
NAMES = ("tables/cases/boulangerie", "columns/cases/boulangerie", "fiche/cases/cuisine")


def _read(name: str) -> tuple[Document, Reading]:
    document = open_document(CASES / name / "source.txt")
    return document, registry.read_document(document)


READ = {name: _read(name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_the_corrections_of_an_edited_record_make_it_again(name: str, data: st.DataObject) -> None:
    """apply(reading, diff(reading, edited)) == edited, by way of the file, and all that changed is « saisi »."""
    document, reading = READ[name]
    editor = Editor(document, reading, data.draw)
    for _ in range(data.draw(st.integers(1, 6))):
        editor.edit()
    signed = [
        msgspec.structs.replace(each.correction, author="Ada", day=date(2026, 11, 21))
        for each in diff(document, reading, editor.reading)
    ]
    again = parse(written(signed).encode(), "corrections.tsv")
    assert sorted(again, key=repr) == sorted(signed, key=repr)
    applied = apply(document, reading, again)
    assert [outcome for outcome in applied.outcomes if outcome.status is not Status.APPLIED] == []
    assert differences(settled(applied.record), settled(expected(reading, editor.reading))) == []
