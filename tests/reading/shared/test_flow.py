"""A document as its lines: what tags, marks and line ends make of words, and which lines are one."""

from __future__ import annotations

import pytest

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


BLOCKS = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "caption", "summary", "div", "ul", "ol",
    "dl", "table", "thead", "tbody", "tfoot", "tr", "section", "article", "header", "footer", "main", "nav", "aside",
    "html", "head", "body", "blockquote", "figure", "form", "fieldset", "details", "button", "label", "address",
)  # fmt: skip
INLINE = (
    "b", "strong", "i", "em", "u", "s", "span", "font", "sup", "sub", "small", "a", "mark", "abbr", "link", "time",
)  # fmt: skip


@pytest.mark.parametrize("tag", BLOCKS)
def test_a_block_tag_parts_lines(tag: str) -> None:
    """Words before, inside and behind a block are three lines; the tag itself is none of them."""
    assert [line.text for line in lines(f"Peser<{tag} class='x'>la farine</{tag}>Pétrir\n")] == [
        "Peser", "la farine", "Pétrir",
    ]  # fmt: skip


@pytest.mark.parametrize("tag", INLINE)
def test_an_inline_tag_parts_nothing(tag: str) -> None:
    """A word that is half marked stays one word on its line."""
    assert [line.text for line in lines(f"Pe<{tag} class='x'>ser la</{tag}> farine\n")] == ["Peser la farine"]


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template", "svg", "title"])
def test_what_no_page_shows_is_no_line(tag: str) -> None:
    """Neither the tag nor what stands inside it says anything."""
    assert [line.text for line in lines(f"Peser <{tag}>caché\nencore</{tag}>la farine\n")] == ["Peser la farine"]


def test_other_signs_of_a_page_and_entities() -> None:
    """Comments and declarations are nothing, entities are their sign, and a tag that no page knows is words."""
    assert [line.text for line in lines("<!-- x -->Peser<br>l&rsquo;eau &#233;<hr>si a &lt; b <inconnu>\n")] == [
        "Peser", "l’eau é", "si a < b <inconnu>",
    ]  # fmt: skip
    page = '<!DOCTYPE html><?xml version="1.0"?><html><p>Peser</p></html>\n'
    assert [line.text for line in lines(page)] == ["Peser"]


def test_spans_of_cells_move_those_behind() -> None:
    """A cell over two rows or columns keeps its place from those that come after it."""
    page = (
        "<table><tr><td rowspan=2>a<td colspan='2'>b<td>c</tr><tr><td>d<td>e<td>f</tr><tr><td>g</table>"
        "<table><tr><td>h</table>\n"
    )
    found = [(line.cell.table, line.cell.row, line.cell.column, line.text) for line in lines(page) if line.cell]
    first, second = found[0][0], found[-1][0]
    assert [(table - first, *rest) for table, *rest in found] == [
        (0, 0, 0, "a"), (0, 0, 1, "b"), (0, 0, 3, "c"), (0, 1, 1, "d"), (0, 1, 2, "e"), (0, 1, 3, "f"), (0, 2, 0, "g"),
        (second - first, 0, 0, "h"),
    ]  # fmt: skip
    assert second > first
