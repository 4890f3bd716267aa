"""What page ends part and print again: tables over several pages, rows that a page cuts, lines on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from refgraph.core.text import mend
from refgraph.reading.formats.pdf.lines import PdfLine, PdfParagraph
from refgraph.reading.formats.pdf.pages import PdfCell, PdfPage, PdfTable

_MARGIN = 0.12
"""Of the height of a page: where running titles and page numbers stand."""
_FOOT = 0.2
_NEAR = 6.0
_SAME_COLUMN = 4.0
_MOST_HANGING = 4
"""Lines of a cell among which the last of a title above it may stand, printed over them."""
_ENDS = (".", "!", "?", ";", "»")
_CODE = re.compile(r"[A-Z]{1,4}\s?\d|\d+(?:\.\d+)*[.)]?\s|[a-z][.)]\s|(?:BLOC|Bloc|FONCTION|UNITÉ|CCP)\b")


def without_furniture(pages: Sequence[PdfPage]) -> list[str]:
    """Take off ``pages`` what stands at the head or foot of most of them, but for the first time at a head.

    Numbers may differ. Gives back what was taken off, each once.
    """
    groups: dict[str, list[tuple[PdfPage, PdfLine]]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            is_head = line.base > page.height * (1 - _MARGIN)
            if is_head or line.base < page.height * _MARGIN:
                words = re.sub(r"\d+", "#", mend(line.text))
                groups[f"{is_head} {words}"].append((page, line))
    found = _repeated_tables(pages)
    for key, places in groups.items():
        told = {page.number for page, _ in places}
        if len(told) < max(2, len(pages) / 2) or not _stand_alike([line for _, line in places]):
            continue
        keeps_first = key.startswith("True") and any(char.isalpha() for char in places[0][1].text)
        for page, line in places[1 if keeps_first else 0 :]:
            page.lines = [one for one in page.lines if one is not line]
        found.append(places[0][1].text)
    return found


def _repeated_tables(pages: Sequence[PdfPage]) -> list[str]:
    """Take off ``pages`` the tables that stand at the foot of most of them with the same words, numbers apart."""
    groups: dict[str, list[tuple[PdfPage, PdfTable]]] = defaultdict(list)
    for page in pages:
        for table in (one for one in page.tables if one.top < page.height * _FOOT):
            words = " ".join(cell.text for cell in table.cells if cell.paragraphs)
            groups[re.sub(r"\d+", "#", words)].append((page, table))
    found: list[str] = []
    for words, places in groups.items():
        if len({page.number for page, _ in places}) < max(3, len(pages) / 2):
            continue
        for page, table in places:
            page.tables = [one for one in page.tables if one is not table]
        found.append(words)
    return found


def _stand_alike(lines: Sequence[PdfLine]) -> bool:
    bases = sorted(line.base for line in lines)
    return bases[-1] - bases[0] <= _NEAR


def joined(pages: Iterable[PdfPage]) -> list[PdfLine | PdfTable]:
    """The lines and tables of all pages; a table that the next page carries on is one."""
    parts: list[PdfLine | PdfTable] = []
    for page in pages:
        for place, part in enumerate(page.parts):
            last = parts[-1] if parts else None
            if place == 0 and isinstance(part, PdfTable) and isinstance(last, PdfTable) and _carries_on(last, part):
                _join(last, part)
            else:
                parts.append(part)
    return parts


def _carries_on(table: PdfTable, below: PdfTable) -> bool:
    """Whether ``below``, at the head of a page, has the columns of ``table``, at the foot of the one before."""
    return len(table.columns) == len(below.columns) and all(
        abs(one - other) <= _SAME_COLUMN for one, other in zip(table.columns, below.columns, strict=True)
    )


def _join(table: PdfTable, below: PdfTable) -> None:
    heads = _repeated_rows(table, below)
    table.heading_rows = max(table.heading_rows, heads)
    _drop_hanging(table, below, heads)
    rest = [cell for cell in below.cells if cell.row >= heads]
    base = table.height - heads
    first = [cell for cell in rest if cell.row == heads]
    above = {cell.column: cell for cell in table.cells if cell.end == table.height}
    if _goes_on(above, first):
        base -= 1
        for cell in first:
            _carry(above[cell.column], cell)
        rest = [cell for cell in rest if cell.row > heads]
    for cell in rest:
        cell.row += base
    table.cells += rest


def _repeated_rows(table: PdfTable, below: PdfTable) -> int:
    """How many of the first rows of ``below`` print those of ``table`` again, in whole or as far as they go."""
    rows = 0
    while rows < below.height:
        mine = {cell.column: cell for cell in below.cells if cell.row == rows}
        theirs = {cell.column: cell for cell in table.cells if cell.row == rows}
        filled = [column for column, cell in mine.items() if cell.paragraphs]
        if not filled or mine.keys() != theirs.keys():
            return rows
        if not all(mend(theirs[column].text).startswith(mend(mine[column].text)) for column in mine):
            return rows
        if len(filled) == 1 and mend(theirs[filled[0]].text) != mend(mine[filled[0]].text):
            return rows
        rows += 1
    return rows


def _drop_hanging(table: PdfTable, below: PdfTable, heads: int) -> None:
    """Take the end of a title off the row below it: LibreOffice lets its last line hang out of a merged cell."""
    for cell in (cell for cell in below.cells if cell.row == heads and cell.paragraphs):
        above = [one for one in below.cells if one.row < heads and one.column == cell.column and one.end == heads]
        whole = [one for one in table.cells if above and one.row == above[0].row and one.column == cell.column]
        if not whole:
            continue
        missing = mend(whole[0].text)[len(mend(above[0].text)) :].split()
        dropped: list[PdfLine] = []
        for line in cell.lines[:_MOST_HANGING]:
            words = line.text.split()
            if words == missing[: len(words)]:
                dropped.append(line)
                missing = missing[len(words) :]
        if dropped:
            cell.leave_out(dropped)


def _goes_on(above: dict[int, PdfCell], first: Sequence[PdfCell]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    It is where a cell begins in the middle of a sentence, or only cells go on that had words, and no column begins
    with a code.
    """
    if not first or any(
        cell.column not in above or above[cell.column].column_span != cell.column_span for cell in first
    ):
        return False
    filled = [cell for cell in first if cell.paragraphs]
    if not filled or any(_CODE.match(cell.text) for cell in filled):
        return False
    if any(_is_open(above[cell.column], cell) for cell in filled):
        return True
    had_words = all(above[cell.column].paragraphs for cell in filled)
    return had_words and len(filled) < len(first) and all(_is_entry(above[cell.column], cell) for cell in filled)


def _is_open(above: PdfCell, cell: PdfCell) -> bool:
    """Whether ``cell`` begins in the middle of a sentence of ``above``."""
    first = cell.paragraphs[0]
    return bool(above.paragraphs) and not first.bullet and first.text[:1].islower() and not above.text.endswith(_ENDS)


def _is_entry(above: PdfCell, cell: PdfCell) -> bool:
    """Whether ``cell`` goes on with a list of ``above``, or with its paragraphs alone in the row."""
    return bool(cell.paragraphs[0].bullet) == any(paragraph.bullet for paragraph in above.paragraphs)


def _carry(above: PdfCell, cell: PdfCell) -> None:
    """Put the words of ``cell`` behind those of ``above``; a paragraph that the page cut is one again."""
    above.row_span += cell.row_span - 1
    rest = list(cell.paragraphs)
    if rest and above.paragraphs and _is_rest(above.paragraphs[-1], rest[0]):
        above.paragraphs[-1].lines += rest.pop(0).lines
    above.paragraphs += rest


def _is_rest(last: PdfParagraph, first: PdfParagraph) -> bool:
    return (
        not first.bullet and (first.text[:1].islower() or not last.text.endswith(_ENDS)) and not _CODE.match(first.text)
    )
