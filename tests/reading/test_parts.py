"""A file of several fiches of the register: each is read by itself, at its place in the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from refgraph.cli import main
from refgraph.reading import registry
from refgraph.reading.opening import decode
from refgraph.reading.parts import fiches
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
