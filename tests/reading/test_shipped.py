"""The five documents are read as people checked it, byte for byte.

``REFGRAPH_REWRITE_GOLDENS=1`` writes the readings anew after a change of a reader; their difference is read in git
before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.model.records import Reading
from refgraph.reading.recordfile import dump, load
from refgraph.reading.shared.coverage import passages

CHECKED = sorted((Path(__file__).parent / "shipped").glob("*.json"))
PASSAGES = {
    "RNCP31919": 179,
    "charge-clientele-particuliers-banque-assurance-n6": 192,
    "charge-clientele-particuliers-n6": 241,
    "conseiller-clientele-professionnelle-n6": 180,
    "cqp-charge-affaires-entreprises": 164,
}


def test_each_document_has_its_reading(readings: dict[str, Reading]) -> None:
    """Five documents, five readings, named by the id of the certification."""
    assert [path.stem for path in CHECKED] == sorted(reading.certification.id for reading in readings.values())


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.stem)
def test_reading_again_gives_what_was_checked(path: Path, readings: dict[str, Reading]) -> None:
    """A reader that changes what was checked is seen at once, line by line."""
    [read] = [reading for reading in readings.values() if reading.certification.id == path.stem]
    if os.environ.get("REFGRAPH_REWRITE_GOLDENS"):
        path.write_bytes(dump(read))
    assert dump(read).decode().splitlines() == path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.stem)
def test_every_quote_is_found_at_its_offsets(path: Path) -> None:
    """What a reading quotes is what the document prints, at that place and line."""
    kept = load(path)
    text = (assets.data() / "sources" / kept.document.name).read_text("utf-8-sig")
    quoted = list(passages(kept))
    assert len(quoted) == PASSAGES[path.stem]
    for passage in quoted:
        assert text[passage.start : passage.end] == passage.quote
        assert text.count("\n", 0, passage.start) + 1 == passage.line
