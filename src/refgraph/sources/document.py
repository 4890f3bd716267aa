"""A source document as text: decoded once, with its lines, so that any slice can be pointed at."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from refgraph.errors import DocumentError
from refgraph.records import Basis, Passage

LONGEST_LINE = 100_000
"""A longer line is no text that a person reads: the file is refused rather than searched."""


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
        DocumentError: empty, binary, not UTF-8, or with a line longer than `LONGEST_LINE`.
    """
    if not raw.strip():
        raise DocumentError("le fichier est vide.", place=name, remedy="Fournissez le texte du référentiel.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError("le fichier est en UTF-16.", place=name, remedy="Enregistrez-le en UTF-8.")
    if b"\x00" in raw:
        raise DocumentError(
            "le fichier est binaire.", place=name, remedy="Fournissez le texte du référentiel, en UTF-8."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"la ligne {line} n’est pas en UTF-8 (le fichier est sans doute en Latin-1 ou Windows-1252).",
            place=name,
            remedy="Enregistrez-le en UTF-8.",
        ) from error
    for number, line_text in enumerate(text.split("\n"), 1):
        if len(line_text) > LONGEST_LINE:
            raise DocumentError(
                f"la ligne {number} compte {len(line_text)} caractères, ce n’est pas un texte lisible.",
                place=name,
                remedy="Fournissez le référentiel avec ses sauts de ligne.",
            )
    return Document(name=name, text=text, sha256=hashlib.sha256(raw).hexdigest())
