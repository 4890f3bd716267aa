"""A source document as text: decoded once, with its lines, so that any slice can be pointed at."""

from __future__ import annotations

import codecs
import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from refgraph.core import french
from refgraph.core.errors import DocumentError
from refgraph.model.records import Basis, Passage

LONGEST_LINE = 100_000
"""A longer line is no text that a person reads: the file is refused rather than searched."""

_FORMATS = (
    (b"%PDF-", "binaire (PDF)"),
    (b"PK\x03\x04", "binaire (Word, LibreOffice ou archive)"),
    (b"\xd0\xcf\x11\xe0", "binaire (ancien Word ou Excel)"),
    (b"{\\rtf", "en RTF"),
    (b"\x89PNG", "binaire (image)"),
    (b"\xff\xd8\xff", "binaire (image)"),
    (b"\x1f\x8b", "binaire (archive)"),
)
"""The first bytes of a file that is given by mistake → what it is."""

_MOSTLY = 0.3
"""Of a text in UTF-16, every second byte is NUL for letters without accent; a larger share than this says so."""


@dataclass(frozen=True)
class Document:
    """A decoded document. Offsets are Unicode code points of ``text``; lines count from 1."""

    name: str
    text: str
    sha256: str
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0]
        for index, char in enumerate(self.text):
            if char == "\n":
                starts.append(index + 1)
        object.__setattr__(self, "_starts", starts)

    @property
    def stem(self) -> str:
        """The file name without its suffix."""
        return Path(self.name).stem

    def line_at(self, offset: int) -> int:
        """The number of the line (from 1) that holds ``offset``."""
        return bisect_right(self._starts, offset)

    def line_start(self, line: int) -> int:
        """The offset of the first character of ``line`` (from 1)."""
        return self._starts[line - 1]

    def passage(self, start: int, end: int, basis: Basis = Basis.EXTRAIT) -> Passage:
        """The slice ``text[start:end]`` as a passage, without the white space around it."""
        quote = self.text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        return Passage(start=start, end=start + len(quote), line=self.line_at(start), quote=quote, basis=basis)


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
    """The document whose bytes are ``raw``, in UTF-8 (a byte-order mark is dropped, CRLF is kept as it is).

    Raises:
        DocumentError: empty, of another format, binary, not UTF-8, without line ends that are read, or with a line
            longer than `LONGEST_LINE`.
    """
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise DocumentError("le fichier est vide.", place=name, remedy="Fournissez le texte du référentiel.")
    for message, remedy in filter(None, (_of_format(raw), _of_encoding(raw))):
        raise DocumentError(message, place=name, remedy=remedy)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"la ligne {line} n’est pas en UTF-8 (le fichier est sans doute en Latin-1 ou Windows-1252).",
            place=name,
            remedy="Enregistrez-le en UTF-8.",
        ) from error
    _check_lines(text, name)
    return Document(name=name, text=text, sha256=hashlib.sha256(raw).hexdigest())


def _of_format(raw: bytes) -> tuple[str, str] | None:
    """What ``raw`` is instead of text, by its first bytes, and what to do; None where they say nothing."""
    kind = next((kind for sign, kind in _FORMATS if raw.startswith(sign)), None)
    return (f"le fichier est {kind}.", "Enregistrez-en le texte en UTF-8, et donnez ce texte.") if kind else None


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
