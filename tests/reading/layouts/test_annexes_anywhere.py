"""Any document of the suite with any annex anywhere says the same, and the annex is told."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.model.records import Reading
from refgraph.reading.layouts import columns, tables
from refgraph.reading.opening import decode
from tests.reading.layouts.annexes import Annex, annexes, places

HERE = Path(__file__).parent
SOURCES = Path(__file__).parents[3] / "data" / "sources"
TABLES = [*sorted((HERE / "tables" / "cases").glob("*/source.txt")), *sorted(SOURCES.glob("00[34]*"))]
COLUMNS = [*sorted((HERE / "columns" / "cases").glob("*/source.txt")), *sorted(SOURCES.glob("00[02]*"))]


def said(reading: Reading) -> object:
    """All that a reading asserts, but for where it stands."""
    title = reading.certification.title
    return (
        title and title.text,
        [(item.code, item.text) for item in reading.blocs],
        [(item.code, item.text, item.bloc) for item in reading.activities],
        [(item.id, item.statement, item.activities) for item in reading.competences],
        [(item.text, item.competences) for item in reading.modalities],
        [(group.text, group.competences, [item.text for item in group.criteria]) for group in reading.criteria_groups],
    )


def is_told(reading: Reading, annex: Annex, text: str, place: int) -> bool:
    """Whether an issue leads to the annex that stands behind ``place``: to its heading or to a line below it."""
    first = text.count("\n", 0, text.index(annex.heading, place)) + 1
    return any(first <= issue.line <= first + len(annex.lines) + 4 for issue in reading.issues)


def test_all_documents_are_found() -> None:
    """The documents below are those of the suite."""
    assert (len(TABLES), len(COLUMNS)) == (40, 28)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.sampled_from(TABLES), annexes(), st.data())
def test_an_annex_of_tables_changes_nothing(path: Path, annex: Annex, data: st.DataObject) -> None:
    """A glossary, a jury or a planning before, between or behind tables adds nothing, takes nothing, and is told."""
    text = path.read_text("utf-8")
    place = data.draw(st.sampled_from(places(text, r"#+ .*\bBLOC\b|#+ .*\bBloc\b")))
    varied = text[:place] + annex.as_table() + text[place:]
    found = tables.read(decode(varied.encode(), path.name), "x")
    assert said(found) == said(tables.read(decode(text.encode(), path.name), "x"))
    assert is_told(found, annex, varied, place)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.sampled_from(COLUMNS), annexes(), st.data())
def test_an_annex_of_columns_changes_nothing(path: Path, annex: Annex, data: st.DataObject) -> None:
    """Flattened columns end where an annex begins, and go on behind it."""
    text = path.read_text("utf-8")
    place = data.draw(st.sampled_from(places(text, r"BLOC n")))
    varied = text[:place] + annex.as_text() + text[place:]
    found = columns.read(decode(varied.encode(), path.name), "x")
    assert said(found) == said(columns.read(decode(text.encode(), path.name), "x"))
    assert is_told(found, annex, varied, place)
