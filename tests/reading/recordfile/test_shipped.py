"""The five records as kept are what the readers read: byte for byte, or the difference is a person's and is told.

After a change of a reader, the records are read again by ``rm data/records/*.json`` and ``refgraph build --records``,
and their difference is reviewed in git.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.model.records import Reading
from refgraph.reading.recordfile import differences, dump, load
from refgraph.reading.shared.coverage import passages

RECORDS = sorted((assets.data() / "records").glob("*.json"))


def test_each_document_has_its_record(readings: dict[str, Reading]) -> None:
    """Five documents, five records, named by the id of the certification."""
    assert [path.stem for path in RECORDS] == sorted(reading.certification.id for reading in readings.values())


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_reading_again_gives_the_record(path: Path, readings: dict[str, Reading]) -> None:
    """A reader that changes what was reviewed is seen at once, item by item."""
    [read] = [reading for reading in readings.values() if reading.certification.id == path.stem]
    kept = load(path)
    assert [found.sentence for found in differences(read, kept)] == []
    assert dump(read) == path.read_bytes()


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_every_quote_is_found_at_its_offsets(path: Path) -> None:
    """What the record quotes is what the document prints, at that place and line."""
    kept = load(path)
    text = (assets.data() / "sources" / kept.document.name).read_text("utf-8-sig")
    quoted = list(passages(kept))
    assert len(quoted) > 100
    for passage in quoted:
        assert text[passage.start : passage.end] == passage.quote
        assert text.count("\n", 0, passage.start) + 1 == passage.line
