"""Rows and cells that a page break cuts in two, put together again."""

from __future__ import annotations

from itertools import pairwise

from refgraph.reading.layouts.tables.roles import Role
from refgraph.reading.layouts.tables.rows import TableRow
from refgraph.reading.runs import Block
from refgraph.reading.shared import codes

_ASSESSMENT = (Role.MODALITY, Role.CRITERIA)
_ENOUGH = 4
"""From so many cells on, the punctuation of a column is a habit."""

_ENDS = (".", "!", "?", ";", "»", ")")


def joined(rows: list[TableRow]) -> list[TableRow]:
    """``rows`` with those that carry on the row before a page break put into that row.

    A row is carried on when its first filled cell begins in the middle of a sentence. Of a row of its own, the
    assessment is carried on when the page before ends with nothing but its title, or without the full stop that all
    other cells of the column have.
    """
    has_stops = _has_stops(rows)
    whole: list[TableRow] = []
    assessed_in: dict[int, TableRow] = {}
    for row in rows:
        previous = whole[-1] if whole and row.opens_page and whole[-1].bloc == row.bloc else None
        if previous and _is_carried_on(row):
            for role, parts in row.cells.items():
                _carry(assessed_in.get(id(previous), previous) if role in _ASSESSMENT else previous, role, parts)
            continue
        if previous and _is_assessment_carried_on(previous, row, has_stops=has_stops):
            assessed_in[id(row)] = previous
            for role in _ASSESSMENT:
                _carry(previous, role, row.cells.pop(role, []))
            if not row.cells:
                continue
        whole.append(row)
    return whole


def _is_carried_on(row: TableRow) -> bool:
    for role in (Role.ACTIVITY, Role.COMPETENCE):
        if blocks := row.blocks(role):
            return _begins_inside(blocks[0])
    return False


def _begins_inside(block: Block) -> bool:
    """Whether a block begins in the middle of a sentence: no bullet, no code, a small letter or a parenthesis."""
    text = block.text
    is_marked = bool(block.marker) or codes.opens(text) or block.depth > 0
    return not is_marked and (text[:1].islower() or text[:1] in "(),;:")


def _has_stops(rows: list[TableRow]) -> bool:
    """Whether the modalities of a document end with full stops, but for those at the foot of a page."""
    before_break = {id(row) for row, following in pairwise(rows) if following.opens_page}
    ends = [
        row.blocks(Role.MODALITY)[-1].text for row in rows if row.blocks(Role.MODALITY) and id(row) not in before_break
    ]
    return len(ends) >= _ENOUGH and all(text.endswith(_ENDS) for text in ends)


def _is_assessment_carried_on(previous: TableRow, row: TableRow, *, has_stops: bool) -> bool:
    above, below = previous.blocks(Role.MODALITY), row.blocks(Role.MODALITY)
    if not above or not below or above[-1].text.endswith(_ENDS):
        return False
    is_title_alone = all(block.is_bold for block in above)
    return _begins_inside(below[0]) or ((has_stops or is_title_alone) and not below[0].bold_opening)


def _carry(row: TableRow, role: Role, parts: list[list[Block]]) -> None:
    """Put ``parts`` behind a cell of ``row``; a block that begins inside a sentence goes on with the last one."""
    cell = row.cells.setdefault(role, [])
    for part in parts:
        blocks = list(part)
        if cell and cell[-1] and blocks and role is not Role.MODALITY and _begins_inside(blocks[0]):
            cell[-1][-1] = cell[-1][-1].carried_on(blocks.pop(0))
        if blocks:
            cell.append(blocks)
