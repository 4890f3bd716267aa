"""The one way from a file to its document: text is decoded here, any other format is read in a process of its own."""

from __future__ import annotations

import codecs
import hashlib
import stat
from pathlib import Path

from refgraph.core.errors import DocumentError
from refgraph.reading.document import Document
from refgraph.reading.formats import isolated, plain
from refgraph.reading.formats.recognition import reader_of
from refgraph.reading.formats.rendition import Rendition

LARGEST = 100_000_000
"""Bytes of a document; the longest référentiels with all their images take a few millions."""


def open_document(path: Path) -> Document:
    """The document at ``path``.

    Raises:
        DocumentError: no such file, no ordinary one, or what `decode` refuses.
    """
    name, raw = received(path)
    return decode(raw, name)


def received(path: Path) -> tuple[str, bytes]:
    """The name of the file at ``path``, as it can be written, and its bytes; of a file that `decode` refuses for its
    size, as many as make it do so.

    Raises:
        DocumentError: no such file, or no ordinary one.
    """
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode):
            return printable(path.name), path.read_bytes() if found.st_size <= LARGEST else b"x" * (LARGEST + 1)
    except OSError as error:
        raise DocumentError(
            "le fichier ne peut pas être ouvert.",
            place=printable(str(path)),
            remedy="Vérifiez son nom et vos droits de lecture.",
        ) from error
    is_folder = stat.S_ISDIR(found.st_mode)
    raise DocumentError(
        "c’est un dossier, un fichier est attendu." if is_folder else "ce n’est pas un fichier (tube ou périphérique).",
        place=printable(str(path)),
        remedy="Nommez les fichiers qu’il contient." if is_folder else "Enregistrez le document dans un fichier.",
    )


def decode(raw: bytes, name: str) -> Document:
    """The document whose bytes are ``raw``.

    Raises:
        DocumentError: empty, too large, of no format that is read, or what its format refuses.
    """
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise DocumentError("le fichier est vide.", place=name, remedy="Fournissez le texte du référentiel.")
    if len(raw) > LARGEST:
        raise DocumentError(
            f"le fichier fait plus de {LARGEST // 1_000_000} Mo, c’est bien trop pour un référentiel.",
            place=name,
            remedy="Gardez seulement les pages du référentiel.",
        )
    reader = reader_of(raw, name)
    return document_of(raw, name, plain.read(raw, name) if reader is plain.read else isolated.rendered(raw, name))


def document_of(raw: bytes, name: str, told: Rendition) -> Document:
    """The document of which a format told this."""
    return Document(
        name=name,
        text=told.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        elements=told.elements,
        places=told.places,
        remarks=told.remarks,
    )


def printable(name: str) -> str:
    """``name`` as it can be written: bytes of a file name that are no UTF-8 become « \ufffd »."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
