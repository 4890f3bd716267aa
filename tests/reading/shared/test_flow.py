"""A document as its lines: what tags, marks and line ends make of words, and which lines are one."""

from __future__ import annotations

from refgraph.reading.opening import decode
from refgraph.reading.shared import flow


def lines(text: str) -> list[flow.FlowLine]:
    return list(flow.of_document(decode(text.encode(), "x.md")).lines)


def joined(text: str) -> list[str]:
    return [line.text for line in flow.joined(lines(text))]


def test_marks_are_no_words_and_depth_is_told() -> None:
    """Hashes, bullets and stars lay text out: words are read without them, and how deep they stand is kept."""
    found = [
        (line.level, line.depth, line.marker, line.text) for line in lines("## Bloc **1**\n\n- Peser\n  - le *sel*\n")
    ]
    assert found == [(2, 0, "", "Bloc 1"), (0, 1, "-", "Peser"), (0, 2, "-", "le sel")]


def test_cells_know_their_row_and_column() -> None:
    """A table drawn with bars gives a line for each paragraph of a cell, with its place."""
    found = [(line.cell, line.text) for line in lines("| A | B |\n|---|---|\n| un<br>deux | trois |\n") if line.cell]
    places = [(cell.row, cell.column, text) for cell, text in found if cell]
    assert places == [(0, 0, "A"), (0, 1, "B"), (1, 0, "un"), (1, 0, "deux"), (1, 1, "trois")]


def test_a_line_end_inside_a_sentence_joins() -> None:
    """A small letter goes on with the line above, a capital does not, nor does a bullet."""
    assert joined("Peser la farine\nde seigle\nPétrir\n- cuire\n") == ["Peser la farine de seigle", "Pétrir", "cuire"]


def test_an_empty_line_joins_only_what_breaks_off() -> None:
    """Behind an empty line, words go on only where those above break off and those below begin inside a sentence."""
    assert joined("Peser la farine\n\nde seigle\n") == ["Peser la farine", "de seigle"]
    assert joined("Peser la farine de\n\nseigle\n") == ["Peser la farine de seigle"]
