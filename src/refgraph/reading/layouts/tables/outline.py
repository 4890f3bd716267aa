"""The outline of a document of tables: which line is a page header, a bloc, a row of the table, a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from refgraph.core.text import fold
from refgraph.model.records import Furniture
from refgraph.model.statement import opening_infinitive
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.layouts.tables import cells, roles
from refgraph.reading.layouts.tables.grid import Heading, Row, RuleLine, TextLine, elements
from refgraph.reading.layouts.tables.roles import Role, Roles
from refgraph.reading.layouts.tables.rows import TableRow, has_entries, with_codes
from refgraph.reading.runs import Block
from refgraph.reading.shared import bloc_titles, codes, rules, titles
from refgraph.reading.shared.bloc_titles import BlocHeading
from refgraph.reading.shared.field_labels import label
from refgraph.reading.shared.page_numbers import PAGE_NUMBER
from refgraph.reading.shared.titles import same_title

_SECTION = re.compile(
    r"\W*(?:referentiels?\b(?! du | de la certification )|blocs?\b|fonctions?$|sommaire|annexes?|modalites|validation"
    r"|conditions|evaluation|competences?$|activites?$|presentation|regles)"
)

_WHOLE = re.compile(
    r"\W*referentiels?\s(?:d'|de\s|des\s)(?:activites?|competences?|evaluations?|certification)\b[^.:]*$"
)


@dataclass(frozen=True)
class BlocTitle:
    """A printed title of a bloc: the whole heading, and in it the title. ``in_list``: it does not stand above rows."""

    heading: BlocHeading
    words: Slice
    title: Slice
    in_list: bool


@dataclass
class UnreadTable:
    """Rows under no header that is understood, and the words that stand above them (None: at the top)."""

    above: Slice | None
    rows: list[Slice]


@dataclass
class Outline:
    """A document taken apart. ``sentences`` are the lines outside of tables that carry words of their own."""

    title: Slice | None = None
    rows: list[TableRow] = field(default_factory=list)
    bloc_titles: list[BlocTitle] = field(default_factory=list)
    sentences: list[Slice] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    unread: list[Slice] = field(default_factory=list)
    unread_tables: list[UnreadTable] = field(default_factory=list)
    header_count: int = 0


def read(document: Document) -> Outline:
    """The outline of ``document``."""
    return _Reader(document).outline


class _Reader:
    """Walks the elements of a document once, with the bloc, the columns and the page that it is in."""

    def __init__(self, document: Document) -> None:
        self.outline = Outline()
        self._document = document
        self._elements = list(elements(document))
        self._roles: Roles = ()
        self._bloc: int | None = None
        self._in_list = False
        self._opens_page = True
        self._below_header = False
        self._is_interrupted = self._is_closed = self._goes_on_unread = False
        self._above: Slice | None = None
        self._last_row = max((n for n, element in enumerate(self._elements) if isinstance(element, Row)), default=-1)
        self._is_numbered = not any(self._announces_bloc(n, element) for n, element in enumerate(self._elements))
        for place, element in enumerate(self._elements):
            self._read(element, place)

    def _read(self, element: Heading | TextLine | RuleLine | Row, place: int) -> None:
        if isinstance(element, Row):
            self._row(element, place)
        elif isinstance(element, RuleLine):
            self._furnish("séparateur", element.words)
        elif isinstance(element, Heading):
            self._heading(element, place)
        else:
            self._text(element, place)

    def _words(self, words: Slice) -> str:
        return self._document.text[slice(*words)]

    def _furnish(self, kind: str, words: Slice) -> None:
        self.outline.furniture.append(Furniture(kind=kind, source=self._document.passage(*words)))

    def _announces_bloc(self, place: int, element: Heading | TextLine | RuleLine | Row) -> bool:
        """Whether a row, or a heading with rows below it, is the title of a bloc by its words (« BLOC 1 »)."""
        if isinstance(element, Row):
            blocks = cells.of_row(self._document, element)[0]
            return any(bloc_titles.find(block.text) for block in blocks[:1])
        is_above = isinstance(element, Heading) and place < self._last_row
        return is_above and bloc_titles.find(self._words(element.words)) is not None

    # --- lines outside of tables -------------------------------------------------------------------------------------

    def _heading(self, element: Heading, place: int) -> None:
        text = self._words(element.words)
        if self._title_line(element.words, place, is_heading=True):
            return
        self._opens_page = True
        self._above = element.words
        self._is_closed |= not (self.outline.title and same_title(text, self._words(self.outline.title)))
        self._in_list = bloc_titles.announces_list(text)
        is_section = self._in_list or (_SECTION.match(fold(text)) is not None and not self._names_kind(element.words))
        if is_section:
            self._furnish("titre de section", element.words)
        elif self.outline.title is None:
            self.outline.title = element.words
        elif same_title(text, self._words(self.outline.title)):
            self._furnish("titre courant", element.words)
        else:
            self._furnish("titre de section", element.words)

    def _names_kind(self, words: Slice) -> bool:
        """Whether the first heading of a document says what kind of certification it is about, and its level."""
        title = titles.Title(self._document, *words)
        return self.outline.title is None and title.kind is not None and title.level is not None

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
        if _WHOLE.match(fold(text)) and not self.outline.rows:
            self._furnish("titre de section", element.words)
        elif rules.rule_code(text) or rules.is_accommodation(text):
            self.outline.sentences.append(self._bare(element.words))
        elif announces_list:
            self._furnish("introduction", element.words)
        elif self._is_title(element.words):
            self.outline.title = self._bare(element.words)
        else:
            self.outline.sentences.append(element.words)

    def _bare(self, words: Slice) -> Slice:
        """The slice without the marks of emphasis around it."""
        text = self._words(words)
        return words[0] + len(text) - len(text.lstrip("*_ ")), words[0] + len(text.rstrip("*_ "))

    def _is_title(self, words: Slice) -> bool:
        """Whether a line above the table is the title: the first that no label stands before."""
        is_free = self.outline.title is None and not self.outline.rows and label(self._document, *words) is None
        return is_free and not _SECTION.match(fold(self._words(words)))

    def _title_line(self, words: Slice, place: int, *, is_heading: bool) -> bool:
        """Whether the line is the title of a bloc; it opens the bloc when rows follow, else it belongs to a list."""
        text = self._words(words)
        found = bloc_titles.find(text) or (bloc_titles.numbered(text) if self._in_list else None)
        if found is None or (found.title[0] >= found.title[1] and not is_heading):
            return False
        is_above = place < self._last_row and (is_heading or isinstance(self._next(place), Row))
        opens = is_above and not self._in_list
        self._add_title(found, words[0], words, in_list=not opens)
        return True

    def _next(self, place: int) -> Heading | TextLine | RuleLine | Row | None:
        return next((element for element in self._elements[place + 1 :] if not isinstance(element, RuleLine)), None)

    def _add_title(self, found: BlocHeading, base: int, words: Slice, *, in_list: bool) -> None:
        if not in_list:
            self._bloc = found.number
            self._in_list = self._is_closed = False
        title = (base + found.title[0], base + found.title[1])
        self.outline.bloc_titles.append(BlocTitle(found, words, title if title[0] < title[1] else words, in_list))

    # --- rows --------------------------------------------------------------------------------------------------------

    def _row(self, row: Row, place: int) -> None:
        self._in_list = False
        contents = [self._content(blocks) for blocks in cells.of_row(self._document, row)]
        if not has_entries(contents) and self._is_header(contents, row):
            return
        filled = [blocks for blocks in contents if blocks]
        if not filled:
            self._furnish("ligne vide", row.words)
        elif len(filled) == 1 and self._bloc_row(filled[0]):
            return
        elif self._is_under_header(row, contents):
            self._data_row(row, contents)
        else:
            self._leave_unread(row)

    def _is_under_header(self, row: Row, contents: list[list[Block]]) -> bool:
        """Whether the header that was read last still stands above this row.

        It does not behind a heading that is no bloc, nor where another table begins, or a text has come between, and
        the row does not look like one of the table: as wide, with a competence that opens like one or goes on.
        """
        interrupted = self._is_interrupted or row.opens_table
        self._is_interrupted = False
        if interrupted and not self._is_closed and (self._bloc is not None or self.outline.rows):
            self._is_closed = row.is_heading or not self._goes_on(row, contents)
        return bool(self._roles) and not self._is_closed

    def _goes_on(self, row: Row, contents: list[list[Block]]) -> bool:
        columns = roles.settled(self._roles)
        place = columns.index(Role.COMPETENCE) if Role.COMPETENCE in columns else len(columns)
        blocks = contents[place] if place < len(contents) else []
        if len(row.cells) != len(self._roles) or not blocks:
            return len(row.cells) == len(self._roles) and not row.opens_table
        text = blocks[0].text
        is_competence = bool(blocks[0].marker) or codes.opens(text) or opening_infinitive(text) is not None
        return is_competence or text[:1].islower()

    def _leave_unread(self, row: Row) -> None:
        """Keep a row that no header explains, to be told with its table."""
        tables = self.outline.unread_tables
        if row.opens_table or not self._goes_on_unread or not tables:
            tables.append(UnreadTable(self._above, []))
        tables[-1].rows.append(row.words)
        self._goes_on_unread = True
        self._furnish("tableau non lu", row.words)

    def _content(self, blocks: list[Block]) -> list[Block]:
        """The blocks of a cell that have words; bullets without words become furniture."""
        for block in blocks:
            if block.is_stray:
                self._furnish("puce vide", (block.start, block.end))
        return [block for block in blocks if not block.is_stray]

    def _is_header(self, contents: list[list[Block]], row: Row) -> bool:
        texts = [" ".join(block.text for block in blocks) for blocks in contents]
        found = roles.of_header(texts)
        if found is None:
            return False
        self._roles = roles.below(self._roles, found) if self._below_header else found
        self._below_header = True
        self._is_closed = self._is_interrupted = self._goes_on_unread = False
        self._opens_page = True
        self.outline.header_count += 1
        for cell, text in zip(row.cells, texts, strict=True):
            if text:
                self._furnish("intitulé de colonne", cell)
        return True

    def _bloc_row(self, blocks: list[Block]) -> bool:
        """Whether the only filled cell of a row is the title of a bloc."""
        found = bloc_titles.find(blocks[0].text)
        if found is None and self._is_numbered and blocks[0].is_bold:
            found = bloc_titles.numbered(blocks[0].text)
        if found is None:
            return False
        self._open_bloc(found, blocks)
        return True

    def _open_bloc(self, found: BlocHeading, blocks: list[Block]) -> None:
        """Open the bloc that ``blocks[0]`` announces; a title in a block of its own may follow."""
        has_title = found.title[0] < found.title[1]
        block = blocks[0] if has_title or len(blocks) == 1 else blocks[1]
        run = block.runs[0]
        printed = bloc_titles.find(run.text) or bloc_titles.numbered(run.text)
        start, end = printed.title if has_title and printed else (0, len(run.text))
        title = (run.starts[start], run.ends[end - 1])
        self._bloc = found.number
        self._below_header = self._is_closed = self._is_interrupted = False
        self.outline.bloc_titles.append(BlocTitle(found, (blocks[0].start, block.end), title, in_list=False))

    def _data_row(self, row: Row, contents: list[list[Block]]) -> None:
        columns = roles.settled(self._roles)
        table_cells: dict[Role, list[list[Block]]] = {}
        contents = with_codes(contents)
        for place, blocks in enumerate(contents):
            role = columns[place] if place < len(columns) else None
            if not blocks:
                continue
            if role is None:
                self.outline.unread.append(row.cells[place])
            else:
                table_cells.setdefault(role, []).append(blocks)
        self._open_bloc_inside(table_cells)
        opens_page, self._opens_page, self._below_header = self._opens_page, False, False
        self.outline.rows.append(TableRow(row.words, self._bloc, table_cells, opens_page))

    def _open_bloc_inside(self, table_cells: dict[Role, list[list[Block]]]) -> None:
        """Open the bloc that the first cell of a row announces, and take its title out of the cell."""
        for role in (Role.BLOC, Role.ACTIVITY):
            for blocks in table_cells.get(role, []):
                found = bloc_titles.find(blocks[0].text)
                if found:
                    self._open_bloc(found, blocks)
                    has_title = found.title[0] < found.title[1]
                    del blocks[: 1 if has_title else 2]
                elif self._is_numbered and role is Role.ACTIVITY and (entry := self._numbered_bloc(blocks)):
                    self._open_bloc(entry, blocks)
        table_cells.pop(Role.BLOC, None)

    def _numbered_bloc(self, blocks: list[Block]) -> BlocHeading | None:
        """The bloc that a numbered first entry of an activity cell announces: bold, or with lettered entries below."""
        has_letters = len(blocks) > 1 and codes.letter(blocks[1].text)
        return bloc_titles.numbered(blocks[0].text) if blocks[0].is_bold or has_letters else None
