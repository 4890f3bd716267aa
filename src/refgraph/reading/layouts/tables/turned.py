"""Tables whose titles stand in their first column: turned so that each becomes a table with a header row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from refgraph.reading.layouts.tables import roles
from refgraph.reading.layouts.tables.grid import Row
from refgraph.reading.layouts.tables.roles import Role

_LONGEST_TITLE = 80


def turned(rows: Sequence[Row], texts: Sequence[Sequence[str]]) -> list[Row] | None:
    """``rows``, whose cells say ``texts``, as rows below a header; None where the first column holds no titles.

    Rows that fill one cell only stay above. Where the titles begin again, another table does.
    """
    lone = [place for place, row in enumerate(texts) if sum(map(bool, row)) < 2]
    first = next((place for place in range(len(rows)) if place not in lone), len(rows))
    body = [place for place in range(first, len(rows)) if place not in lone]
    titles = [texts[place][0] for place in body]
    if len(body) < 2 or lone != list(range(first)) or not _are_titles(titles):
        return None
    width = min(len(rows[place].cells) for place in body)
    found = [rows[place] for place in lone]
    for part in _parts(body, [roles.of_title(title) for title in titles]):
        columns = [[rows[place].cells[column] for place in part] for column in range(width)]
        contents = [
            tuple(told[column] for place in part if (told := rows[place].contents) is not None)
            for column in range(width)
        ]
        found += [
            Row(
                tuple(cells),
                contents[column] if rows[part[0]].contents is not None else None,
                opens_table=column == 0,
                is_heading=column == 0,
            )
            for column, cells in enumerate(columns)
        ]
    return [replace(row, opens_table=row.opens_table or place == 0) for place, row in enumerate(found)]


def _are_titles(titles: Sequence[str]) -> bool:
    """Whether a first column holds the titles of a table of competences, and nothing else."""
    named = [roles.of_title(title) for title in titles]
    is_short = all(title and len(title) <= _LONGEST_TITLE for title in titles)
    header = roles.of_header(list(dict.fromkeys(titles)), is_marked=True)
    return is_short and all(named) and header is not None and Role.COMPETENCE in roles.settled(header)


def _parts(places: Sequence[int], named: Sequence[Role | None]) -> list[list[int]]:
    """``places`` cut where the first title comes again."""
    parts: list[list[int]] = []
    for place, role in zip(places, named, strict=True):
        if not parts or role == named[0]:
            parts.append([])
        parts[-1].append(place)
    return parts
