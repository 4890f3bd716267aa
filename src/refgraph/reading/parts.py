"""The fiches of one file: an export of the register holds several, each is a référentiel by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from refgraph.reading.document import Document

_HEAD = 20_000
_FICHE = re.compile(r"<FICHE>.*?</FICHE>", re.DOTALL)
_WORDS = re.compile(r"[^\r\n]+")


def fiches(document: Document) -> Iterator[Document]:
    """Each fiche that ``document`` holds where it is an export of several, else the document itself.

    A fiche keeps its place in the file: what stands around it is blank, offsets and lines are those of the whole.
    """
    places = [found.span() for found in _FICHE.finditer(document.text)] if "<FICHE>" in document.text[:_HEAD] else []
    if len(places) < 2:
        yield document
        return
    for start, end in places:
        before, after = (_blank(text) for text in (document.text[:start], document.text[end:]))
        yield replace(document, text=before + document.text[start:end] + after)


def _blank(text: str) -> str:
    return _WORDS.sub(lambda found: " " * len(found[0]), text)
