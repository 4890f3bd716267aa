"""Documents of other trades than the shipped ones, each beside what a person checked that it says.

``REFGRAPH_REWRITE_GOLDENS=1`` writes the expected outlines anew, to be read against the documents before they are
committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from refgraph.model.records import Fact, Modality, Reading, Record, Sourced
from refgraph.reading import registry
from refgraph.reading.opening import open_document
from refgraph.reading.shared import coverage

CASES = sorted((Path(__file__).parent / "cases").iterdir())


def _fields(record: Record, *hidden: str) -> str:
    shown = {name: getattr(record, name) for name in record.__struct_fields__ if name not in ("source", *hidden)}
    silent = {name for name, value in shown.items() if value is None or value in ((), "")} | {"is_examination"}
    epreuve = " épreuve" if shown.get("is_examination") else ""
    return " ".join(f"{name}={value}" for name, value in shown.items() if name not in silent) + epreuve


def _where(item: Sourced) -> str:
    basis = "" if item.source.basis.value == "extrait" else f" {item.source.basis.value}"
    return ", ".join(f"l. {passage.line}" for passage in (item.source, *item.other_sources)) + basis


def _certification(reading: Reading) -> Iterator[str]:
    for name in reading.certification.__struct_fields__:
        value = getattr(reading.certification, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Fact):
                yield f"{name}: {item.text}{f' [{item.code}]' if item.code else ''} ({_where(item)})"
            elif isinstance(item, Sourced):
                yield f"{name}: {_fields(item, 'other_sources')} ({_where(item)})"


def _modality(item: Modality) -> Iterator[str]:
    yield f"  {_fields(item, 'bloc', 'components', 'other_sources')} ({_where(item)})"
    for component in item.components:
        yield f"    {_fields(component)}"


def _items(reading: Reading, bloc: str) -> Iterator[str]:
    for activity in reading.activities:
        if activity.bloc == bloc:
            yield f"  {_fields(activity, 'bloc', 'other_sources')} ({_where(activity)})"
    for competence in reading.competences:
        if competence.bloc == bloc:
            yield f"  {_fields(competence, 'bloc', 'other_sources')} ({_where(competence)})"
    for modality in reading.modalities:
        if modality.bloc == bloc:
            yield from _modality(modality)
    for group in reading.criteria_groups:
        if group.bloc == bloc:
            yield f"  {_fields(group, 'bloc', 'criteria', 'other_sources')} ({_where(group)})"
            yield from (f"    {_fields(item, 'other_sources')} ({_where(item)})" for item in group.criteria)


def outline(reading: Reading) -> str:
    """A reading as text that a person reads beside the document."""
    lines = [f"family: {reading.document.family}", *_certification(reading)]
    for bloc in reading.blocs:
        titles = "; ".join(title.text for title in bloc.alternative_titles)
        lines += ["", f"{_fields(bloc, 'other_sources', 'alternative_titles')} ({_where(bloc)}) {titles}".rstrip()]
        lines += _items(reading, bloc.id)
    lines += ["", *_items(reading, "")]
    lines += [f"issue l. {issue.line}: {issue.message}" for issue in reading.issues]
    return "\n".join(lines).strip() + "\n"


def test_every_case_is_found() -> None:
    """A moved folder must not leave the suite green with nothing to check."""
    assert len(CASES) == 61
    assert all((case / "source.txt").is_file() and (case / "expected.txt").is_file() for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reading_is_as_checked(case: Path) -> None:
    """What a reader finds in an unseen document is what a person found in it, line by line."""
    found = outline(registry.read(case / "source.txt"))
    expected = case / "expected.txt"
    if os.environ.get("REFGRAPH_REWRITE_GOLDENS"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_line_is_accounted_for(case: Path) -> None:
    """No line disappears silently, and every quote stands at its offsets."""
    document = open_document(case / "source.txt")
    reading = registry.read_document(document)
    assert coverage.uncovered(document, reading) == []
    for passage in coverage.passages(reading):
        assert document.text[passage.start : passage.end] == passage.quote
        assert document.line_at(passage.start) == passage.line
