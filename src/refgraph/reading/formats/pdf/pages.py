"""A page as what stands on it: lines of text, and tables whose cells hold paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from refgraph.reading.formats.pdf.geometry import Box, upright
from refgraph.reading.formats.pdf.glyphs import Glyph, GlyphReader
from refgraph.reading.formats.pdf.grids import PageGrid, read_grids
from refgraph.reading.formats.pdf.lines import PdfLine, PdfParagraph, paragraphs, read_lines
from refgraph.reading.formats.pdf.rulings import MOST_PATHS, read_drawing

_WIDEST_MARGIN = 12.0
"""Points between the border of a cell and its words, at most."""
_WHOLE_PAGE = 0.8
_FEW = 20
"""Characters: a scanned page has a stamp, or a number, if anything."""


@dataclass
class PdfCell:
    """A cell of a table: where it begins, how far it reaches, its lines, to where they may go, and its paragraphs."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[PdfLine]
    right: float
    paragraphs: list[PdfParagraph] = field(init=False)

    def __post_init__(self) -> None:
        self.paragraphs = paragraphs(self.lines, self.right)

    def leave_out(self, dropped: Sequence[PdfLine]) -> None:
        """Take lines out of the cell, whose paragraphs are told anew."""
        self.lines = [line for line in self.lines if not any(line is one for one in dropped)]
        self.paragraphs = paragraphs(self.lines, self.right)

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def end(self) -> int:
        """The row behind its last one."""
        return self.row + self.row_span


@dataclass
class PdfTable:
    """A table: the places of its vertical lines, its cells in order, its box on the page where it begins."""

    columns: list[float]
    cells: list[PdfCell]
    top: float
    heading_rows: int = 0

    @property
    def height(self) -> int:
        """How many rows it has."""
        return max((cell.end for cell in self.cells), default=0)


@dataclass
class PdfPage:
    """What stands on a page. ``lines`` are those outside of tables, in the order of the file."""

    number: int
    height: float
    lines: list[PdfLine]
    tables: list[PdfTable]
    is_image: bool = False
    is_recognised: bool = False
    is_drawing: bool = False
    unreadable: int = 0

    @property
    def parts(self) -> list[PdfLine | PdfTable]:
        """The lines and tables from top to bottom; where there are no tables, the order of the file is kept."""
        if not self.tables:
            return list(self.lines)
        return sorted([*self.lines, *self.tables], key=_top)


def _top(part: PdfLine | PdfTable) -> float:
    return -(part.top if isinstance(part, PdfTable) else part.base)


def read_page(page: Any, text_page: Any, number: int) -> PdfPage:
    """What stands on ``page``, the ``number``-th."""
    box = Box(*_shown(page))
    turned = upright(box, 90 * pdfium.FPDFPage_GetRotation(page))
    whole = turned(box)
    reader = GlyphReader(page, text_page, turned)
    glyphs = list(reader.read())
    drawing = read_drawing(page, turned)
    grids = read_grids(drawing.rulings) if drawing.paths <= MOST_PATHS else []
    free, inside = _parted(glyphs, grids)
    printed = sum(not glyph.text.isspace() for glyph in glyphs)
    is_covered = any(image.width * image.height >= _WHOLE_PAGE * whole.width * whole.height for image in drawing.images)
    found = PdfPage(
        number=number,
        height=whole.height,
        lines=_numbered(read_lines(free), number),
        tables=[_table(grid, cells, number) for grid, cells in zip(grids, inside, strict=True)],
        is_image=is_covered and printed < _FEW,
        is_recognised=is_covered and printed >= _FEW and reader.invisible > printed / 2,
        is_drawing=drawing.paths > MOST_PATHS,
        unreadable=reader.unreadable,
    )
    found.tables = [table for table in found.tables if any(cell.paragraphs for cell in table.cells)]
    return found


def _shown(page: Any) -> tuple[float, float, float, float]:
    """The box of the file that is shown of a page."""
    box = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, box):
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)


def _parted(glyphs: Iterable[Glyph], grids: Sequence[PageGrid]) -> tuple[list[Glyph], list[list[list[Glyph]]]]:
    """The glyphs outside of all grids, and for each grid those of each cell, by their middle."""
    free: list[Glyph] = []
    inside: list[list[list[Glyph]]] = [[[] for _ in grid.cells] for grid in grids]
    last = free
    for glyph in glyphs:
        if glyph.text and not glyph.text.isspace():
            x, y = (glyph.box.left + glyph.box.right) / 2, (glyph.box.bottom + glyph.box.top) / 2
            last = free
            for cells, grid in zip(inside, grids, strict=True):
                place = grid.cell_at(x, y)
                if place is not None:
                    last = cells[place]
                    break
        last.append(glyph)
    return free, inside


def _table(grid: PageGrid, cells: Sequence[Sequence[Glyph]], number: int) -> PdfTable:
    lines = [_in_order(_numbered(read_lines(glyphs), number)) for glyphs in cells]
    margins: dict[int, float] = {}
    for box, printed in zip(grid.cells, lines, strict=True):
        if printed:
            margin = min(line.box.left for line in printed) - box.box.left
            margins[box.column] = max(0.0, min(margins.get(box.column, _WIDEST_MARGIN), margin))
    found = [
        PdfCell(
            box.row,
            box.column,
            box.row_span,
            box.column_span,
            printed,
            box.box.right - margins.get(box.column, 0.0),
        )
        for box, printed in zip(grid.cells, lines, strict=True)
    ]
    return PdfTable(grid.columns, sorted(found, key=lambda cell: (cell.row, cell.column)), grid.box.top)


def _in_order(lines: list[PdfLine]) -> list[PdfLine]:
    """The lines of a cell from top to bottom; those on one base from left to right."""
    ordered = sorted(lines, key=lambda line: -line.base)
    rows: list[list[PdfLine]] = []
    for line in ordered:
        if rows and rows[-1][0].base - line.base < 0.5 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.box.left)]


def _numbered(lines: list[PdfLine], number: int) -> list[PdfLine]:
    for line in lines:
        line.page = number
    return lines
