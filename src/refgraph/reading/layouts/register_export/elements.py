"""The elements of an export, each with the place of its words in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from refgraph.core.errors import DocumentError
from refgraph.reading.document import Document
from refgraph.reading.elements import Slice
from refgraph.reading.runs import Run

_TOKEN = re.compile(
    r"(?P<skip><\?[^<>]*\?>|<!--.*?-->)|<!\[CDATA\[(?P<data>.*?)\]\]>"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][\w.-]*)[^<>]*?(?P<empty>/?)>",
    re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{1,31});")
_DEEPEST = 12
_REMEDY = "Téléchargez-le à nouveau, ou gardez l’élément <FICHE> entier."


@dataclass
class ExportElement:
    """An element: its tag, its children in order, and the slice of what stands between its tags."""

    tag: str
    start: int
    end: int = 0
    children: list[ExportElement] = field(default_factory=list)
    data: Slice | None = None

    def all(self, path: str) -> Iterator[ExportElement]:
        """The elements below it at ``path`` (``CODES_NSF/NSF``)."""
        tag, _, rest = path.partition("/")
        for child in self.children:
            if child.tag == tag:
                yield from child.all(rest) if rest else (child,)

    def first(self, *paths: str) -> ExportElement | None:
        """The first element at any of ``paths`` that has words or children."""
        return next((found for path in paths for found in self.all(path) if found.start < found.end), None)

    def leaves(self) -> Iterator[ExportElement]:
        """The elements in it that have none in themselves, in the order of the document; itself where it has none."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def words(self, document: Document) -> Run:
        """Its words, each entity as the character that it stands for, without white space around them."""
        start, end = self.data or (self.start, self.end)
        text = document.text[start:end]
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        last = 0
        for match in (*(_ENTITY.finditer(text) if self.data is None else ()), None):
            stop = match.start() if match else len(text)
            chars += text[last:stop]
            starts += range(start + last, start + stop)
            ends += range(start + last + 1, start + stop + 1)
            if match:
                last = match.end()
                for char in unescape(match[0]):
                    chars.append(" " if char == "\r" else char)
                    starts.append(start + match.start())
                    ends.append(start + match.end())
        return Run("".join(chars), tuple(starts), tuple(ends), (False,) * len(chars)).cut(0)


def parse(document: Document) -> tuple[ExportElement, list[Slice]]:
    """The whole document as an element, and the slices of its tags, those behind each other as one.

    Raises:
        DocumentError: it declares a document type, or its tags do not close.
    """
    if re.search(r"<!(?:DOCTYPE|ENTITY)", document.text, re.IGNORECASE):
        raise DocumentError(
            "le fichier XML déclare un type de document ou des entités, aucun export n’en a.",
            place=document.name,
            remedy="Fournissez le fichier publié sur data.gouv.fr.",
        )
    root = ExportElement("", 0, len(document.text))
    open_elements, tags = [root], list[Slice]()
    for match in _TOKEN.finditer(document.text):
        if match["data"] is not None:
            open_elements[-1].data = match.span("data")
        if tags and not document.text[tags[-1][1] : match.start()].strip() and match["data"] is None:
            tags[-1] = (tags[-1][0], match.end())
        elif match["data"] is None:
            tags.append(match.span())
        if match["tag"]:
            _step(document, open_elements, match)
    if len(open_elements) > 1:
        raise _broken(document, open_elements[-1].start, f"l’élément <{open_elements[-1].tag}> n’est pas fermé")
    return root, tags


def _step(document: Document, open_elements: list[ExportElement], match: re.Match[str]) -> None:
    top = open_elements[-1]
    if match["close"]:
        if top.tag != match["tag"]:
            raise _broken(document, match.start(), f"</{match['tag']}> ne ferme pas <{top.tag}>")
        top.end = match.start()
        open_elements.pop()
        return
    element = ExportElement(match["tag"], match.end(), match.end())
    top.children.append(element)
    if not match["empty"]:
        open_elements.append(element)
    if len(open_elements) > _DEEPEST:
        raise _broken(document, match.start(), "trop d’éléments sont ouverts l’un dans l’autre")


def _broken(document: Document, offset: int, what: str) -> DocumentError:
    place = f"{document.name}, ligne {document.line_at(offset)}"
    return DocumentError(f"le fichier XML est incomplet ({what}).", place=place, remedy=_REMEDY)
