"""What mapping files come to, row by row: what is known is taken, what is new is worked out, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.pipeline.mappings import Mapped, read_mapped
from refgraph.workspace import Cache

HEAD = """# curie_map:
#   rgid: https://w3id.org/refgraph/id/certification/
# license: https://creativecommons.org/licenses/by/4.0/
# mapping_set_id: https://example.org/mine
"""
COLUMNS = (
    *("subject_id", "predicate_id", "object_id", "mapping_justification", "reviewer_label"),
    *("subject_source_version", "object_source_version", "review_date", "reviewer_agreement"),
)
VERSIONS = {"rgid:a/c1": "v1", "rgid:b/c1": "w1", "rgid:b/c2": "w2"}


def row(first: str, other: str, one: str, two: str, agreement: str = "1.0") -> str:
    """A decision of Ana on a pair of statements of these versions."""
    cells = first, "skos:closeMatch", other, "semapv:ManualMappingCuration", "Ana", one, two, "2026-11-21", agreement
    return "\t".join(cells) + "\n"


FIRST, SECOND = row("rgid:a/c1", "rgid:b/c1", "v1", "w1"), row("rgid:a/c1", "rgid:b/c2", "v1", "w2")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose mapping file holds the first decision."""
    write(tmp_path, FIRST)
    return tmp_path


def write(folder: Path, *rows: str) -> None:
    (folder / "mine.sssom.tsv").write_text(HEAD + "\t".join(COLUMNS) + "\n" + "".join(rows), "utf-8")


def mapped(folder: Path, versions: dict[str, str] = VERSIONS, code: str = "1") -> Mapped:
    return read_mapped(folder, versions, code, Cache(folder / "cache"))


def pairs(found: Mapped) -> list[str]:
    """Each pair that is near another, one way, by the ends of their IRIs."""
    ends = [line.decode().split() for line in found.lines if b"closeMatch> " in line and b"linkProperty" not in line]
    return sorted(f"{one[-5:-1]} {two[-5:-1]}" for one, _, two, _ in ends if "certification/a/" in one)


def test_a_row_that_is_known_is_taken_and_a_new_one_is_worked_out(folder: Path) -> None:
    """Both stand in the graph; what was known is the graph as it was before."""
    before = mapped(folder)
    assert (pairs(before), before.known) == (["a/c1 b/c1"], {})
    write(folder, FIRST, SECOND)
    now = mapped(folder)
    assert pairs(now) == ["a/c1 b/c1", "a/c1 b/c2"]
    assert now.known_lines == before.lines
    write(folder, SECOND)
    assert pairs(mapped(folder)) == ["a/c1 b/c2"]


def test_words_that_changed_leave_the_decision_waiting(folder: Path) -> None:
    """What is known holds for the versions that it was worked out on, and for no others."""
    mapped(folder)
    found = mapped(folder, VERSIONS | {"rgid:b/c1": "other"})
    assert (pairs(found), [*found.waiting]) == ([], [("rgid:a/c1", "rgid:b/c1")])
    assert pairs(mapped(folder)) == ["a/c1 b/c1"]


def test_what_other_code_worked_out_is_worked_out_again(folder: Path) -> None:
    """A new version of refgraph takes nothing from the old one."""
    mapped(folder)
    assert mapped(folder, code="2").known == {}


def test_another_head_is_another_meaning(folder: Path) -> None:
    """The same row under another prefix names other things."""
    mapped(folder)
    path = folder / "mine.sssom.tsv"
    path.write_text(path.read_text("utf-8").replace("id/certification/", "id/elsewhere/"), "utf-8")
    found = mapped(folder)
    assert [line.split()[0] for line in found.lines if b"closeMatch> " in line and b"linkProp" not in line] == [
        b"<https://w3id.org/refgraph/id/elsewhere/a/c1>",
        b"<https://w3id.org/refgraph/id/elsewhere/b/c1>",
    ]


def test_a_new_column_makes_no_row_new(folder: Path) -> None:
    """Somebody's second opinion adds columns to the whole file: what the other rows came to stays known."""
    write(folder, FIRST, SECOND)
    before = mapped(folder)
    path = folder / "mine.sssom.tsv"
    lines = path.read_text("utf-8").splitlines()
    wider = [f"{line}\tother" if line.startswith("subject_id") else line + "\t" * (line[0] != "#") for line in lines]
    path.write_text("\n".join(wider) + "\n", "utf-8")
    assert mapped(folder).rows.keys() == before.rows.keys()


def test_a_fault_in_a_new_row_is_told_at_its_line(folder: Path) -> None:
    """The rows above it are known and are not read again: the line is still that of the file, which counts for
    nothing, and whose rows are forgotten."""
    write(folder, FIRST, SECOND)
    mapped(folder)
    write(folder, FIRST, SECOND, row("rgid:a/c1", "b", "v1", "w1", agreement="7"))
    found = mapped(folder)
    assert (found.lines, len(found.unread)) == ([], 1)
    name, why = found.unread[0]
    assert name == "mine.sssom.tsv"
    assert "ligne\u00a08\u00a0: «\u00a0b\u00a0» (object_id) n’a pas de préfixe déclaré" in why
    assert "ligne\u00a08\u00a0: «\u00a07\u00a0» (reviewer_agreement) n’est pas un nombre de -1 à 1" in why


def test_a_cache_that_was_cut_is_no_cache(folder: Path) -> None:
    """Half a file of known rows makes the rows be worked out, and nothing else."""
    mapped(folder)
    (kept,) = (folder / "cache").iterdir()
    kept.write_bytes(kept.read_bytes()[:-20])
    found = mapped(folder)
    assert (pairs(found), found.known) == (["a/c1 b/c1"], {})
