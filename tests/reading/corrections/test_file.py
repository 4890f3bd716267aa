"""The file of corrections: read whatever hand or program wrote it, written always alike, merged by git, never cut."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
from datetime import date
from pathlib import Path

import msgspec
import pytest

from refgraph.core.errors import RecordError
from refgraph.reading.corrections.file import add, add_missing, read_corrections, take_back
from refgraph.reading.corrections.rows import parse, written
from tests.florist import C1, C2, C3, correction

HEADING = "certification\tkind\tquote\tnear\tfield\tfrom\tto\tcorrected_by\tcorrected_on\treason"
REWORDED = correction("competence", C2, "statement", "Recouper", "Tailler")
CODE = correction("competence", C1, "source_code", "C1", '"01"')
LINE = f"fleuriste\tcompetence\t{C2}\t\tstatement\tRecouper\tTailler\tAda\t2026-11-21\trelu sur l’original"


def lines(*rows: str, heading: str = HEADING) -> bytes:
    return "\n".join([heading, *rows, ""]).encode()


def test_one_line_a_correction_in_a_stable_order() -> None:
    """Git shows the line that someone wrote and no other; what a spreadsheet would change is quoted."""
    text = written([REWORDED, CODE], ["# relu avec Ada"])
    assert text.split("\n") == [
        "# relu avec Ada",
        HEADING,
        f'fleuriste\tcompetence\t{C1}\t\tsource_code\tC1\t"""01"""\tAda\t2026-11-21\trelu sur l’original',
        LINE,
        "",
    ]
    assert written([CODE, REWORDED, CODE], ["# relu avec Ada"]) == text
    assert parse(text.encode(), "corrections.tsv") == [CODE, REWORDED]


@pytest.mark.parametrize(
    "raw",
    [
        lines(LINE),
        b"\xef\xbb\xbf" + lines(LINE),
        lines(LINE).replace(b"\n", b"\r\n"),
        lines(LINE).decode().encode("utf-16"),
        lines("\t".join(f'"{cell}"' for cell in LINE.split("\t"))),
        lines("# une remarque", "", LINE, "\t\t\t\t\t\t\t\t\t"),
        lines(LINE.replace("2026-11-21", "21/11/2026")),
        LINE.encode(),
        lines(
            "\t".join(reversed(LINE.split("\t"))),
            heading="\t".join(reversed(HEADING.split("\t"))),
        ),
    ],
    ids=["ours", "BOM", "CRLF", "UTF-16", "all quoted", "remarks", "French day", "no heading", "other order"],
)
def test_what_spreadsheets_and_editors_make_of_it_is_read(raw: bytes) -> None:
    """The same corrections come back, whatever program saved the file."""
    assert parse(raw, "corrections.tsv") == [REWORDED]


@pytest.mark.parametrize(
    ("row", "number", "words"),
    [
        (LINE.replace("\t", " "), 2, "1 colonne(s) au lieu de 10"),
        (LINE + "\tencore", 2, "11 colonne(s)"),
        ("\t".join(LINE.split("\t")[:5]), 2, "5 colonne(s)"),
        (LINE.replace("competence\t", "compétence\t"), 2, "« compétence » n’est pas une sorte d’élément"),
        (LINE.replace("\tstatement", "\tenonce"), 2, "« enonce » n’est pas un champ de la compétence (item, source"),
        (LINE.replace("Tailler", "Recouper"), 2, "disent la même chose"),
        (LINE.replace("Tailler", ""), 2, "l’énoncé ne peut pas être vide"),
        (LINE.replace(C2, ""), 2, "« quote » est vide"),
        (LINE.replace("2026-11-21", "hier"), 2, "« hier » n’est pas une date"),
        (LINE.replace("2026-11-21", ""), 2, "il manque le jour"),
        (LINE.replace("statement\tRecouper\tTailler", "order\t2\tdeux"), 2, "« deux » n’est pas un nombre"),
        (LINE.replace("statement\tRecouper\tTailler", "order\t2\t2,5"), 2, "« 2,5 » n’est pas un nombre entier"),
        (LINE.replace("statement\tRecouper\tTailler", "bloc\tB1\t{B2}"), 2, "JSON de la cellule est mal formé"),
        (LINE.replace("statement\tRecouper\tTailler", 'bloc\tB1\t{"near": "x"}'), 2, "les mots d’un passage"),
        (LINE.replace("statement\tRecouper\tTailler", 'item\t\t{"code": "C9"}'), 2, "il manque « statement »"),
        (
            LINE.replace("statement\tRecouper\tTailler", 'item\t\t{"statment": "x"}'),
            2,
            "« statment » n’est pas",
        ),
        (LINE.replace("statement\tRecouper\tTailler", 'item\t\t["x"]'), 2, "un objet JSON est attendu"),
        (
            LINE.replace("statement\tRecouper\tTailler", 'item\t\t{"statement": "x", "activities": "A1"}'),
            2,
            "une liste est attendue",
        ),
        (
            LINE.replace("competence\t", "criterion\t").replace(
                "statement\tRecouper\tTailler", 'item\t\t{"text": "x"}'
            ),
            2,
            "il manque « in », les mots de l’élément qui le contient (le groupe de critères)",
        ),
    ],
)
def test_a_slip_of_the_hand_is_named_with_its_line(row: str, number: int, words: str) -> None:
    """Someone who edits the file is told where, what and what to do; the lines before are no part of it."""
    with pytest.raises(RecordError) as caught:
        parse(lines(row, LINE), "corrections.tsv")
    assert caught.value.place == f"corrections.tsv, ligne\u00a0{number}"
    assert words in caught.value.message
    assert caught.value.remedy


def test_a_missing_column_and_another_encoding_are_named() -> None:
    """A spreadsheet that saves in Windows-1252 loses signs: its line is told, with the format to choose."""
    with pytest.raises(RecordError, match="il manque la colonne « near »"):
        parse(lines(LINE, heading=HEADING.replace("\tnear", "")), "corrections.tsv")
    with pytest.raises(RecordError) as caught:
        parse(lines(LINE).replace("’".encode(), b"\x92"), "corrections.tsv")
    assert caught.value.place == "corrections.tsv, ligne\u00a02"
    assert "Windows-1252" in caught.value.message
    assert "Texte Unicode" in (caught.value.remedy or "")


def test_adding_takes_over_what_was_corrected_of_the_same_field(tmp_path: Path) -> None:
    """One field has one correction; links and new items stand beside each other; remarks stay on top."""
    path = tmp_path / "corrections.tsv"
    path.write_text("# relu\n", "utf-8")
    add(path, [REWORDED, CODE])
    again = msgspec.structs.replace(REWORDED, after="Tailler les tiges", author="Grace", day=date(2026, 11, 22))
    add(path, [again])
    assert read_corrections(path) == [CODE, again]
    link = correction("competence", C2, "activities", "", "A1")
    other = correction("competence", C2, "activities", "", "A3")
    add(path, [link])
    add(path, [other])
    assert read_corrections(path) == [CODE, link, other, again]
    add_missing(path, [REWORDED, correction("competence", C3, "code", "C3", "C5")])
    assert [each.after for each in read_corrections(path)] == ['"01"', "A1", "A3", "Tailler les tiges", "C5"]
    assert path.read_text("utf-8").startswith("# relu\ncertification\t")
    assert [each.after for each in take_back(path, [link.key, "00000000"])] == ["A1"]
    assert len(read_corrections(path)) == 4


def test_what_no_line_may_say_is_not_written(tmp_path: Path) -> None:
    """A program cannot leave a file that the next build refuses."""
    path = tmp_path / "corrections.tsv"
    with pytest.raises(RecordError, match="n’est pas un nombre"):
        add(path, [correction("competence", C2, "order", "2", "deux")])
    assert not path.exists()
    with pytest.raises(RecordError, match="la même chose"):
        add(path, [correction("competence", C2, "order", "2", "2")])


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The place and the remedy, not a traceback; the file that is there stays as it is."""
    path = tmp_path / "corrections.tsv"
    path.mkdir()
    with pytest.raises(RecordError) as caught:
        add(path, [REWORDED])
    assert caught.value.place == str(path)


