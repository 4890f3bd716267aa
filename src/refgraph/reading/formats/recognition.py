"""Which format a file is of: told by its bytes, whatever its name says (but for CSV, which looks like any text)."""

from __future__ import annotations

from collections.abc import Callable

from refgraph.core.errors import DocumentError
from refgraph.reading.formats import csv, markup, plain
from refgraph.reading.formats.rendition import Rendition

FormatReader = Callable[[bytes, str], Rendition]
"""Reads the bytes of a file; its name is for errors. Raises DocumentError where it cannot."""

_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "d’un ancien Word ou Excel, ou protégé par un mot de passe"),
    (b"{\\rtf", "en RTF"),
    (b"\x89PNG", "binaire (image)"),
    (b"\xff\xd8\xff", "binaire (image)"),
    (b"\x1f\x8b", "binaire (archive)"),
)
"""The first bytes of a file that is given by mistake → what it is."""

_ARCHIVE = b"PK\x03\x04"
_PDF = b"%PDF-"
_HEAD = 1_024
"""Bytes in which a PDF says that it is one (ISO 32000-1, annex H)."""
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."


# Each format comes with an extra: what needs none of them is read without.


def _word(raw: bytes, name: str) -> Rendition:
    from refgraph.reading.formats import word

    return word.read(raw, name)


def _workbook(raw: bytes, name: str) -> Rendition:
    from refgraph.reading.formats import workbook

    return workbook.read(raw, name)


def _open_document(raw: bytes, name: str) -> Rendition:
    from refgraph.reading.formats import opendocument

    return opendocument.read(raw, name)


def _pdf(raw: bytes, name: str) -> Rendition:
    from refgraph.reading.formats import pdf

    return pdf.read(raw, name)


_PARTS: tuple[tuple[bytes, FormatReader], ...] = (
    (_OPEN_DOCUMENT, _open_document),
    (b"word/document.xml", _word),
    (b"xl/workbook.xml", _workbook),
)
"""A name that stands in an archive of a format → what reads it."""


def reader_of(raw: bytes, name: str) -> FormatReader:
    """What reads the file ``name``.

    Raises:
        DocumentError: it is of no format that is read.
    """
    kind = next((kind for sign, kind in _REFUSED if raw.startswith(sign)), None)
    if _PDF in raw[:_HEAD]:
        found: FormatReader | None = _pdf
    elif raw.startswith(_ARCHIVE):
        found = next((read for part, read in _PARTS if part in raw), None)
    elif markup.is_html(raw, name):
        found = markup.read
    else:
        found = csv.read if name.lower().endswith(".csv") else plain.read
    if kind is None and found is None:
        kind = "une archive, abîmée ou d’un format qui n’est pas lu"
    if kind is not None or found is None:
        raise DocumentError(
            f"le fichier est {kind}.",
            place=name,
            remedy="Enregistrez-le en Word (.docx), en classeur (.xlsx), en LibreOffice, ou en texte en UTF-8.",
        )
    return found
