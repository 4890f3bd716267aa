"""The faults that are planted: one example of each kind, so that a rate of faults seen says what it says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from refgraph.core import french
from tests.mutation import python, sparql
from tests.mutation.coverage import Map
from tests.mutation.mutant import Mutant
from tests.mutation.patterns import without_one_alternative
from tests.mutation.rooms import ROOT, Room, equivalents, key, mutants_of, room_of, rooms, sources
from tests.mutation.run import sample
from tests.mutation.trial import NoTestError, noted, watched


def planted(found: list[Mutant], source: str) -> set[tuple[str, str]]:
    return {(mutant.operator, mutant.planted(source.encode()).decode().strip()) for mutant in found}


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("a == b", {("comparison", "(a != b)")}),
        ("a < b", {("comparison", "(a <= b)")}),
        ("a in b", {("comparison", "(a not in b)")}),
        ("x = a and b", {("and-or", "x = (a or b)"), ("operand", "x = a"), ("operand", "x = b")}),
        ("not a", {("not", "a")}),
        ("a + b", {("arithmetic", "(a - b)")}),
        ("x = 3", {("number", "x = 4")}),
        ("x = True", {("boolean", "x = False")}),
        ("x = 'é'", {("text", 'x = ""')}),
        ("x = 'un|deux'", {("text", 'x = ""'), ("alternative", "x = 'un'"), ("alternative", "x = 'deux'")}),
        ("x = f'{a} b'", {("part of a text", "x = f' b'"), ("part of a text", "x = f'{a}'")}),
        ("x = [a, b]", {("element", "x = [b]"), ("element", "x = [a]")}),
        ("x = a[b:c]", {("slice", "x = a[:c]"), ("slice", "x = a[b:]")}),
        ("x = a(b, c)", {("exchange", "x = a(c, b)")}),
        ("x = a(b=c)", {("argument", "x = a()")}),
        ("x = a.strip()", {("cleaning", "x = a")}),
        ("x = a.first", {("twin", "x = a.second")}),
        ("x = min(a)", {("twin", "x = max(a)")}),
        ("x = sorted(a)", {("twin", "x = list(a)")}),
        ("a.b(c)", {("statement", "pass")}),
        ("a += b", {("statement", "pass")}),
        ("x = a if b else c", {("condition", "x = a if True else c"), ("condition", "x = a if False else c")}),
        ("[a for a in b if c]", {("condition", "[a for a in b if True]")}),
    ],
)
def test_each_kind_of_fault_in_python(source: str, faults: set[tuple[str, str]]) -> None:
    """What a person could write by mistake, and nothing else."""
    assert planted(python.mutants("a.py", source.encode()), source) == faults


@pytest.mark.parametrize(
    "source",
    [
        '"""Doc."""',
        "import a",
        "__all__ = ['a', 'b']",
        "x: dict[str, int]",
        "@a(b=True)\nclass C: ...",
        "x = t[str, 1]",
        "x = field(repr=False)",
        "x = zip(a, b, c, strict=d)",
    ],
)
def test_what_says_nothing_is_left_alone(source: str) -> None:
    """Types, decorators, docstrings and lists of names are what the type checker and the linter watch."""
    assert python.mutants("a.py", source.encode()) == []


def test_a_fault_is_planted_where_it_is_told() -> None:
    """Bytes, not characters: an accent before the fault does not shift it."""
    source = "x = 'é'\ny = 'ou' + z  # é\n"
    (mutant,) = (one for one in python.mutants("a.py", source.encode()) if one.operator == "arithmetic")
    assert mutant.planted(source.encode()).decode() == "x = 'é'\ny = ('ou' - z)  # é\n"
    assert str(mutant) == "a.py:2\tarithmetic\t('ou' + z) → ('ou' - z)\ty = 'ou' + z  # é"


QUESTION = """#+ summary: Quoi ?
PREFIX rg: <urn:rg#>
SELECT DISTINCT ?bloc ?competence WHERE {
  ?bloc rg:hasCompetence ?competence ; rg:code ?code .
  OPTIONAL { ?competence rg:weight ?weight . }
  { ?competence rg:a ?a . } UNION { ?competence rg:b ?a . }
  FILTER(!BOUND(?__bloc_iri) || ?bloc = ?__bloc_iri)
  FILTER(LCASE(?code) != "x")
  FILTER NOT EXISTS { ?competence rg:c ?c . }
  ?competence rg:mainExcerpt ?extract .
} ORDER BY ?bloc
"""


def test_each_kind_of_fault_in_a_question() -> None:
    """What makes an answer too long, too short, or quote another thing; the header is left alone."""
    found = sparql.mutants("q.rq", QUESTION.encode())
    changes = {(mutant.operator, mutant.change) for mutant in found}
    assert changes >= {
        ("distinct", "DISTINCT → (rien)"),
        ("optional", "OPTIONAL → (rien)"),
        ("filter", "OPTIONAL { ?competence rg:weight ?weight . } → (rien)"),
        ("filter", "FILTER(!BOUND(?__bloc_iri) || ?bloc = ?__bloc_iri) → (rien)"),
        ("bound", "!BOUND → BOUND"),
        ("and-or", "|| → &&"),
        ("comparison", "!= → ="),
        ("lower case", "LCASE → (rien)"),
        ("not exists", "NOT EXISTS → EXISTS"),
        ("text", '"x" → ""'),
        ("union", "{ ?competence rg:a ?a . } UNION → (rien)"),
        ("union", "UNION { ?competence rg:b ?a . } → (rien)"),
        ("pattern", "?competence rg:mainExcerpt ?extract . → (rien)"),
        ("part", "; rg:code ?code → (rien)"),
        ("passage", "rg:mainExcerpt → rg:excerpt"),
        ("passage of another", "?competence → ?bloc"),
        ("order", "ORDER BY ?bloc → (rien)"),
    }
    assert all(mutant.planted(QUESTION.encode()).startswith(b"#+ summary: Quoi ?\nPREFIX") for mutant in found)


def test_an_alternative_of_a_pattern_is_dropped_whole() -> None:
    """Bars in a class or after a backslash part nothing; groups keep their brackets."""
    assert list(without_one_alternative(r"a[|]\|b")) == []
    assert list(without_one_alternative("(?:un|deux) mois")) == ["(?:deux) mois", "(?:un) mois"]


def test_every_room_has_files_and_tests() -> None:
    """A room that moved would be tried on nothing."""
    assert len(rooms()) == 18
    tests = {path for room in rooms() for path in room.tests if path.startswith("tests")}
    assert [path for path in tests if not (ROOT / path).exists()] == []
    assert [room.path for room in rooms() if not any(room.has(path) for path in sources())] == []


def test_a_file_is_watched_by_the_tests_of_its_own_room() -> None:
    """The longest path that fits; a question by the cases that have its name."""
    assert room_of("src/refgraph/reading/layouts/fiche/facts.py").path == "src/refgraph/reading/layouts/fiche"
    assert room_of("src/refgraph/reading/document.py").path == "src/refgraph/reading"
    assert room_of("queries/profil/etapes.rq").tests == ("tests/knowledge/questions/test_answers.py", "-k=etapes")


def test_a_sample_is_the_same_again_and_takes_one_fault_of_a_place() -> None:
    """Who mends what lived tries the same faults again."""
    mutants = mutants_of("queries/profil/etapes.rq") + mutants_of("src/refgraph/model/kinds.py")
    taken = sample(mutants, 50, seed=4)
    assert taken == sample(mutants, 50, seed=4) != sample(mutants, 50, seed=5)
    assert max(Counter(mutant.site for mutant in taken).values()) == 1


def test_every_excuse_is_for_a_fault_that_can_be_planted() -> None:
    """An excuse for code that has changed since would hide the next fault there."""
    excused = equivalents()
    possible = {key(mutant) for path in {path for path, *_ in excused} for mutant in mutants_of(path)}
    assert [excuse for excuse in excused if excuse not in possible] == []
    assert all(len(reason) > 20 for reason in equivalents().values())


def test_the_copy_is_what_git_knows(tmp_path: Path) -> None:
    """Faults are planted in a copy that has the tests and the data, and none of what was built."""
    from tests.mutation.__main__ import copied

    copied(tmp_path)
    assert (tmp_path / "tests/mutation/rooms.txt").exists()
    assert (tmp_path / "data/sources/000_400e290180d10368.txt").exists()
    assert not (tmp_path / ".venv").exists()


ROOM = """
import pytest
from refgraph.core.french import count

