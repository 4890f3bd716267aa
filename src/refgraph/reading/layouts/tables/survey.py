"""A first look at a document of tables: its elements, its tables, where annexes stand, which line is the title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from refgraph.core.text import fold
from refgraph.model.statement import opening_infinitive
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.tables import cells, roles
from refgraph.reading.layouts.tables.grid import Element, Heading, Row, RuleLine, TextLine, elements
from refgraph.reading.layouts.tables.rows import has_entries
from refgraph.reading.layouts.tables.turned import turned
from refgraph.reading.runs import Block
from refgraph.reading.shared import annexes, bloc_titles, codes, titles
from refgraph.reading.shared.field_labels import label

_SECTION = re.compile(
    r"\W*(?:referentiels?\b(?! du | de la certification )|blocs?\b|fonctions?$|sommaire|annexes?|modalites|validation"
    r"|conditions|evaluation|competences?$|activites?$|presentation|regles"
    r"|unites? (?:constitutives?|professionnelles?))"
)
_WHOLE = re.compile(
    r"\W*referentiels?\s(?:d'|de\s|des\s)(?:activites?|competences?|evaluations?|certification)\b[^.:]*$"
)
_LEGAL = re.compile(r"\W*(?:article\b|annexes?\b)")
"""What a text of law prints above an annex of it."""

_FEW_VERBS = 2
_MOST_VERBS = 0.6
"""So many cells of a column without a title open with an infinitive where it holds competences."""

_TEXT_ANNEX = 99
"""An annex that a line of text opens ends with any heading."""


@dataclass(frozen=True)
class TableGroup:
    """The places of the rows of one table. ``is_marked``: the document shows where it begins.

    ``merged`` are the columns in which a cell reaches over several rows.
    """

    places: tuple[int, ...]
    has_header: bool
    is_marked: bool
    in_annex: bool
    merged: frozenset[int]


@dataclass
class Survey:
    """What a first look at a document finds, by place in ``elements``.

    ``annexes`` leads from a line in an annex to the place of its heading.
    """

    elements: list[Element]
    contents: dict[int, list[list[Block]]] = field(default_factory=dict)
    groups: dict[int, TableGroup] = field(default_factory=dict)
    annexes: dict[int, int] = field(default_factory=dict)
    title: Slice | None = None


def survey(document: Document) -> Survey:
    """What a first look at ``document`` finds."""
    return _Surveyor(document).survey


def is_section(text: str) -> bool:
    """Whether ``text`` is the heading of a part of any référentiel, not a title of one."""
    return _SECTION.match(fold(text)) is not None or _LEGAL.match(fold(text)) is not None


def is_whole(text: str) -> bool:
    """Whether ``text`` is the title of the whole référentiel, in words that any has (« Référentiel d’activités »)."""
    return _WHOLE.match(fold(text)) is not None


def texts(contents: Sequence[Sequence[Block]]) -> list[str]:
    """The words of each cell of a row."""
    return [" ".join(block.text for block in blocks) for blocks in contents]


def header(contents: list[list[Block]], row: Row) -> roles.Roles | None:
    """The roles of a header row; None where ``row`` is none."""
    if has_entries(contents):
        return None
    return roles.of_header(texts(contents), is_marked=row.is_heading or row.opens_table)


def column_of_verbs(seen: Survey, group: TableGroup, named: roles.Roles) -> int | None:
    """The only column without a title whose cells open with infinitives, in a table that names no competences."""
    columns = roles.settled(named)
    if roles.Role.COMPETENCE in columns:
        return None
    cells: dict[int, list[str]] = defaultdict(list)
    for place in group.places:
        row = seen.elements[place]
        is_body = isinstance(row, Row) and header(seen.contents[place], row) is None
        for column, blocks in enumerate(seen.contents[place] if is_body else ()):
            cells[column] += [blocks[0].text] if blocks else []
    free = (column for column in cells if column < len(columns) and columns[column] is None)
    found = [column for column in free if _are_verbs(cells[column])]
    return found[0] if len(found) == 1 else None


def _are_verbs(said: Sequence[str]) -> bool:
    verbs = sum(opening_infinitive(text) is not None for text in said)
    return verbs >= _FEW_VERBS and verbs >= _MOST_VERBS * len(said)


def worded_competences(seen: Survey) -> bool:
    """Whether a table that is read says competences, or activities: one that names codes alone sums others up."""
    named: roles.Roles = ()
    for place, group in seen.groups.items():
        row = seen.elements[place]
        if group.in_annex or not isinstance(row, Row):
            continue
        goes_on = group.has_header or (not group.is_marked and len(row.cells) == len(named))
        if found := header(seen.contents[place], row):
            named = found if place == group.places[0] else roles.below(named, found)
            if column_of_verbs(seen, group, named) is not None:
                return True
        elif goes_on and any(map(_says, roles.settled(named), seen.contents[place])):
            return True
    return False


def _says(role: roles.Role | None, blocks: Sequence[Block]) -> bool:
    is_content = role in (roles.Role.COMPETENCE, roles.Role.ACTIVITY)
    return is_content and any(not codes.listed(block.text) for block in blocks)


class _Surveyor:
    def __init__(self, document: Document) -> None:
        self._document = document
        self.survey = Survey(self._turned(list(elements(document))))
        for place, element in enumerate(self.survey.elements):
            if isinstance(element, Row):
                self.survey.contents[place] = worded(cells.of_row(document, element))
        self._find_annexes()
        self._find_groups()
        self._find_title()

    def _words(self, words: Slice) -> str:
        return self._document.text[slice(*words)]

    def _turned(self, printed: list[Element]) -> list[Element]:
        """``printed`` with the tables turned whose titles stand in their first column."""
        found: list[Element] = []
        done = 0
        for places in _tables(printed):
            rows = [element for place in places if isinstance(element := printed[place], Row)]
            said = [worded(cells.of_row(self._document, row)) for row in rows]
            if any(header(contents, row) for contents, row in zip(said, rows, strict=True)):
                continue
            if new := turned(rows, [texts(contents) for contents in said]):
                found += [*printed[done : places[0]], *new]
                rules = (element for element in printed[places[0] : places[-1] + 1] if isinstance(element, RuleLine))
                found += rules
                done = places[-1] + 1
        return [*found, *printed[done:]]

    def _find_annexes(self) -> None:
        """Which lines and rows stand in an annex: below its heading, up to the next one of its rank."""
        opened: int | None = None
        rank, has_rows, is_opening = 0, False, True
        for place, element in enumerate(self.survey.elements):
            if isinstance(element, Heading | TextLine):
                level = element.level if isinstance(element, Heading) else _TEXT_ANNEX
                if annexes.opens_annex(self._words(element.words)):
                    opened, rank, has_rows = place, level, False
                elif opened is not None:
                    is_first = has_rows and is_opening
                    if self._leaves(element, rank, has_rows=has_rows) or is_first or self._heads_bloc(element, place):
                        opened = None
            elif isinstance(element, Row):
                has_rows = True
                is_opening &= opened is not None or not self._is_header(place)
            if opened is not None:
                self.survey.annexes[place] = opened

    def _leaves(self, element: Heading | TextLine, rank: int, *, has_rows: bool) -> bool:
        """Whether a line ends an annex of that rank: a heading of its rank, or words that open a part of any."""
        if isinstance(element, Heading):
            return element.level <= rank
        text = self._words(element.words)
        is_other = is_section(text) or bloc_titles.find(text) is not None
        return (is_other and (has_rows or rank == _TEXT_ANNEX)) or (has_rows and rank == _TEXT_ANNEX)

    def _heads_bloc(self, element: Heading | TextLine, place: int) -> bool:
        """Whether a line is the title of a bloc with a table of competences below it."""
        below = next((n for n in range(place + 1, len(self.survey.elements)) if n in self.survey.contents), None)
        is_bloc = bloc_titles.find(self._words(element.words)) is not None
        return is_bloc and below is not None and any(self._is_header(n) for n in (below, below + 1))

    def _find_groups(self) -> None:
        found = list(_tables(self.survey.elements))
        signs = [self._headers(places) for places in found]
        for before, places, named in zip([None, *found], found, signs, strict=False):
            outside = {sign for others, sign in zip(found, signs, strict=True) if others[0] not in self.survey.annexes}
            follows = before is not None and self._follows(before, places)
            if named and places[0] in self.survey.annexes and (follows or named in outside):
                self._end_annex(places[0])
        elsewhere = any(
            named and places[0] not in self.survey.annexes for places, named in zip(found, signs, strict=True)
        )
        for places, named in zip(found, signs, strict=True):
            first = self.survey.elements[places[0]]
            is_marked = isinstance(first, Row) and first.opens_table
            in_annex = places[0] in self.survey.annexes and (elsewhere or not named)
            group = TableGroup(tuple(places), bool(named), is_marked, in_annex, self._merged(places))
            self.survey.groups |= dict.fromkeys(places, group)

    def _merged(self, places: Sequence[int]) -> frozenset[int]:
        rows = [element for place in places if isinstance(element := self.survey.elements[place], Row)]
        body = (row for row in rows if not row.is_heading)
        return frozenset(column for row in body for column in row.reached)

    def _headers(self, places: Sequence[int]) -> tuple[str, ...]:
        """The words of the header rows of a table; none where it has no header that is understood."""
        rows = (place for place in places if self._is_header(place))
        return tuple(fold(text) for place in rows for text in texts(self.survey.contents[place]))

    def _follows(self, before: Sequence[int], places: Sequence[int]) -> bool:
        """Whether a table follows another one of the same annex, with nothing between them."""
        annexes = self.survey.annexes
        is_same = annexes.get(before[0]) is not None and annexes.get(before[0]) == annexes.get(places[0])
        between = self.survey.elements[before[-1] + 1 : places[0]]
        return is_same and all(isinstance(element, RuleLine) for element in between)

    def _end_annex(self, place: int) -> None:
        """The annex that reaches over ``place`` ends before it: what stands there is the référentiel again."""
        opened = self.survey.annexes[place]
        for later in range(place, len(self.survey.elements)):
            if self.survey.annexes.get(later) == opened:
                del self.survey.annexes[later]

    def _is_header(self, place: int) -> bool:
        element = self.survey.elements[place] if place < len(self.survey.elements) else None
        return isinstance(element, Row) and header(self.survey.contents[place], element) is not None

    # --- the title ---------------------------------------------------------------------------------------------------

    def _find_title(self) -> None:
        """The heading of the highest rank above the tables that are read, else the first line that may be a title."""
        until = next((place for place in self.survey.groups if self._is_read(place)), len(self.survey.elements))
        above = [(place, element) for place, element in enumerate(self.survey.elements[:until])]
        above = [(place, element) for place, element in above if place not in self.survey.annexes]
        headed = [element for _, element in above if isinstance(element, Heading) and self._may_entitle(element.words)]
        if headed:
            self.survey.title = min(headed, key=lambda one: one.level).words
            return
        lines = [element.words for _, element in above if isinstance(element, TextLine)]
        is_legal = any(
            isinstance(one, Heading | TextLine) and _LEGAL.match(fold(self._words(one.words))) for _, one in above
        )
        named = (words for words in lines if self._is_title_line(words, is_legal=is_legal))
        self.survey.title = next((self._bare(words) for words in named), None)

    def _is_read(self, place: int) -> bool:
        group = self.survey.groups[place]
        return group.has_header and not group.in_annex

    def _may_entitle(self, words: Slice) -> bool:
        text = self._words(words)
        if bloc_titles.find(text) or bloc_titles.announces_list(text):
            return False
        title = titles.Title(self._document, *words)
        return not is_section(text) or (
            title.kind is not None and title.level is not None and not _LEGAL.match(fold(text))
        )

    def _is_title_line(self, words: Slice, *, is_legal: bool) -> bool:
        """Whether a line above the table may be the title: it has no label; in a text of law, it opens with a kind."""
        text = self._words(words)
        if bloc_titles.find(text) or is_section(text) or label(self._document, *words) is not None:
            return False
        return not is_legal or titles.opens_with_kind(text)

    def _bare(self, words: Slice) -> Slice:
        """The slice without the marks of emphasis around it."""
        return bare(self._words(words), words)


def bare(text: str, words: Slice) -> Slice:
    """``words``, which print ``text``, without the marks of emphasis around it."""
    return words[0] + len(text) - len(text.lstrip("*_ ")), words[0] + len(text.rstrip("*_ "))


def worded(contents: list[list[Block]]) -> list[list[Block]]:
    """The blocks of each cell that have words."""
    return [[block for block in blocks if not block.is_stray] for blocks in contents]


def _tables(elements: Sequence[Element]) -> Iterator[list[int]]:
    """The places of the rows of each table: rows that nothing but lines that draw comes between."""
    places: list[int] = []
    for place, element in enumerate(elements):
        if isinstance(element, RuleLine):
            continue
        begins = isinstance(element, Row) and element.opens_table
        if places and (begins or not isinstance(element, Row)):
            yield places
            places = []
        if isinstance(element, Row):
            places.append(place)
    if places:
        yield places
