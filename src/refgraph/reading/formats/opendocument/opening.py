"""The way into an OpenDocument file: what it is, its styles, then its body."""

from __future__ import annotations

from refgraph.reading.formats.archive import Archive
from refgraph.reading.formats.opendocument import body
from refgraph.reading.formats.opendocument.sheets import Sheets
from refgraph.reading.formats.opendocument.styles import CONTENT, read_styles
from refgraph.reading.formats.rendition import Rendition

_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_TEXT = b"application/vnd.oasis.opendocument.text"


def read(raw: bytes, name: str) -> Rendition:
    """The text or workbook of LibreOffice ``name``.

    Raises:
        DocumentError: it is neither, or no readable file (see `Archive`), or larger than the limits of `sheets`.
    """
    archive = Archive(raw, name)
    kind = archive.read("mimetype")
    if CONTENT not in archive or not kind.startswith((_SHEET, _TEXT)):
        raise archive.refused("ce n’est ni un texte ni un classeur de LibreOffice")
    styles = read_styles(archive)
    walk = Sheets(styles, name) if kind.startswith(_SHEET) else body.Walk(styles, name)
    for element in archive.elements(CONTENT, (body.TABLE,) if isinstance(walk, Sheets) else body.PARTS):
        walk.element(element)
    return Rendition(walk.canvas.text, tuple(walk.canvas.elements), walk.canvas.places, tuple(walk.remarks()))
