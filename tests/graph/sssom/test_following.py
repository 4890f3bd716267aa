"""Mappings follow the words that they were decided on, and nothing else."""

from __future__ import annotations

import pytest

from refgraph.graph.sssom import follow, version

_HEAD = (
    "# curie_map:\n#   rgid: https://w3id.org/refgraph/id/certification/\n#   semapv: https://w3id.org/semapv/vocab/\n"
    "#   skos: http://www.w3.org/2004/02/skos/core#\n# license: https://creativecommons.org/licenses/by/4.0/\n"
    "# mapping_set_id: https://example.org/m\n"
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\tsubject_source_version\tobject_source_version\tcomment\n"
)
_PETRIR, _CUIRE, _VENDRE = version("Pétrir la pâte"), version("Cuire le pain"), version("Vendre le pain")


def row(subject: str, other: str, versions: tuple[str, str] = (_PETRIR, _VENDRE), comment: str = "") -> str:
    """A row of the file of these tests; its comment may name a CURIE."""
    return f"rgid:{subject}\tskos:closeMatch\trgid:{other}\tsemapv:X\t{versions[0]}\t{versions[1]}\t{comment}\n"


def told(text: str, **versions: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The rows of ``text`` after following, and the moves; keyword ``A_k01`` stands for the CURIE ``rgid:A/k01``."""
    found = follow(_HEAD + text, "m.tsv", {f"rgid:{name.replace('_', '/')}": one for name, one in versions.items()})
    assert found.text.startswith(_HEAD)
    return found.text.removeprefix(_HEAD), found.moves


def test_a_row_follows_its_statement() -> None:
    """A competence inserted above shifts k01 to k02: the decision goes with the words, the comment stays as written."""
    rows, moves = told(row("A/k01", "B/C1", comment="vu rgid:A/k01"), A_k01=_CUIRE, A_k02=_PETRIR, B_C1=_VENDRE)
    assert rows == row("A/k02", "B/C1", comment="vu rgid:A/k01")
    assert moves == (("rgid:A/k01", "rgid:A/k02"),)


def test_two_rows_shift_one_after_the_other() -> None:
    """What moves to a name does not move on with what had that name before."""
    text = row("A/k01", "B/C1") + row("A/k02", "B/C1", (_CUIRE, _VENDRE))
    rows, moves = told(text, A_k01="sha256:0", A_k02=_PETRIR, A_k03=_CUIRE, B_C1=_VENDRE)
    assert rows == row("A/k02", "B/C1") + row("A/k03", "B/C1", (_CUIRE, _VENDRE))
    assert moves == (("rgid:A/k01", "rgid:A/k02"), ("rgid:A/k02", "rgid:A/k03"))


@pytest.mark.parametrize(
    ("why", "versions"),
    [
        ("it stands where it stood, whatever else says the same", {"A_k01": _PETRIR, "A_k02": _PETRIR}),
        ("its words are gone", {"A_k01": _CUIRE}),
        ("its words stand in two places", {"A_k01": _CUIRE, "A_k02": _PETRIR, "A_k03": _PETRIR}),
        ("another certification says its words", {"C_k01": _PETRIR}),
        ("its certification is gone", {}),
    ],
)
def test_no_row_follows_a_guess(why: str, versions: dict[str, str]) -> None:
    """Only the same words, in one place of the same certification, are the same statement."""
    text = row("A/k01", "B/C1")
    assert told(text, B_C1=_VENDRE, **versions) == (text, ()), why


def test_two_rows_never_come_to_one_pair() -> None:
    """Where the pair that a row would follow to is decided already, both rows stay for a person to look at."""
    text = row("A/k01", "B/C1") + row("A/k02", "B/C1", (_CUIRE, _VENDRE))
    assert told(text, A_k02=_PETRIR, B_C1=_VENDRE) == (text, ())


def test_a_pair_of_another_file_is_taken() -> None:
    """A pair is decided once in all files together."""
    text = _HEAD + row("A/k01", "B/C1")
    versions = {"rgid:A/k02": _PETRIR, "rgid:B/C1": _VENDRE}
    assert follow(text, "m.tsv", versions, [("rgid:A/k02", "rgid:B/C1")]).text == text


def test_one_end_follows_where_the_other_changed() -> None:
    """The decision waits to be confirmed, on the pair that a reader finds."""
    rows, moves = told(row("A/k01", "B/C1"), A_k02=_PETRIR, B_C1="sha256:0")
    assert (rows, moves) == (row("A/k02", "B/C1"), (("rgid:A/k01", "rgid:A/k02"),))


def test_a_file_with_faults_stays_as_it_is() -> None:
    """Who reads the file tells the fault; a file half understood is not rewritten."""
    text = row("A/k01", "B/C1") + "rgid:A/k02\n"
    assert told(text, A_k02=_PETRIR, B_C1=_VENDRE) == (text, ())


def test_line_ends_stay() -> None:
    """A file from Windows keeps its line ends, the last line its missing one."""
    text = (_HEAD + row("A/k01", "B/C1")).replace("\n", "\r\n").removesuffix("\r\n")
    found = follow(text, "m.tsv", {"rgid:A/k02": _PETRIR, "rgid:B/C1": _VENDRE})
    assert found.text == text.replace("rgid:A/k01", "rgid:A/k02")
