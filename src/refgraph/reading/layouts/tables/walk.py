"""One walk through a document of tables: which line is a page header, a bloc, a row of the table, a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.model.records import Furniture
from refgraph.model.statement import opening_infinitive
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.tables import cells, roles, survey
from refgraph.reading.layouts.tables.grid import Heading, Row, RuleLine, TextLine
from refgraph.reading.layouts.tables.open_bloc import OpenBloc
from refgraph.reading.layouts.tables.outline import BlocTitle, Outline, UnreadAnnex, UnreadColumn, UnreadTable
from refgraph.reading.layouts.tables.roles import Role, Roles
from refgraph.reading.layouts.tables.rows import TableCells, TableRow, of_roles
from refgraph.reading.runs import Block
from refgraph.reading.shared import bloc_titles, codes, rules
from refgraph.reading.shared.bloc_titles import BlocHeading
from refgraph.reading.shared.page_numbers import PAGE_NUMBER
from refgraph.reading.shared.titles import same_title

_LONGEST_UNDER_TITLE = 40
"""A cell of a second row of column titles is no longer."""


def read(document: Document) -> Outline:
    """The outline of ``document``."""
    return _Walk(document).outline


class _Walk:
    """Walks the elements of a document once, with the bloc, the columns and the page that it is in."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._survey = survey.survey(document)
        self._elements = self._survey.elements
        self.outline = Outline(title=self._survey.title)
        self._roles: Roles = ()
        self._columns: dict[int, UnreadColumn] = {}
        self._in_list = False
        self._opens_page = True
        self._below_header = self._is_below_section = self._deduced = False
        self._is_interrupted = self._is_closed = self._goes_on_unread = False
        self._annexes: dict[int, UnreadAnnex] = {}
        self._above: Slice | None = None
        self._last_row = max((n for n, element in enumerate(self._elements) if isinstance(element, Row)), default=-1)
        self._is_numbered = not any(self._announces_bloc(n) for n in range(len(self._elements)))
        self._blocs = OpenBloc(self.outline.bloc_titles, is_numbered=self._is_numbered)
        for place, element in enumerate(self._elements):
            self._read(element, place)

    def _read(self, element: Heading | TextLine | RuleLine | Row, place: int) -> None:
        if isinstance(element, Row):
            self._row(element, place)
        elif isinstance(element, RuleLine):
            self._furnish("séparateur", element.words)
        elif place in self._survey.annexes:
            self._annex(element, place)
        elif isinstance(element, Heading):
            self._heading(element, place)
        else:
            self._text(element, place)

    def _words(self, words: Slice) -> str:
        return self._document.text[slice(*words)]

    def _furnish(self, kind: str, words: Slice) -> None:
        self.outline.furniture.append(Furniture(kind=kind, source=self._document.passage(*words)))

    def _announces_bloc(self, place: int) -> bool:
        """Whether a row, or a heading with rows below it, is the title of a bloc by its words (« BLOC 1 »)."""
        element = self._elements[place]
        if place in self._survey.annexes:
            return False
        if isinstance(element, Row):
            return any(bloc_titles.find(block.text) for block in self._survey.contents[place][0][:1])
        is_above = isinstance(element, Heading) and place < self._last_row
        return is_above and bloc_titles.find(self._words(element.words)) is not None

    # --- lines outside of tables -------------------------------------------------------------------------------------

    def _annex(self, element: Heading | TextLine, place: int) -> None:
        """Keep a line of an annex, to be told with its heading."""
        opened = self._survey.annexes[place]
        self._is_closed, self._above = True, element.words
        if opened == place:
            self._annexes[place] = UnreadAnnex(element.words)
            self.outline.unread_annexes.append(self._annexes[place])
            self._furnish("titre de section", element.words)
        else:
            self._annexes[opened].lines.append(element.words)
            self._furnish("annexe", element.words)

    def _heading(self, element: Heading, place: int) -> None:
        text, title = self._words(element.words), self.outline.title
        if element.words == title:
            self._above = element.words
            return
        if self._title_line(element.words, place, is_heading=True):
            return
        self._opens_page = True
        self._above = element.words
        is_running = title is not None and same_title(text, self._words(title))
        self._is_closed |= not is_running
        self._in_list = bloc_titles.announces_list(text)
        self._furnish("titre courant" if is_running else "titre de section", element.words)

    def _text(self, element: TextLine, place: int) -> None:
        text = self._words(element.words)
        if self._title_line(element.words, place, is_heading=False):
            return
        if PAGE_NUMBER.fullmatch(text.strip("*_ ")):
            self._furnish("numéro de page", element.words)
            return
        self._is_interrupted, self._above = True, element.words
        announces_list = bloc_titles.announces_list(text)
        self._in_list |= announces_list
        if survey.bare(text, element.words) == self.outline.title:
            return
        if survey.is_whole(text) and not self.outline.rows:
            self._furnish("titre de section", element.words)
        elif rules.rule_code(text) or rules.is_accommodation(text):
            self.outline.sentences.append(survey.bare(text, element.words))
        elif announces_list:
            self._furnish("introduction", element.words)
        else:
            self.outline.sentences.append(element.words)

    def _title_line(self, words: Slice, place: int, *, is_heading: bool) -> bool:
        """Whether the line is the title of a bloc; it opens the bloc when rows follow, else it belongs to a list."""
        text = self._words(words)
        found = bloc_titles.find(text) or (bloc_titles.numbered(text) if self._in_list else None)
        if found is None or (found.title[0] >= found.title[1] and not is_heading):
            return False
        is_above = place < self._last_row and (is_heading or isinstance(self._next(place), Row))
        opens = is_above and not self._in_list
        self._above = words
        self._add_title(found, words[0], words, in_list=not opens)
        return True

    def _next(self, place: int) -> Heading | TextLine | RuleLine | Row | None:
        return next((element for element in self._elements[place + 1 :] if not isinstance(element, RuleLine)), None)

    def _add_title(self, found: BlocHeading, base: int, words: Slice, *, in_list: bool) -> None:
        if not in_list:
            self._blocs.number = found.number
            self._in_list = self._is_closed = False
        title = (base + found.title[0], base + found.title[1])
        self.outline.bloc_titles.append(BlocTitle(found, words, title if title[0] < title[1] else words, in_list))

    # --- rows --------------------------------------------------------------------------------------------------------

    def _row(self, row: Row, place: int) -> None:
        self._in_list = False
        contents = self._content(row, place)
        if self._is_unread(row, place):
            self._leave_unread(row, in_annex=self._survey.groups[place].in_annex)
            return
        if self._is_header(contents, row):
            self._deduce(place)
            return
        if self._is_under_title(contents, row):
            return
        filled = [blocks for blocks in contents if blocks]
        is_lone = len(filled) == 1 or (len(filled) > 1 and len(set(survey.texts(filled))) == 1)
        if not filled:
            self._furnish("ligne vide", row.words)
        elif is_lone and self._bloc_row(filled):
            return
        elif not self._is_under_header(row, contents):
            self._leave_unread(row, in_annex=False)
        elif is_lone and self._is_section(contents):
            words = (filled[0][0].start, filled[0][-1].end)
            self._furnish("intertitre", words)
            self.outline.sections.append(words)
            self._is_below_section = True
        else:
            self._data_row(row, contents, self._survey.groups[place].merged)

    def _content(self, row: Row, place: int) -> list[list[Block]]:
        """The blocks of each cell that have words; bullets without words become furniture."""
        for blocks in cells.of_row(self._document, row):
            for block in blocks:
                if block.is_stray:
                    self._furnish("puce vide", (block.start, block.end))
        return [list(blocks) for blocks in self._survey.contents[place]]

    def _is_unread(self, row: Row, place: int) -> bool:
        """Whether ``row`` belongs to an annex, or to a table without a header of its own that carries no other on."""
        group = self._survey.groups[place]
        if group.in_annex:
            return True
        if not group.is_marked or group.has_header or place != group.places[0]:
            return self._goes_on_unread and group.is_marked and not group.has_header and place != group.places[0]
        first = next((n for n in group.places if sum(map(bool, self._survey.contents[n])) > 1), place)
        element = self._elements[first]
        assert isinstance(element, Row)
        return not self._roles or self._is_closed or not self._is_like(element, self._survey.contents[first])

    def _is_under_header(self, row: Row, contents: list[list[Block]]) -> bool:
        """Whether the header that was read last still stands above this row.

        It does not behind a heading that is no bloc, nor where another table begins, or a text has come between, and
        the row does not look like one of the table: as wide, with a competence that opens like one or goes on.
        """
        interrupted = self._is_interrupted or row.opens_table
        self._is_interrupted = False
        if interrupted and not self._is_closed and (self._blocs.number is not None or self.outline.rows):
            self._is_closed = row.is_heading or not self._goes_on(row, contents)
        return bool(self._roles) and not self._is_closed

    def _goes_on(self, row: Row, contents: list[list[Block]]) -> bool:
        place = self._competence_column()
        if len(row.cells) == len(self._roles) and (place >= len(contents) or not contents[place]):
            return not row.opens_table
        return self._is_like(row, contents)

    def _competence_column(self) -> int:
        columns = roles.settled(self._roles)
        return columns.index(Role.COMPETENCE) if Role.COMPETENCE in columns else len(columns)

    def _is_like(self, row: Row, contents: Sequence[Sequence[Block]]) -> bool:
        """Whether ``row`` looks like one of the table above: as wide, with a competence that opens like one."""
        place = self._competence_column()
        if len(row.cells) != len(self._roles) or place >= len(contents) or not contents[place]:
            return False
        return _is_competence(contents[place][0]) or contents[place][0].text[:1].islower()

    def _leave_unread(self, row: Row, *, in_annex: bool) -> None:
        """Keep a row that no header explains, to be told with its table."""
        tables = self.outline.unread_tables
        if row.opens_table or not self._goes_on_unread or not tables:
            tables.append(UnreadTable(self._above, [], in_annex))
        tables[-1].rows.append(row.words)
        self._goes_on_unread = True
        self._furnish("tableau non lu", row.words)

    def _is_header(self, contents: list[list[Block]], row: Row) -> bool:
        found = survey.header(contents, row)
        if found is None:
            return False
        self._roles = roles.below(self._roles, found) if self._below_header else found
        self._below_header = True
        self._is_closed = self._is_interrupted = self._goes_on_unread = False
        self._opens_page = True
        self._columns = {}
        titles = zip(found, survey.texts(contents), strict=False)
        self._blocs.announced = next((bloc_titles.find(text) for role, text in titles if role is Role.BLOC), None)
        for place, (cell, blocks) in enumerate(zip(row.cells, contents, strict=True)):
            if blocks:
                self._furnish("intitulé de colonne", cell)
                self._columns[place] = UnreadColumn(cell, roles.of_title(survey.texts([blocks])[0]))
        return True

    def _deduce(self, place: int) -> None:
        """Take a column without a title for the competences that no title names, where its cells open with verbs."""
        found = survey.column_of_verbs(self._survey, self._survey.groups[place], self._roles)
        self._deduced = found is not None and found not in self._columns
        if found is not None and self._deduced:
            self._roles = (*self._roles[:found], Role.COMPETENCE, *self._roles[found + 1 :])

    def _is_under_title(self, contents: list[list[Block]], row: Row) -> bool:
        """Whether ``row`` is a second row of column titles, such as the units below « Unités »."""
        if not self._below_header or len(row.cells) != len(self._roles):
            return False
        columns = roles.settled(self._roles)
        filled = [place for place, blocks in enumerate(contents) if blocks]
        is_free = all(columns[place] in (None, Role.BLOC, Role.ASIDE, Role.MODALITY) for place in filled)
        is_short = all(len(text) <= _LONGEST_UNDER_TITLE for text in survey.texts(contents))
        if not (filled and is_free and is_short and len(filled) < len(contents)) or filled[0] == 0:
            return False
        marked = [*self._roles]
        for place in filled:
            marked[place] = None
            self._furnish("intitulé de colonne", row.cells[place])
            self._columns[place] = UnreadColumn(row.cells[place], None)
        self._roles = tuple(marked)
        return True

    def _bloc_row(self, filled: list[list[Block]]) -> bool:
        """Whether a row that prints one thing is the title of a bloc."""
        blocks = filled[0]
        found = bloc_titles.find(blocks[0].text)
        if found is None and self._is_numbered and blocks[0].is_bold:
            found = bloc_titles.numbered(blocks[0].text)
        if found is None:
            return False
        self._blocs.open(found, blocks)
        self._below_header = self._is_closed = self._is_interrupted = False
        for again in filled[1:]:
            self._furnish("titre courant", (again[0].start, again[-1].end))
        return True

    def _is_section(self, contents: list[list[Block]]) -> bool:
        """Whether a row with one filled cell is a title inside the table: words above competences that are none."""
        place = next(n for n, blocks in enumerate(contents) if blocks)
        columns = roles.settled(self._roles)
        role = columns[place] if place < len(columns) else None
        is_wide = len(columns) > 1 and place == 0 and len(contents) > 1
        is_wordless = role in (None, Role.COMPETENCE, Role.CODE, Role.TITLE, Role.ASIDE)
        return is_wide and is_wordless and not _is_competence(contents[place][0])

    def _data_row(self, row: Row, contents: list[list[Block]], merged: frozenset[int]) -> None:
        columns = self._columns_of(contents)
        table_cells = of_roles(contents, columns)
        self._blocs.open_inside(table_cells)
        for place, blocks in enumerate(contents):
            role = columns[place] if place < len(columns) else None
            if (
                blocks
                and (role is None or role in (Role.ASIDE, Role.CODE, Role.TITLE))
                and self._is_left(role, table_cells, blocks)
            ):
                self._leave_cell(place, row.cells[place])
        opens_page, self._opens_page, self._below_header = self._opens_page, False, False
        reached = frozenset() if self._is_below_section else row.reached | (frozenset(range(len(columns))) - merged)
        self._is_below_section = False
        if self._deduced and (told := table_cells.get(Role.COMPETENCE)):
            self.outline.deduced += [(told[0][0].start, told[0][-1].end)]
        for number, (bloc, parts) in enumerate(self._blocs.parted(table_cells.pop(Role.COMPETENCE, []))):
            kept = {Role.COMPETENCE: parts} if parts else {}
            self.outline.rows.append(
                TableRow(
                    row.words,
                    bloc,
                    kept if number else {**table_cells, **kept},
                    opens_page and not number,
                    frozenset(role for role in columns if role),
                    frozenset(role for n, role in enumerate(columns) if role and n not in reached),
                    is_rest=number > 0,
                    is_deduced=self._deduced,
                )
            )

    def _columns_of(self, contents: list[list[Block]]) -> Roles:
        """What the columns hold in a row: a column without a title holds blocs where its cell announces one."""
        columns = list(roles.settled(self._roles))
        for place, blocks in enumerate(contents[: len(columns)]):
            if columns[place] is None and place not in self._columns and blocks and bloc_titles.find(blocks[0].text):
                columns[place] = Role.BLOC
        return tuple(columns)

    def _is_left(self, role: Role | None, table_cells: TableCells, blocks: list[Block]) -> bool:
        """Whether a cell that no field takes is left: a code or title that was joined with another cell is not."""
        kept = (block for parts in table_cells.values() for part in parts for block in part)
        starts = {run.start for block in kept for run in block.runs}
        words = self.outline.bloc_titles[-1].words if self.outline.bloc_titles else (0, 0)
        is_joined = blocks[0].start in starts or words[0] <= blocks[0].start < words[1]
        return role is Role.ASIDE or not is_joined

    def _leave_cell(self, place: int, words: Slice) -> None:
        """Keep a cell that no field takes, to be told with its column."""
        column = self._columns.setdefault(place, UnreadColumn(None, None))
        if not column.cells:
            self.outline.unread_columns.append(column)
        column.cells.append(words)
        self._furnish("colonne non reprise", words)


def _is_competence(block: Block) -> bool:
    """Whether a block opens like a competence: with a bullet, a code or an infinitive."""
    return bool(block.marker) or codes.opens(block.text) or opening_infinitive(block.text) is not None
