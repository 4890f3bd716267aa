"""The body of a text of LibreOffice, from the first paragraph to the last, as text, elements and places."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.core.french import count
from refgraph.reading.formats.archive import XmlElement
from refgraph.reading.formats.canvas import Canvas, CellWords, Words
from refgraph.reading.formats.opendocument.lists import ListPlace, OpenLists
from refgraph.reading.formats.opendocument.names import number, q
from refgraph.reading.formats.opendocument.paragraphs import RunReader
from refgraph.reading.formats.opendocument.styles import OpenStyles
from refgraph.reading.formats.opendocument.tables import OpenCell, OpenGrid, read_grid
from refgraph.reading.places import InCell, InParagraph, PlaceInFile

P, H, LIST, TABLE = map(q, ("text:p", "text:h", "text:list", "table:table"))
TRACKED, DELETION, NUMBERED = map(q, ("text:tracked-changes", "text:deletion", "text:numbered-paragraph"))
_ITEMS = frozenset(map(q, ("text:list-item", "text:list-header")))
_SECTION = q("text:section")
PARTS = (P, H, LIST, NUMBERED, TABLE, TRACKED, _SECTION)
"""What a text is made of, wherever it stands: in an index, in a frame."""
_SILENT = frozenset(
    map(q, ("text:sequence-decls", "text:variable-decls", "text:user-field-decls", "office:forms", "table:shapes"))
)


class Walk:
    """Writes the elements of ``office:text``, in order, on ``canvas``."""

    def __init__(self, styles: OpenStyles, name: str) -> None:
        self.canvas = Canvas()
        self._name = name
        self._styles = styles
        self._runs = RunReader(styles)
        self._lists = OpenLists(styles.lists)
        self._paragraph = self._table = self._deletions = 0

    def element(self, element: XmlElement) -> None:
        """Write a paragraph, a heading, a list or a table, then the notes that hang on it."""
        notes: list[XmlElement] = []
        if element.tag == TRACKED:
            self._deletions += sum(1 for _ in element.iter(DELETION))
        elif element.tag == TABLE:
            self._write_table(element, notes)
        elif element.tag in (P, H, LIST, NUMBERED):
            for words in self._blocks(element, None, None, notes):
                self.canvas.paragraph(words)
        elif element.tag == _SECTION and element.get(q("text:display")) == "none":
            self._runs.left_out["section masquée ignorée", "sections masquées ignorées"] += 1
        elif isinstance(element.tag, str) and element.tag not in _SILENT:
            for part in element:
                self.element(part)
        for note in notes:
            self._write_note(note)

    def remarks(self) -> Iterator[str]:
        """What was left out, in French."""
        if self._deletions:
            yield f"{count(self._deletions, 'suppression suivie ignorée', 'suppressions suivies ignorées')}."
        for (one, several), times in self._runs.left_out.items():
            yield f"{count(times, one, several)}."

    def _blocks(
        self, element: XmlElement, place: PlaceInFile | None, above: ListPlace | None, notes: list[XmlElement]
    ) -> Iterator[Words]:
        """The paragraphs of ``element``; ``place`` is that of its cell, None outside of tables."""
        if element.tag in (P, H):
            yield from self._paragraph_of(element, place, above, notes)
        elif element.tag in (LIST, NUMBERED):
            yield from self._list(element, place, above, notes)
        elif element.tag == TABLE:
            grid = read_grid(element, self._name, keeps_empty=False)
            for row in sorted({cell.row for cell in grid.cells}):
                yield _joined(self._row_words(grid, row, place, notes), place or InParagraph(self._paragraph))
        elif isinstance(element.tag, str):
            for part in element:
                yield from self._blocks(part, place, above, notes)

    def _row_words(
        self, grid: OpenGrid, row: int, place: PlaceInFile | None, notes: list[XmlElement]
    ) -> Iterator[Words]:
        for cell in grid.cells:
            if cell.row == row:
                for part in cell.element:
                    yield from self._blocks(part, place, None, notes)

    def _list(
        self, element: XmlElement, place: PlaceInFile | None, above: ListPlace | None, notes: list[XmlElement]
    ) -> Iterator[Words]:
        first = next(element.iter(P, H), None)
        own = self._styles.of("paragraph", first.get(q("text:style-name"))).list_name if first is not None else None
        owner = self._lists.begin(element, above, own)
        level = number(element, "text:level", above.level + 1 if above else 1)
        if element.tag == NUMBERED:
            for part in element:
                yield from self._blocks(part, place, ListPlace(owner, level), notes)
            return
        for item in (part for part in element if part.tag in _ITEMS):
            start = number(item, "text:start-value", -1)
            found: ListPlace | None = ListPlace(owner, level, start if start >= 0 else None)
            is_labelled = item.tag == q("text:list-item")
            for part in item:
                if part.tag == LIST:
                    yield from self._list(part, place, ListPlace(owner, level), notes)
                    continue
                yield from self._blocks(part, place, found if is_labelled else None, notes)
                is_labelled = False  # the other paragraphs of an item carry it on

    def _paragraph_of(
        self, element: XmlElement, place: PlaceInFile | None, above: ListPlace | None, notes: list[XmlElement]
    ) -> Iterator[Words]:
        """A paragraph, and behind it those of the text boxes that hang on it."""
        if place is None:
            self._paragraph += 1
        where = place or InParagraph(self._paragraph)
        runs = self._runs.read(element)
        level = number(element, "text:outline-level", 1) if element.tag == H else 0
        bullet, label = self._label(above, level) if runs.text.strip() else ("", "")
        lead = f"{label} " if label else ""
        bold = (*[bool(runs.bold) and runs.bold[0]] * len(lead), *runs.bold)
        depth = above.level if above and level == 0 else 0
        yield Words(lead + runs.text, bold, where, depth, bullet, is_ordered=bool(label), level=level)
        notes.extend(runs.notes)
        for box in runs.boxes:
            yield from (words for part in box for words in self._blocks(part, where, None, notes) if words.text.strip())

    def _label(self, above: ListPlace | None, level: int) -> tuple[str, str]:
        if above is not None:
            return self._lists.label(above)
        return ("", self._lists.heading(level)) if level else ("", "")

    def _write_table(self, table: XmlElement, notes: list[XmlElement]) -> None:
        self._table += 1
        grid = read_grid(table, self._name, keeps_empty=True)
        self.canvas.table([self._cell(cell, notes) for cell in grid.cells], grid.heading_rows)

    def _cell(self, cell: OpenCell, notes: list[XmlElement]) -> CellWords:
        place = InCell(self._table, cell.row + 1, cell.column + 1)
        words = [one for part in cell.element for one in self._blocks(part, place, None, notes)]
        return CellWords(cell.row, cell.column, cell.row_span, cell.column_span, tuple(words))

    def _write_note(self, note: XmlElement) -> None:
        printed = (" ".join(self._runs.read(one).text.split()) for one in note.iter(P))
        if text := " ".join(printed).strip():
            self.canvas.paragraph(_plain(f"Note\u00a0: {text}", InParagraph(self._paragraph)))


def _joined(words: Iterator[Words], place: PlaceInFile) -> Words:
    return _plain(" ".join(one.text for one in words if one.text.strip()), place)


def _plain(text: str, place: PlaceInFile) -> Words:
    return Words(text, (False,) * len(text), place)
