"""The way into a PDF: its pages one at a time, then their parts as text, elements and places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2 as reader

from refgraph.core.errors import DocumentError
from refgraph.core.french import count, number
from refgraph.core.text import shorten
from refgraph.reading.formats.canvas import BULLET, Canvas, CellWords, Words
from refgraph.reading.formats.pdf.joining import joined, without_furniture
from refgraph.reading.formats.pdf.lines import PdfLine, PdfParagraph, may_begin, paragraphs
from refgraph.reading.formats.pdf.pages import PdfCell, PdfPage, PdfTable, read_page
from refgraph.reading.formats.rendition import Rendition
from refgraph.reading.places import OnPage

MOST_PAGES = 2_000
_LARGER = 1.08
"""Of the usual size of letters: what is larger, outside of tables, is a heading."""
_INDENT = 4.0
_ENOUGH = 1_000
"""Characters outside of tables, from which on these alone say which size is the usual one."""
_LONGEST_HEADING = 150
_NO_HEADING = re.compile(r"[.;,]$|\.{4,}")
"""A sentence, or a line of a table of contents."""
_PASSWORD = 4
"""The code by which the library says that a password is asked for (FPDF_ERR_PASSWORD)."""


def read(raw: bytes, name: str) -> Rendition:
    """The PDF ``name``.

    Raises:
        DocumentError: no readable PDF, protected by a password, of more than `MOST_PAGES` pages, or of images alone.
    """
    pages = list(_pages(raw, name))
    if pages and all(page.is_image or not (page.lines or page.tables) for page in pages):
        raise DocumentError(
            "le PDF ne contient que des images de pages, pas de texte (document numérisé).",
            place=name,
            remedy="Demandez le document d’origine, ou passez-le à la reconnaissance de caractères et relisez-la.",
        )
    repeated = without_furniture(pages)
    canvas = Canvas()
    _write(canvas, joined(pages))
    return Rendition(canvas.text, tuple(canvas.elements), canvas.places, tuple(_remarks(pages, repeated)))


def _pages(raw: bytes, name: str) -> Iterator[PdfPage]:
    """What stands on each page; only that is kept of it."""
    try:
        file = reader.PdfDocument(raw)
    except reader.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == _PASSWORD
        told = (
            "est protégé par un mot de passe" if is_locked else "ne peut pas être lu\u00a0: ce n’est pas un PDF entier"
        )
        raise DocumentError(f"le fichier {told}.", place=name, remedy="Enregistrez-le de nouveau en PDF.") from error
    try:
        if len(file) > MOST_PAGES:
            raise DocumentError(
                f"le PDF compte {number(len(file))} pages, c’est bien trop pour un référentiel.",
                place=name,
                remedy="Gardez seulement les pages du référentiel.",
            )
        for index in range(len(file)):
            yield _page(file, index)
    finally:
        file.close()


def _page(file: reader.PdfDocument, index: int) -> PdfPage:
    try:
        page = file[index]
        text_page = page.get_textpage()
    except reader.PdfiumError:
        return PdfPage(index + 1, 0.0, [], [], is_drawing=True)
    try:
        return read_page(page.raw, text_page.raw, index + 1)
    finally:
        text_page.close()
        page.close()


def _remarks(pages: Sequence[PdfPage], repeated: Sequence[str]) -> Iterator[str]:
    """What was left out or is not sure, in French."""
    for words in repeated:
        yield f"En tête ou en pied des pages, non repris\u00a0: « {shorten(words)} »."
    for page in pages:
        if page.is_image:
            yield f"Page\u00a0{page.number}\u00a0: image, pas de texte."
        if page.is_recognised:
            yield f"Page\u00a0{page.number}\u00a0: texte reconnu dans une image, à vérifier."
        if page.is_drawing:
            yield f"Page\u00a0{page.number}\u00a0: illisible, ou dessin trop chargé pour y chercher des tableaux."
        if page.unreadable:
            signs = count(page.unreadable, "signe illisible ignoré", "signes illisibles ignorés")
            yield f"Page\u00a0{page.number}\u00a0: {signs} (police sans table de caractères)."


def _write(canvas: Canvas, parts: Sequence[PdfLine | PdfTable]) -> None:
    larger = _larger_sizes(parts)
    held: list[PdfLine] = []
    for part in (*parts, None):
        if isinstance(part, PdfLine) and (not held or held[-1].page == part.page):
            held.append(part)
            continue
        _write_text(canvas, held, larger)
        held = [part] if isinstance(part, PdfLine) else []
        if isinstance(part, PdfTable):
            canvas.table([_cell(cell) for cell in part.cells], part.heading_rows)


def _larger_sizes(parts: Sequence[PdfLine | PdfTable]) -> list[float]:
    """The sizes of letters that lines outside of tables have and that are larger than usual, the largest first."""
    sizes: Counter[float] = Counter()
    free = [part for part in parts if isinstance(part, PdfLine)]
    cells = (cell for part in parts if isinstance(part, PdfTable) for cell in part.cells)
    inside = (line for cell in cells for paragraph in cell.paragraphs for line in paragraph.lines)
    is_text = sum(len(line.text) for line in free) > _ENOUGH
    for line in (*free, *(() if is_text else inside)):
        sizes[round(line.size, 1)] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return sorted({round(line.size, 1) for line in free if line.size > _LARGER * usual}, reverse=True)


def _write_text(canvas: Canvas, lines: Sequence[PdfLine], larger: Sequence[float]) -> None:
    """Write the lines of a page between two tables."""
    if not lines:
        return
    right = max(line.box.right for line in lines)
    last: PdfParagraph | None = None
    indents: list[float] = []
    for paragraph in paragraphs(lines, right):
        if last is not None and last.lines[-1].base - paragraph.lines[0].base > 1.6 * paragraph.lines[0].size:
            canvas.paragraph(Words("", (), _place(paragraph.lines[0])))
        size = round(paragraph.lines[0].size, 1)
        is_short = len(paragraph.text) <= _LONGEST_HEADING and not _NO_HEADING.search(paragraph.text)
        is_heading = size in larger and not paragraph.bullet and is_short
        depth = _depth(paragraph, indents)
        canvas.paragraph(_words(paragraph, depth, larger.index(size) + 1 if is_heading else 0))
        last = paragraph
    canvas.paragraph(Words("", (), _place(lines[-1])))


def _cell(cell: PdfCell) -> CellWords:
    indents: list[float] = []
    words = tuple(_words(paragraph, _depth(paragraph, indents)) for paragraph in cell.paragraphs)
    return CellWords(cell.row, cell.column, cell.row_span, cell.column_span, words)


def _depth(paragraph: PdfParagraph, indents: list[float]) -> int:
    """How deep the list stands that a bullet belongs to; ``indents`` are those of the lists around it."""
    if not paragraph.bullet:
        indents.clear()
        return 0
    indents[:] = [indent for indent in indents if indent < paragraph.indent - _INDENT]
    indents.append(paragraph.indent)
    return len(indents)


def _words(paragraph: PdfParagraph, depth: int, level: int = 0) -> Words:
    text: list[str] = []
    bold: list[bool] = []
    further: list[tuple[int, OnPage]] = []
    is_cut = False
    for line in paragraph.lines:
        if text:
            if not is_cut:
                text.append("\v" if may_begin(text[-1], line.text) else " ")
                bold.append(bold[-1])
            further.append((len(bold), _place(line)))
        text.append(line.text)
        bold += line.bold
        is_cut = line.is_cut
    sign = paragraph.bullet
    return Words(
        "".join(text),
        tuple(bold),
        _place(paragraph.lines[0]),
        depth=depth,
        bullet=BULLET if sign == "·" or "\uf000" <= sign <= "\uf0ff" else sign,
        level=level,
        further=tuple(further),
    )


def _place(line: PdfLine) -> OnPage:
    left, bottom, right, top = (round(side, 1) for side in line.box)
    return OnPage(line.page, (left, bottom, right, top))
