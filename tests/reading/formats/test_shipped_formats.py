"""The two shipped documents of tables in each format, written by others, against the reading of the shipped files."""

from __future__ import annotations

from functools import cache

import pytest

from refgraph.model.records import Reading
from refgraph.reading.opening import open_document
from refgraph.reading.registry import read_document
from tests.reading.formats import shipped
from tests.reading.formats.conftest import Converted
from tests.reading.formats.inside import decode

BY_LIBREOFFICE = [(name, suffix) for suffix in ("odt", "ods", "pdf") for name in shipped.TRIED[suffix]]


@cache
def expected(name: str) -> dict[str, list[str]]:
    return shipped.words(read_document(open_document(shipped.SOURCES / name)))


def read(raw: bytes, name: str) -> Reading:
    return read_document(decode(raw, name))


@pytest.mark.parametrize("name", shipped.TRIED["docx"])
def test_word(name: str) -> None:
    """Every item word for word, in its order: lists of Word, headings, merged cells, rows repeated on each page."""
    assert shipped.words(read(shipped.as_word(name), "referentiel.docx")) == expected(name)


@pytest.mark.parametrize("name", shipped.TRIED["xlsx"])
def test_workbook(name: str) -> None:
    """Every item word for word: entries of a list are lines of their cell, a blank row stands around tables."""
    assert shipped.words(read(shipped.as_workbook(name), "referentiel.xlsx")) == expected(name)


@pytest.mark.parametrize(("name", "suffix"), BY_LIBREOFFICE)
def test_libreoffice(name: str, suffix: str, converted: Converted) -> None:
    """Every item word for word, in what LibreOffice writes; pages of a PDF cut rows and repeat titles over them."""
    assert shipped.words(read(converted(name, suffix), f"referentiel.{suffix}")) == expected(name)


def test_html_by_libreoffice(converted: Converted) -> None:
    """Every item word for word; LibreOffice writes all bullets alike, so that dashes no longer part two groups."""
    assert shipped.words(read(converted(shipped.FONCTIONS, "html"), "referentiel.html")) == expected(shipped.FONCTIONS)
    found, right = shipped.words(read(converted(shipped.TITRE, "html"), "titre.html")), expected(shipped.TITRE)
    for kind in ("titre", "blocs", "activités", "compétences"):
        assert found[kind] == right[kind]
    assert set(right["critères"]) <= set(found["critères"])


@pytest.mark.parametrize("name", shipped.TRIED["pdf"])
def test_pdf_by_reportlab(name: str) -> None:
    """Every item word for word, from lines drawn as strokes, where no row is cut by a page."""
    assert shipped.words(read(shipped.as_pdf(name), "referentiel.pdf")) == expected(name)


def test_counts_are_those_that_were_counted_by_hand() -> None:
    """The reading that formats are compared with has what a person counted in the documents."""
    counts = {kind: len(items) for kind, items in expected(shipped.FONCTIONS).items()}
    assert (counts["blocs"], counts["activités"], counts["compétences"], counts["critères"]) == (3, 24, 53, 41)