def _die_while_writing(path: Path, step: str) -> None:
    """Add a correction in a process that is killed at ``step``."""
    setattr(os, step, lambda *_: os._exit(9))
    Path.replace = lambda *_: os._exit(9)  # type: ignore[method-assign]
    add(path, [CODE])


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_killed_while_writing_the_file_is_the_old_one(tmp_path: Path, step: str) -> None:
    """Whoever reads sees the old text whole, and the next correction is written."""
    path = tmp_path / "corrections.tsv"
    add(path, [REWORDED])
    before = path.read_bytes()
    process = multiprocessing.get_context("fork").Process(target=_die_while_writing, args=(path, step))
    process.start()
    process.join(30)
    assert process.exitcode == 9
    assert path.read_bytes() == before
    add(path, [CODE])
    assert read_corrections(path) == [CODE, REWORDED]


def _add_one(path: Path, number: int) -> None:
    add(path, [correction("competence", f"{C2} {number}", "code", "C2", f"C1{number}")])


def test_two_people_at_once_lose_nothing(tmp_path: Path) -> None:
    """Eight processes correct at the same time: each waits for the file, and eight lines are there."""
    path = tmp_path / "corrections.tsv"
    with multiprocessing.get_context("fork").Pool(4) as pool:
        pool.starmap(_add_one, [(path, number) for number in range(8)])
    assert sorted(each.after for each in read_corrections(path)) == [f"C1{number}" for number in range(8)]


