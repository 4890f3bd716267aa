"""The one way from a file to its document: its format is told by its bytes, whatever its name says (but for CSV)."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable
from pathlib import Path

from refgraph.core.errors import DocumentError
from refgraph.reading.document import Document
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


def open_document(path: Path) -> Document:
    """The document at ``path``.

    Raises:
        DocumentError: no such file, or what `decode` refuses.
    """
    try:
        raw = path.read_bytes()
    except IsADirectoryError as error:
        raise DocumentError(
            "c’est un dossier, un fichier est attendu.", place=str(path), remedy="Nommez les fichiers qu’il contient."
        ) from error
    except OSError as error:
        raise DocumentError(
            "le fichier ne peut pas être ouvert.", place=str(path), remedy="Vérifiez son nom et vos droits de lecture."
        ) from error
    return decode(raw, path.name)


def decode(raw: bytes, name: str) -> Document:
    """The document whose bytes are ``raw``.

    Raises:
        DocumentError: empty, or of no format that is read, or what its format refuses.
    """
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise DocumentError("le fichier est vide.", place=name, remedy="Fournissez le texte du référentiel.")
    told = _format(raw, name)(raw, name)
    return Document(
        name=name,
        text=told.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        elements=told.elements,
        places=told.places,
        remarks=told.remarks,
    )


def _format(raw: bytes, name: str) -> FormatReader:
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
