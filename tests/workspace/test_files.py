"""The files of a data folder as people and their systems leave them."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core import assets
from refgraph.knowledge.quality.acceptance import read_acceptances
from refgraph.mentions import lexicon_with
from refgraph.mentions.lexicon import parse_register
from refgraph.reading.corrections.file import read_corrections
from refgraph.reading.registry import read_catalogue
from refgraph.workspace import Workspace


def test_what_systems_leave_in_a_folder_is_no_document(tmp_path: Path) -> None:
    """One preview of Windows, or a document that is open in Word, stopped the whole build."""
    sources = tmp_path / "sources"
    sources.mkdir()
    left = ("Thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store", "~$référentiel.docx", ".~lock.référentiel.odt#")
    for name in (*left, "référentiel.docx", "thumbs.txt", "~notes.txt"):
        (sources / name).write_bytes(b"x")
    workspace = Workspace(data=tmp_path, cache=tmp_path / "cache", endpoint=None)
    assert [path.name for path in workspace.documents()] == ["référentiel.docx", "thumbs.txt", "~notes.txt"]


def test_the_text_of_a_document_is_that_of_the_file_now(tmp_path: Path) -> None:
    """Pages ask for it at each passage; a file that changes is read again, one that goes or cannot be read has none."""
    workspace = Workspace(data=tmp_path, cache=tmp_path / "cache", endpoint=None)
    workspace.sources.mkdir()
    page = workspace.sources / "page.html"

    def text(name: str) -> str:
        found = workspace.document(name)
        assert found is not None
        return found.text

    page.write_text("<html><p>Trier", "utf-8")
    assert text("page.html") == "Trier\n"
    page.write_text("<html><p>Assembler", "utf-8")
    assert text("page.html") == "Assembler\n"
    page.write_bytes(b"\x00\x01")
    assert workspace.document("page.html") is None
    page.unlink()
    assert workspace.document("../page.html") is None


MARK = b"\xef\xbb\xbf"


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """A file to which Windows has added its mark."""
    return tmp_path / "fichier"


def test_a_catalogue_may_begin_with_a_mark(marked: Path) -> None:
    """The Notepad of Windows saves it so."""
    marked.write_bytes(MARK + b'[[document]]\nfile = "a.txt"\nid = "fleuriste"\n')
    assert read_catalogue(marked) == {"a.txt": "fleuriste"}


def test_decisions_may_begin_with_a_mark(marked: Path) -> None:
    """The first line is that of the columns, whatever stands before it."""
    marked.write_bytes(MARK + b"# rien\n")
    assert read_acceptances(marked) == []
    assert read_corrections(marked) == []


def test_a_register_may_begin_with_a_mark(marked: Path) -> None:
    """Turtle has no place for one (RDF 1.1 Turtle, section 6.2)."""
    raw = (assets.ontology() / "regulations.ttl").read_bytes()
    marked.write_bytes(MARK + raw)
    assert len(parse_register(marked)) == len(parse_register(assets.ontology() / "regulations.ttl"))
    assert lexicon_with(marked).names