def git(folder: Path, *arguments: str) -> str:
    named = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    done = subprocess.run(["git", *named, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_corrections_of_two_people_are_merged_by_git(tmp_path: Path) -> None:
    """Two branches that add lines at one place, and change one line, merge without a conflict, and none is lost."""
    path = tmp_path / "corrections.tsv"
    git(tmp_path, "init", "-q", "-b", "main")
    add(path, [REWORDED])
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "checkout", "-qb", "grace")
    mine = correction("competence", C2, "local_code", "", "B1.2", author="Grace")
    changed = msgspec.structs.replace(REWORDED, after="Couper", author="Grace")
    add(path, [mine, changed])
    git(tmp_path, "commit", "-qam", "two")
    git(tmp_path, "checkout", "-q", "main")
    other = correction("competence", C2, "activities", "", "A1", author="Alan")
    also_changed = msgspec.structs.replace(REWORDED, after="Tailler les tiges", author="Alan")
    add(path, [other, also_changed])
    git(tmp_path, "commit", "-qam", "three")
    git(tmp_path, "merge", "-q", "--no-edit", "grace")
    assert sorted(read_corrections(path), key=lambda each: each.after) == sorted(
        [mine, changed, other, also_changed], key=lambda each: each.after
    )
    assert (tmp_path / ".gitattributes").read_text("utf-8") == "corrections.tsv merge=union\n"
    assert path.read_text("utf-8").count(HEADING) == 1


def test_a_folder_without_git_gets_no_file_for_it(tmp_path: Path) -> None:
    """Nothing is written beside the corrections that its user has no use for; what git is told already stays."""
    add(tmp_path / "data" / "corrections.tsv", [REWORDED])
    assert [path.name for path in (tmp_path / "data").iterdir() if not path.name.endswith(".lock")] == [
        "corrections.tsv"
    ]
    git(tmp_path, "init", "-q")
    (tmp_path / "data" / ".gitattributes").write_text("*.ttl text", "utf-8")
    add(tmp_path / "data" / "corrections.tsv", [CODE])
    add(tmp_path / "data" / "corrections.tsv", [CODE])
    assert (tmp_path / "data" / ".gitattributes").read_text("utf-8") == "*.ttl text\ncorrections.tsv merge=union\n"


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    """Nobody has corrected anything yet."""
    assert read_corrections(tmp_path / "corrections.tsv") == []


def test_a_correction_is_named_by_what_it_says() -> None:
    """The same correction has one reference, whoever signs it; another value has another."""
    signed = msgspec.structs.replace(REWORDED, author="Grace", day=None, reason="")
    assert signed.key == REWORDED.key
    assert msgspec.structs.replace(REWORDED, after="Couper").key != REWORDED.key
