"""The body of a Word file, from the first paragraph to the last, as text, elements and places."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.core.french import count
from refgraph.reading.formats.archive import Archive, XmlElement
from refgraph.reading.formats.canvas import Canvas, CellWords, Words
from refgraph.reading.formats.rendition import Rendition
from refgraph.reading.formats.word.names import w
from refgraph.reading.formats.word.numbering import read_numbering
from refgraph.reading.formats.word.paragraphs import ParagraphReader, PrintedRuns
from refgraph.reading.formats.word.styles import read_styles
from refgraph.reading.formats.word.tables import WordGridCell, children, read_grid
from refgraph.reading.places import InCell, InParagraph, PlaceInFile

_BODY = "word/document.xml"
_P, _TBL = w("p"), w("tbl")
_NOTES = {
    w("footnoteReference"): ("word/footnotes.xml", w("footnote")),
    w("endnoteReference"): ("word/endnotes.xml", w("endnote")),
}


def read(raw: bytes, name: str) -> Rendition:
    """The Word document ``name``.

    Raises:
        DocumentError: it is no readable Word file (see `Archive`).
    """
    archive = Archive(raw, name)
    if _BODY not in archive:
        raise archive.refused("ce n’est pas un document Word")
    walk = _Walk(archive)
    for element in archive.elements(_BODY, (_P, _TBL)):
        walk.element(element)
    return Rendition(walk.canvas.text, tuple(walk.canvas.elements), walk.canvas.places, tuple(walk.remarks()))


class _Walk:
    def __init__(self, archive: Archive) -> None:
        self.canvas = Canvas()
        self._archive = archive
        self._reader = ParagraphReader(read_styles(archive), read_numbering(archive))
        self._paragraph = self._table = 0
        self._removed_rows = 0
        self._notes: dict[str, dict[str, str]] = {}

    def element(self, element: XmlElement) -> None:
        """Write a paragraph or a table, then the notes that hang on it."""
        notes: list[tuple[str, str]] = []
        if element.tag == _TBL:
            self._write_table(element, notes)
        else:
            self._paragraph += 1
            for words in self._paragraphs(element, InParagraph(self._paragraph), notes):
                self.canvas.paragraph(words)
        for kind, id in notes:
            if text := self._note(kind, id):
                self.canvas.paragraph(_plain(f"Note\u00a0: {text}", InParagraph(self._paragraph)))

    def remarks(self) -> Iterator[str]:
        """What was left out, in French."""
        for (one, several), times in self._reader.left_out.items():
            yield f"{count(times, one, several).capitalize()}."
        if self._removed_rows:
            removed = count(self._removed_rows, "ligne de tableau supprimée", "lignes de tableau supprimées")
            yield f"{removed} par une révision suivie\u00a0: ignorées."

    def _write_table(self, table: XmlElement, notes: list[tuple[str, str]]) -> None:
        self._table += 1
        grid = read_grid(table)
        self._removed_rows += grid.removed
        cells = [
            CellWords(cell.row, cell.column, cell.row_span, cell.column_span, tuple(self._cell(cell, notes)))
            for cell in grid.cells
        ]
        self.canvas.table(cells, grid.heading_rows)

    def _cell(self, cell: WordGridCell, notes: list[tuple[str, str]]) -> Iterator[Words]:
        place = InCell(self._table, cell.row + 1, cell.column + 1)
        for part in cell.parts:
            yield from self._blocks(part, place, notes)

    def _blocks(self, parent: XmlElement, place: PlaceInFile, notes: list[tuple[str, str]]) -> Iterator[Words]:
        """The paragraphs of a cell or a text box; a table inside it gives one paragraph a row."""
        for part in _content(parent):
            if part.tag == _P:
                yield from self._paragraphs(part, place, notes)
            else:
                for row in children(part, w("tr")):
                    inside = [words for cell in children(row, w("tc")) for words in self._blocks(cell, place, notes)]
                    yield _plain(" ".join(words.text for words in inside if words.text.strip()), place)

    def _paragraphs(self, element: XmlElement, place: PlaceInFile, notes: list[tuple[str, str]]) -> Iterator[Words]:
        """A paragraph, and behind it those of the text boxes that hang on it."""
        words, printed = self._reader.read(element, place)
        yield words
        notes.extend(printed.notes)
        for box in printed.boxes:
            yield from (one for one in self._blocks(box, place, notes) if one.text.strip())

    def _note(self, kind: str, id: str) -> str:
        part, tag = _NOTES[kind]
        if part not in self._notes:
            found = self._archive.xml(part).iter(tag) if part in self._archive else ()
            self._notes[part] = {note.get(w("id"), ""): self._text(note) for note in found}
        return self._notes[part].get(id, "")

    def _text(self, note: XmlElement) -> str:
        printed: list[PrintedRuns] = [self._reader.read(one, InParagraph(0))[1] for one in note.iter(_P)]
        return " ".join(" ".join(one.text.split()) for one in printed).strip()


def _content(parent: XmlElement) -> Iterator[XmlElement]:
    """The paragraphs and tables of ``parent``, those inside content controls among them."""
    for part in parent:
        if part.tag in (_P, _TBL):
            yield part
        elif part.tag in (w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")):
            yield from _content(part)


def _plain(text: str, place: PlaceInFile) -> Words:
    return Words(text, (False,) * len(text), place)
