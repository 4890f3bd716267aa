"""Mapping files are read and written without loss, and sssom-py takes them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sssom.parsers import parse_sssom_table
from sssom.validators import validate

from refgraph.core.errors import MappingError
from refgraph.graph.sssom import MappingRow, MappingSet, join, parse, read, split, write

HEADER = """# curie_map:
#   rgid: https://w3id.org/refgraph/id/certification/
#   semapv: https://w3id.org/semapv/vocab/
#   skos: http://www.w3.org/2004/02/skos/core#
# license: https://creativecommons.org/licenses/by/4.0/
# mapping_set_id: https://w3id.org/refgraph/mapping/competences
# sssom_version: '1.1'
"""
COLUMNS = (
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\treviewer_label\tconfidence\t"
    "reviewer_agreement\tcomment\n"
)
ROW = (
    "rgid:A/bloc/1/competence/C1\tskos:closeMatch\trgid:B/bloc/2/competence/C2\tsemapv:CompositeMatching\t"
    "Ana\t0.90\t1.0\tà voir\n"
)
TEXT = HEADER + COLUMNS + ROW


def test_what_is_read_is_written_again() -> None:
    """Byte for byte: a number keeps its zeros, the header its keys."""
    assert write(parse(TEXT, "x").mappings) == TEXT


def test_one_row_changed_is_one_line_changed() -> None:
    """Rows and columns have one order whatever the order in which they were decided."""
    second = ROW.replace("C1", "C9")
    there, back = (parse(HEADER + COLUMNS + rows, "x").mappings for rows in (ROW + second, second + ROW))
    assert write(there) == write(back)
    changed = MappingSet(there.metadata, (there.rows[0].with_slots(comment="autre"), there.rows[1]))
    before, after = write(there).splitlines(), write(changed).splitlines()
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize(
    "comment", ["dit «\u00a0oui\u00a0»", 'un "guillemet" droit', "a|b", "x\ty", "deux\nlignes", "=1+1", "é"]
)
def test_any_comment_survives_on_one_line(comment: str) -> None:
    """What a reviewer types neither breaks the file nor gets lost; line breaks and tabs become spaces, an unbreakable
    space stays."""
    mappings = MappingSet(
        parse(TEXT, "x").mappings.metadata, (parse(TEXT, "x").mappings.rows[0].with_slots(comment=comment),)
    )
    text = write(mappings)
    assert len(text.splitlines()) == len(TEXT.splitlines())
    assert parse(text, "x").mappings.rows[0]["comment"] == comment.replace("\t", " ").replace("\n", " ")


def test_sssom_py_accepts_it() -> None:
    """The reference implementation of the standard reads the file and finds nothing to say."""
    table = parse_sssom_table(io.StringIO(TEXT))
    assert len(table.df) == 1
    reports = validate(table, fail_on_error=False)
    assert [result.message for report in reports.values() if report for result in report.results] == []


@pytest.mark.parametrize(
    ("wrong", "line", "sentence"),
    [
        (
            TEXT.replace("\tmapping_justification", ""),
            8,
            "colonnes absentes\u00a0: «\u00a0mapping_justification\u00a0»",
        ),
        (
            TEXT.replace("comment\n", "coment\n"),
            8,
            "«\u00a0coment\u00a0» n’est pas de SSSOM\u00a0; vouliez-vous écrire",
        ),
        (TEXT.replace("comment\n", "confidence\n"), 8, "la colonne «\u00a0confidence\u00a0» est donnée deux fois"),
        (
            TEXT.replace("rgid:A/", "zz:A/"),
            9,
            "«\u00a0zz:A/bloc/1/competence/C1\u00a0» (subject_id) n’a pas de préfixe déclaré",
        ),
        (TEXT.replace("0.90", "90"), 9, "«\u00a090\u00a0» (confidence) n’est pas un nombre de 0 à 1"),
        (TEXT.replace("0.90", "beaucoup"), 9, "«\u00a0beaucoup\u00a0» (confidence)"),
        (TEXT.replace("skos:closeMatch", ""), 9, "«\u00a0predicate_id\u00a0» est vide"),
        (TEXT.replace("\tà voir", ""), 9, "pas le même nombre de cellules"),
        (TEXT.replace("à voir", "à\tvoir"), 9, "pas le même nombre de cellules"),
    ],
)
def test_a_fault_is_told_with_its_line(wrong: str, line: int, sentence: str) -> None:
    """One sentence per fault, with the line of the file, and the row is not taken in."""
    found = parse(wrong, "x.sssom.tsv")
    assert [(issue.line, issue.path) for issue in found.issues] == [(line, "x.sssom.tsv")]
    assert sentence in found.issues[0].message
    assert found.mappings.rows == ()


def test_what_others_leave_out_or_add_is_read() -> None:
    """Prefixes that everybody knows need no declaration; columns of theirs are kept; commas part cells as well."""
    bare = "".join(line for line in HEADER.splitlines(True) if "skos" not in line and "semapv" not in line)
    found = parse(bare + COLUMNS.replace("comment", "avis_du_jury") + ROW, "x.sssom.tsv")
    assert (found.issues, found.mappings.rows[0]["avis_du_jury"]) == ((), "à voir")
    assert "avis_du_jury" in write(found.mappings)
    assert found.mappings.expand("skos:closeMatch") == "http://www.w3.org/2004/02/skos/core#closeMatch"
    commas = parse(HEADER + (COLUMNS + ROW).replace("\t", ","), "x.sssom.csv")
    assert commas.mappings == parse(TEXT, "x.sssom.tsv").mappings
    with pytest.raises(MappingError, match="une autre adresse que SSSOM"):
        parse(TEXT.replace("http://www.w3.org/2004/02/skos/core#", "http://example.org/"), "x")


def test_what_a_header_says_once_holds_for_each_row() -> None:
    """A slot of the header that SSSOM propagates is in every row that does not say otherwise."""
    found = parse(HEADER + "# mapping_tool: Atelier\n" + COLUMNS + ROW, "x.sssom.tsv")
    assert found.mappings.rows[0]["mapping_tool"] == "Atelier"


@pytest.mark.parametrize("name", ["x.yml", "x.sssom.yml", "x-meta.yaml"])
def test_metadata_may_lie_in_a_file_beside(tmp_path: Path, name: str) -> None:
    """The external mode of SSSOM: a table without a header, and its metadata under the same name."""
    (tmp_path / "x.sssom.tsv").write_text(COLUMNS + ROW, "utf-8")
    (tmp_path / name).write_text("".join(line[2:] for line in HEADER.splitlines(True)), "utf-8")
    assert read(tmp_path / "x.sssom.tsv") == parse(TEXT, "x").mappings


@pytest.mark.parametrize("text", ["", "# a: [", "# license: x\n" + COLUMNS, "subject_id\n"])
def test_a_file_without_header_is_refused(text: str) -> None:
    """Without curie_map, license and mapping_set_id a file is no SSSOM."""
    with pytest.raises(MappingError, match="en-tête"):
        parse(text, "x")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_what_cannot_be_opened_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """A missing file, or one in another encoding, gives one sentence."""
    path = tmp_path / "x.sssom.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MappingError, match=r"fichier|UTF-8"):
        read(path)


def test_values_with_bars() -> None:
    """A slot of several values keeps a bar that belongs to a value."""
    assert split(join(["a|b", "c"])) == ["a|b", "c"]


def test_the_same_pair_is_written_one_way_only() -> None:
    """The smaller CURIE is the subject: a mapping read backwards has the inverse predicate and swapped slots."""
    row = MappingRow(
        {"subject_id": "rgid:B", "subject_label": "b", "predicate_id": "skos:broadMatch", "object_id": "rgid:A"}
    )
    assert row.oriented().slots == {
        "object_id": "rgid:B", "object_label": "b", "predicate_id": "skos:narrowMatch", "subject_id": "rgid:A",
    }  # fmt: skip


def test_a_broken_header_is_told_in_french(tmp_path: Path) -> None:
    """The line of the header where its YAML breaks, and no word of the parser's."""
    path = tmp_path / "broken.sssom.tsv"
    path.write_text("#license: CC0\n#curie_map: [rgid\nsubject_id\n", "utf-8")
    with pytest.raises(MappingError, match=r"ligne\s\d : l’en-tête YAML .* est illisible\. Corrigez-le"):
        read(path)


