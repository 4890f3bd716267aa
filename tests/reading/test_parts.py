"""A file of several fiches of the register: each is read by itself, at its place in the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from refgraph.cli import main
from refgraph.core.errors import DocumentError
from refgraph.reading import registry
from refgraph.reading.opening import decode
from refgraph.reading.parts import MOST, fiches, files_of
from refgraph.reading.shared.coverage import passages

EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>
<FICHE><NUMERO_FICHE>RS10001</NUMERO_FICHE><INTITULE>Nager</INTITULE>
<CAPACITES_ATTESTEES>C1. Plonger    C2. Flotter</CAPACITES_ATTESTEES></FICHE>
<FICHE><NUMERO_FICHE>RS10002</NUMERO_FICHE><INTITULE>Grimper</INTITULE>
<CAPACITES_ATTESTEES>C1. Assurer</CAPACITES_ATTESTEES></FICHE>
</FICHES>
"""


def test_each_fiche_is_read_at_its_place_in_the_file() -> None:
    """What one fiche says is not said of the other, and every quote stands at its offset and line of the whole file."""
    read = [registry.read_document(each) for each in fiches(decode(EXPORT.encode(), "export.xml"))]
    said = {one.certification.id: [(item.code, item.statement) for item in one.competences] for one in read}
    assert said == {"RS10001": [("C1", "Plonger"), ("C2", "Flotter")], "RS10002": [("C1", "Assurer")]}
    quoted = [passage for one in read for passage in passages(one)]
    assert {passage.line for passage in quoted} == {3, 4, 5, 6}
    for passage in quoted:
        assert EXPORT[passage.start : passage.end] == passage.quote
        assert EXPORT.count("\n", 0, passage.start) + 1 == passage.line
    assert [issue.message for one in read for issue in one.issues] == []


def test_one_fiche_and_any_other_document_are_what_they_were() -> None:
    """Only an export of several fiches is taken apart: the others keep every sign."""
    for text in (EXPORT.partition("<FICHE><NUMERO_FICHE>RS10002")[0] + "</FICHES>", "Le mot <FICHE> dans un texte"):
        document = decode(text.encode(), "un.xml")
        assert [*fiches(document)] == [document]


def test_the_command_reads_all_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`refgraph read` gives a list of readings for one such file."""
    path = tmp_path / "export.xml"
    path.write_text(EXPORT, "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(tmp_path), "read", str(path), "--format", "json"])
    assert ended.value.code == 0
    assert [one["certification"]["id"] for one in json.loads(capsys.readouterr().out)] == ["RS10001", "RS10002"]


def test_each_fiche_is_a_file_of_its_own() -> None:
    """A person imports the export as it comes: two fiches are two documents, each whole and named by its number."""
    files = files_of("export.xml", EXPORT.encode())
    head = EXPORT.partition("<FICHE>")[0]
    assert [name for name, _ in files] == ["RS10001.xml", "RS10002.xml"]
    assert files[1][1].decode() == (
        f"{head}<FICHE><NUMERO_FICHE>RS10002</NUMERO_FICHE><INTITULE>Grimper</INTITULE>\n"
        "<CAPACITES_ATTESTEES>C1. Assurer</CAPACITES_ATTESTEES></FICHE>\n</FICHES>\n"
    )
    assert files_of("un.xml", files[0][1]) == [("un.xml", files[0][1])]
    assert [name for name, _ in files_of("x.xml", b"<FICHES><FICHE>a</FICHE><FICHE>b</FICHE></FICHES>")] == [
        "x-1.xml",
        "x-2.xml",
    ]


def test_a_whole_register_is_refused_with_what_to_do() -> None:
    """A preview of 30,000 documents would serve nobody: it is said, with how many, before anything is read."""
    with pytest.raises(DocumentError, match="contient 501 fiches, on en importe 500 à la fois"):
        files_of("tout.xml", b"<FICHES>" + b"<FICHE>a</FICHE>" * (MOST + 1) + b"</FICHES>")
