"""The parts of an office document: a ZIP archive of known size, and XML that fetches nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO, TypeAlias

from lxml import etree

from refgraph.core.errors import DocumentError

MOST_OPEN = 300_000_000
"""Bytes that an archive may hold when it is open."""
LARGEST_PART = 150_000_000
MOST_PARTS = 5_000
MOST_RATIO = 100
"""How many times its own size an archive may hold: honest documents hold 4 to 22 times, a bomb hundreds."""

XmlElement: TypeAlias = etree._Element


class Archive:
    """The parts of the document ``name`` whose bytes are ``raw``.

    Raises:
        DocumentError: not a readable archive, protected by a password, or larger than the limits of this module.
    """

    def __init__(self, raw: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.refused("l’archive est abîmée") from error
        total = sum(part.file_size for part in parts)
        is_large = total > MOST_OPEN or any(part.file_size > LARGEST_PART for part in parts)
        if is_large or len(parts) > MOST_PARTS or total > MOST_RATIO * max(len(raw), 1):
            raise DocumentError(
                "le fichier, une fois décompressé, est bien trop grand pour un référentiel.",
                place=name,
                remedy="Enregistrez-le de nouveau, sans ce qui n’est pas le référentiel.",
            )
        self._names = frozenset(part.filename for part in parts)

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return self._names

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def read(self, part: str) -> bytes:
        """The bytes of ``part``.

        Raises:
            DocumentError: there is no such part, it is larger than it says, or it is protected.
        """
        with self._open(part) as stream:
            found = self._bytes(stream, LARGEST_PART + 1)
        if len(found) > LARGEST_PART:
            raise self.refused("une partie est plus grande qu’elle ne le dit")
        return found

    def checked(self, part: str) -> bytes:
        """The bytes of an XML ``part`` (see `read`). Raises DocumentError where it declares a document type."""
        raw = self.read(part)
        if any(sign in text for text in (raw, raw.replace(b"\0", b"")) for sign in (b"<!DOCTYPE", b"<!ENTITY")):
            raise self.refused("il déclare des entités, ce qu’aucun logiciel de bureau n’écrit")
        return raw

    def xml(self, part: str) -> XmlElement:
        """The XML of ``part`` (see `read`). Raises DocumentError where it is malformed or declares a document type."""
        raw = self.checked(part)
        try:
            return etree.fromstring(raw, _parser())
        except etree.XMLSyntaxError as error:
            raise self.refused(f"la partie {part} n’est pas du XML") from error

    def elements(self, part: str, tags: tuple[str, ...]) -> Iterator[XmlElement]:
        """The outermost elements of ``part`` with these tags, one at a time: each is emptied when the next comes.

        Raises:
            DocumentError: as in `xml`.
        """
        raw = self.checked(part)
        try:
            walk = etree.iterparse(
                io.BytesIO(raw), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
            )
            yield from _outermost(walk, tags)
        except etree.XMLSyntaxError as error:
            raise self.refused(f"la partie {part} n’est pas du XML") from error

    def refused(self, what: str) -> DocumentError:
        """The error for a file of which ``what`` is wrong."""
        return DocumentError(
            f"le fichier ne peut pas être lu\u00a0: {what}.",
            place=self._name,
            remedy="Ouvrez-le dans le logiciel qui l’a écrit et enregistrez-le de nouveau, sans mot de passe.",
        )

    def _open(self, part: str) -> IO[bytes]:
        try:
            return self._zip.open(part)
        except KeyError as error:
            raise self.refused(f"il y manque {part}") from error
        except (RuntimeError, zipfile.BadZipFile, NotImplementedError) as error:
            raise self.refused("il est protégé ou abîmé") from error

    def _bytes(self, stream: IO[bytes], most: int) -> bytes:
        try:
            return stream.read(most)
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError) as error:
            raise self.refused("l’archive est abîmée") from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _outermost(walk: etree.iterparse[tuple[str, XmlElement]], tags: tuple[str, ...]) -> Iterator[XmlElement]:
    open_, depth = None, 0
    for event, element in walk:
        if event == "start":
            if open_ is None and element.tag in tags:
                open_ = element
            depth += open_ is not None
            continue
        if open_ is None:
            continue
        depth -= 1
        if depth == 0:
            yield element
            open_ = None
            element.clear()
            while element.getprevious() is not None:
                parent = element.getparent()
                assert parent is not None
                del parent[0]