@pytest.mark.parametrize(
    ("slot", "value", "sentence"),
    [
        ("review_date", "hier", "«\u00a0hier\u00a0» (review_date) n’est pas une date\u00a0; écrivez AAAA-MM-JJ"),
        ("review_date", "2026-13-45", "n’est pas une date"),
        ("mapping_date", "21/11/2026", "n’est pas une date"),
        ("reviewer_label", "A\x00na", "«\u00a0reviewer_label\u00a0» contient un caractère invisible"),
    ],
)
def test_a_cell_that_nobody_can_read_back(slot: str, value: str, sentence: str) -> None:
    """A date that is none, or a control character, is told on its line; nothing of the row is kept."""
    row = MappingRow({**parse(TEXT, "x").mappings.rows[0].slots, slot: value})
    found = parse(write(MappingSet(parse(TEXT, "x").mappings.metadata, (row,))), "x.tsv")
    assert found.mappings.rows == ()
    assert [sentence in issue.message for issue in found.issues] == [True]


def test_a_quotation_mark_that_nobody_closes_stays_on_its_line() -> None:
    """One open quotation mark must not swallow the lines after it, nor a million characters."""
    second = ROW.replace("C1", "C9")
    found = parse(HEADER + COLUMNS + ROW.replace("\tAna", '\t"Ana') + second, "x.tsv")
    assert [issue.line for issue in found.issues] == [9]
    assert [row["subject_id"][-2:] for row in found.mappings.rows] == ["C9"]
    endless = parse(TEXT + "a" * 200_000 + "\n", "x.tsv")
    assert [issue.line for issue in endless.issues] == [10]
