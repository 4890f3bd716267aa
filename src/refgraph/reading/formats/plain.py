"""Text as it comes: UTF-8, with the line ends of its file."""

from __future__ import annotations

import codecs

from refgraph.core import french
from refgraph.core.errors import DocumentError
from refgraph.reading.formats.rendition import Rendition

LONGEST_LINE = 100_000
"""A longer line is no text that a person reads: the file is refused rather than searched."""

_MOSTLY = 0.3
"""Of a text in UTF-16, every second byte is NUL for letters without accent; a larger share than this says so."""


def read(raw: bytes, name: str) -> Rendition:
    """The text whose bytes are ``raw``, in UTF-8 (a byte-order mark is dropped, CRLF is kept as it is).

    Raises:
        DocumentError: binary, not UTF-8, without line ends that are read, or with a line longer than `LONGEST_LINE`.
    """
    text = decoded(raw, name)
    _check_lines(text, name)
    return Rendition(text)


def decoded(raw: bytes, name: str) -> str:
    """The characters of ``raw``, in UTF-8; a byte-order mark is dropped.

    Raises:
        DocumentError: binary, or not UTF-8.
    """
    if refused := _of_encoding(raw):
        raise DocumentError(refused[0], place=name, remedy=refused[1])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"la ligne {line} n’est pas en UTF-8 (le fichier est sans doute en Latin-1 ou Windows-1252).",
            place=name,
            remedy="Enregistrez-le en UTF-8.",
        ) from error


def _of_encoding(raw: bytes) -> tuple[str, str] | None:
    """Why ``raw`` is no text in UTF-8, and what to do: NUL in every second byte is UTF-16, elsewhere no text at all."""
    half = len(raw) // 2
    is_wide = max(raw[0::2].count(0), raw[1::2].count(0)) > _MOSTLY * half and raw.count(0) <= half + 1
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "le fichier est en UTF-32.", "Enregistrez-le en UTF-8."
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or is_wide:
        return "le fichier est en UTF-16.", "Enregistrez-le en UTF-8."
    if 0 in raw:
        line = raw.count(b"\n", 0, raw.index(0)) + 1
        message = f"le fichier est binaire (la ligne {line} contient l’octet nul)."
        return message, "Fournissez le texte du référentiel, en UTF-8."
    return None


def _check_lines(text: str, name: str) -> None:
    if "\n" not in text and text.count("\r") > 1:
        raise DocumentError(
            "les lignes se terminent par un retour chariot seul (ancien Macintosh).",
            place=name,
            remedy="Enregistrez le fichier avec des fins de ligne Unix ou Windows.",
        )
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise DocumentError(
                f"la ligne {number} compte {french.number(len(line))} caractères, ce n’est pas un texte lisible.",
                place=name,
                remedy="Fournissez le référentiel avec ses sauts de ligne.",
            )
