"""The fiches of one file: an export of the register holds several, each is a référentiel by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from refgraph.core.errors import DocumentError
from refgraph.core.french import number
from refgraph.reading.document import Document

MOST = 500
"""How many fiches of one file are taken for as many documents."""
_HEAD = 20_000
_FICHE = re.compile(r"<FICHE>.*?</FICHE>", re.DOTALL)
_RAW_FICHE = re.compile(rb"<FICHE>.*?</FICHE>", re.DOTALL)
_NUMBER = re.compile(rb"<NUMERO_FICHE>\s*((?:RNCP|RS)\d+)\s*<")
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


def files_of(name: str, raw: bytes) -> list[tuple[str, bytes]]:
    """The file ``name`` itself, or, where it is an export of several fiches, a file for each, named by its number.

    What stands before the first fiche and behind the last is in each of them.

    Raises:
        DocumentError: it holds more than `MOST`.
    """
    found = list(_RAW_FICHE.finditer(raw)) if b"<FICHE>" in raw[:_HEAD] else []
    if len(found) < 2:
        return [(name, raw)]
    if len(found) > MOST:
        raise DocumentError(
            f"ce fichier contient {number(len(found))} fiches, on en importe {MOST} à la fois.",
            place=name,
            remedy="Gardez les éléments <FICHE> qui vous servent.",
        )
    head, tail = raw[: found[0].start()], raw[found[-1].end() :]
    stem = name.rpartition(".")[0] or name
    return [(_named(fiche[0], stem, rank), head + fiche[0] + tail) for rank, fiche in enumerate(found, 1)]


def _named(fiche: bytes, stem: str, rank: int) -> str:
    said = _NUMBER.search(fiche)
    return f"{said[1].decode('ascii')}.xml" if said else f"{stem}-{rank}.xml"


def _blank(text: str) -> str:
    return _WORDS.sub(lambda found: " " * len(found[0]), text)
