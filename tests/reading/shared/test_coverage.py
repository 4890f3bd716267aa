"""No line disappears silently: every non-blank line of every document is accounted for."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from refgraph.core import assets
from refgraph.reading import registry
from refgraph.reading.opening import open_document
from refgraph.reading.shared.coverage import leftovers, passages, uncovered

SOURCES = sorted((assets.data() / "sources").glob("*.txt"))
PASSAGES = {"000": 164, "001": 184, "002": 241, "003": 180, "004": 192}


def test_the_five_documents_are_found() -> None:
    """A document that discovery misses would be proved nothing about."""
    assert [path.name[:3] for path in SOURCES] == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name[:3])
def test_every_line_is_an_item_furniture_or_an_issue(path: Path) -> None:
    """What a reader does not understand is said, with its line."""
    document, reading = open_document(path), registry.read(path)
    assert uncovered(document, reading) == []
    assert not [issue for issue in reading.issues if issue.message.startswith("Cette ligne n’a pas été comprise")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name[:3])
def test_every_quote_is_found_again(path: Path) -> None:
    """``text[start:end]`` is the quote, on the line that the passage names."""
    document, reading = open_document(path), registry.read(path)
    found = list(passages(reading))
    assert len(found) == PASSAGES[path.name[:3]]
    assert all(document.text[item.start : item.end] == item.quote for item in found)
    assert all(document.line_at(item.start) == item.line for item in found)


def test_a_line_left_out_becomes_an_issue() -> None:
    """The proof bites: without the furniture, the lines of the column titles are said to be left out."""
    document, reading = open_document(SOURCES[0]), registry.read(SOURCES[0])
    bare = msgspec.structs.replace(reading, furniture=())
    assert uncovered(document, bare)[:3] == [7, 8, 10]
    first = leftovers(document, bare)[0]
    assert (first.line, first.message) == (7, "Cette ligne n’a pas été comprise : « REFERENTIEL D’ACTIVITES »")