@pytest.fixture(scope="module")
def counted():
    return count(2, "bloc")

def test_first(counted): assert counted
def test_second(counted): assert counted
def test_third(): assert True
"""


def test_a_fault_is_tried_by_the_tests_that_come_to_it(tmp_path: Path) -> None:
    """What a shared fixture calls belongs to each test that takes it, though it runs in the first of them only."""
    (tmp_path / "test_room.py").write_text(ROOM, "utf-8")
    where = Map(noted(Room("", (f"--rootdir={tmp_path}", str(tmp_path)))).reaches)
    source = Path(french.__file__).read_text("utf-8")
    line = source[: source.index("def count(")].count("\n") + 1
    path = Path(french.__file__).relative_to(ROOT).as_posix()
    assert where.near(path, line + 1) == {"test_room.py::test_first", "test_room.py::test_second"}
    assert where.files(path, line + 1) == ["test_room.py"]
    assert where.files(path, 1) == []
    assert [late for late, _ in where.order(path, line + 1).values()] == [False, False, True]
    assert where.chosen(path, line + 1)[2:] == ["test_room.py::test_third"]


def test_a_fault_with_which_nothing_runs_has_not_died(tmp_path: Path) -> None:
    """A run that ends before its first test says nothing about the fault."""
    (tmp_path / "test_room.py").write_text("import nowhere", "utf-8")
    with pytest.raises(NoTestError):
        watched([f"--rootdir={tmp_path}", str(tmp_path)], (), 60.0)
