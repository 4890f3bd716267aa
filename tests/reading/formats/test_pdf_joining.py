"""What page ends part and print again, on pages drawn here: furniture goes, tables and cut rows are one again."""

from __future__ import annotations

import pytest

from refgraph.reading.formats.pdf.geometry import Box
from refgraph.reading.formats.pdf.joining import joined, without_furniture
from refgraph.reading.formats.pdf.lines import PdfLine
from refgraph.reading.formats.pdf.pages import PdfCell, PdfPage, PdfTable

HEIGHT = 1000.0


def line(text: str, base: float = 500.0) -> PdfLine:
    return PdfLine(text, (False,) * len(text), Box(50, base, 400, base + 10), base, 10.0, 30.0)


def cell(row: int, column: int, *texts: str, rows: int = 1, columns: int = 1) -> PdfCell:
    printed = [line(text, 500 - 12 * at) for at, text in enumerate(texts)]
    return PdfCell(row, column, rows, columns, printed, 500.0)


def table(*rows: tuple[str, ...], top: float = 900.0, columns: tuple[float, ...] = (50, 250, 450)) -> PdfTable:
    cells = [cell(at, place, *filter(None, [text])) for at, row in enumerate(rows) for place, text in enumerate(row)]
    return PdfTable([*columns], cells, top)


def page(number: int, *parts: PdfLine | PdfTable) -> PdfPage:
    lines = [part for part in parts if isinstance(part, PdfLine)]
    return PdfPage(number, HEIGHT, lines, [part for part in parts if isinstance(part, PdfTable)])


def texts(pages: list[PdfPage]) -> list[list[str]]:
    return [[one.text for one in each.lines] for each in pages]


def grid(found: PdfTable) -> list[tuple[int, int, str]]:
    return [(one.row, one.column, one.text) for one in found.cells]


def test_a_running_title_is_kept_once_and_a_page_number_never() -> None:
    """Head and foot of most pages, whatever their numbers; words in the middle, or on one page, are the document's."""
    pages = [
        page(n, line("CQP Fleuriste", 960), line(f"Corps {n}", 500), line("Répété", 500), line(f"Page {n}/4", 40))
        for n in range(1, 5)
    ]
    pages[2].lines.append(line("Note de bas de page", 60))
    assert without_furniture(pages) == ["CQP Fleuriste", "Page 1/4"]
    assert texts(pages) == [
        ["CQP Fleuriste", "Corps 1", "Répété"], ["Corps 2", "Répété"], ["Corps 3", "Répété", "Note de bas de page"],
        ["Corps 4", "Répété"],
    ]  # fmt: skip


def test_what_stands_on_fewer_pages_or_elsewhere_is_no_furniture() -> None:
    """Less than half of the pages, one page alone, or another height on each: nothing is taken off."""
    some = [page(n, line("Titre" if n < 3 else f"Autre {'x' * n}", 960)) for n in range(1, 6)]
    assert without_furniture(some) == []
    assert without_furniture([page(1, line("Titre", 960), line("Titre", 955))]) == []
    half = [page(n, line("Titre" if n < 3 else f"Autre {'x' * n}", 960)) for n in range(1, 5)]
    assert without_furniture(half) == ["Titre"]
    near = [page(1, line("Titre", 960)), page(2, line("Titre", 954))]
    assert without_furniture(near) == ["Titre"]
    apart = [page(1, line("Titre", 960)), page(2, line("Titre", 950))]
    assert without_furniture(apart) == []
    inside = [page(n, line("Titre", 870)) for n in range(1, 5)]
    assert without_furniture(inside) == []
    numbers = [page(n, line(f"{n}", 960)) for n in range(1, 5)]
    assert (without_furniture(numbers), texts(numbers)) == (["1"], [[], [], [], []])


def test_a_table_at_every_foot_is_furniture() -> None:
    """A box with the name and the page; two of it are none, nor is one that stands higher."""
    pages = [page(n, table(("CQP", f"page {n}", "v1"), top=150)) for n in range(1, 4)]
    assert without_furniture(pages) == ["CQP page # v#"]
    assert [each.tables for each in pages] == [[], [], []]
    assert without_furniture([page(n, table(("CQP", "x", "y"), top=150)) for n in range(1, 3)]) == []
    assert without_furniture([page(n, table(("CQP", "x", "y"), top=250)) for n in range(1, 4)]) == []


HEAD = ("Activités", "Compétences", "Critères")


def test_a_table_over_two_pages_is_one() -> None:
    """The heading that the second page prints again is left out, and its rows come behind."""
    (found,) = joined([
        page(1, table(HEAD, ("A1. Préparer", "C1. Trier.", "Trié."))),
        page(2, table(HEAD, ("A2. Assembler", "C2. Lier.", "Lié."))),
    ])  # fmt: skip
    assert isinstance(found, PdfTable)
    assert found.heading_rows == 1
    assert grid(found) == [
        (0, 0, "Activités"), (0, 1, "Compétences"), (0, 2, "Critères"), (1, 0, "A1. Préparer"), (1, 1, "C1. Trier."),
        (1, 2, "Trié."), (2, 0, "A2. Assembler"), (2, 1, "C2. Lier."), (2, 2, "Lié."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("below", "last"),
    [
        (("", "les tiges saines", ""), [(1, 0, "A1. Préparer"), (1, 1, "C1. Trier les tiges saines"), (1, 2, "Trié.")]),
        (("", "", "Rangé."), [(1, 0, "A1. Préparer"), (1, 1, "C1. Trier"), (1, 2, "Trié. Rangé.")]),
        (("", "C2. Lier", ""), [(2, 0, ""), (2, 1, "C2. Lier"), (2, 2, "")]),
        (("A2. Assembler", "Lier", "Lié."), [(2, 0, "A2. Assembler"), (2, 1, "Lier"), (2, 2, "Lié.")]),
    ],
)  # fmt: skip
def test_a_row_that_a_page_cuts_is_one(below: tuple[str, ...], last: list[tuple[int, int, str]]) -> None:
    """Words that begin inside a sentence, or cells that go on alone, belong to the row above; a code begins a row."""
    (found,) = joined([page(1, table(HEAD, ("A1. Préparer", "C1. Trier", "Trié."))), page(2, table(HEAD, below))])
    assert isinstance(found, PdfTable)
    assert grid(found)[-3:] == last


def test_other_columns_are_another_table() -> None:
    """Lines that stand four points apart are the same, five are not; nor is what stands behind a line of text."""
    above, behind = (50.0, 250.0, 450.0), ("A2. Assembler", "C2. Lier.", "Lié.")
    for columns, number in (((54.0, 250.0, 450.0), 1), ((55.0, 250.0, 450.0), 2), ((50.0, 450.0), 2)):
        first, second = table(HEAD, columns=above), table(behind[: len(columns)], columns=columns)
        assert len(joined([page(1, first), page(2, second)])) == number
    parts = joined([page(1, table(HEAD)), page(2, line("Texte", 950), table(behind))])
    assert [type(part).__name__ for part in parts] == ["PdfTable", "PdfLine", "PdfTable"]
