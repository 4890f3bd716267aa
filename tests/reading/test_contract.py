"""The contract bites: what is wrong with a layout fails the test that is there for it, and no honest one fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import msgspec
import pytest

from refgraph.reading import registry
from refgraph.reading.contract import LayoutContract
from refgraph.reading.contract.cases import FLAG, SAME_VERSION, Case
from refgraph.reading.contract.checks import unaccounted
from refgraph.reading.contract.variations import VARIATIONS
from refgraph.reading.layout import Layout
from refgraph.reading.opening import decode
from tests.reading.packages import LETTER

EXPECTED = """\
family: lettre
title: CQP Boulanger, à l’unité (l. 1)

furniture: libellé (l. 1)
furniture: formule (l. 2)
"""
LOCK = "case\tversion\tsha256\nboulanger\t1\t4abb371340d35e37\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one case, as an author has it."""
    case = tmp_path / "boulanger"
    case.mkdir()
    (case / "source.txt").write_text("Objet : CQP Boulanger, à l’unité\nBien à vous\n", "utf-8")
    (case / "expected.txt").write_text(EXPECTED, "utf-8")
    (tmp_path / "versions.tsv").write_text(LOCK, "utf-8")
    return tmp_path


def contract(code: str, folder: Path) -> LayoutContract:
    """The contract of the layout whose code is ``code``, on the cases in ``folder``."""
    module = ModuleType("letters")
    exec(compile(dedent(code), "letters.py", "exec"), module.__dict__)  # noqa: S102 - the code stands in these tests

    class Letters(LayoutContract):
        layout: Layout = module
        cases = folder
        count = 1

    return Letters()


def run(suite: LayoutContract, name: str) -> None:
    """Run the test ``name`` of ``suite`` as pytest would, on its case and every variation."""
    test: Callable[..., None] = getattr(suite, name)
    wanted = test.__code__.co_varnames[1 : test.__code__.co_argcount]
    for variation in VARIATIONS if "variation" in wanted else ["none"]:
        given = {"case": Case(suite.cases / "boulanger"), "variation": variation}
        test(**{key: value for key, value in given.items() if key in wanted})


def breach(suite: LayoutContract, name: str) -> str:
    """What the test ``name`` says is wrong."""
    with pytest.raises(AssertionError) as failed:
        run(suite, name)
    return str(failed.value).strip()


TESTS = [name for name in vars(LayoutContract) if name.startswith("test_")]


def test_the_tests_are_those_that_the_documentation_lists() -> None:
    """docs/layouts.md tells an author what each test asks."""
    page = (Path(__file__).parents[2] / "docs" / "layouts.md").read_text("utf-8")
    assert len(TESTS) == 13
    assert [name for name in TESTS if f"`{name}`" not in page] == []


@pytest.mark.parametrize("name", [name for name in TESTS if name != "test_refgraph_finds_it"])
def test_an_honest_layout_keeps_it(folder: Path, name: str) -> None:
    """Whoever does what the interface says passes each test."""
    run(contract(LETTER, folder), name)


def test_a_layout_that_no_package_brings_is_not_found(folder: Path) -> None:
    """Tests of a module that refgraph would never ask prove nothing: the entry point is missing, or leads elsewhere."""
    found = breach(contract(LETTER, folder), "test_refgraph_finds_it")
    assert found == "no entry point « lettre » leads to this layout."


SURE = "0.9 if SUBJECT.match(document.text) else 0.0"
TITLE = "Fact(text=title.quote, source=title)"
WRONG: dict[str, tuple[str, str, str, str]] = {
    "no version": ("test_it_is_a_layout", 'VERSION = "1"', "VERSION = 1", "n’a pas de VERSION (un texte d’une ligne"),
    "claims everything": (
        "test_it_leaves_the_shipped_documents_to_others",
        SURE,
        "0.7",
        "000_400e290180d10368.txt, which « colonnes » reads, is recognised: 0.70.",
    ),
    "not sure enough": (
        "test_it_alone_recognises_the_case",
        SURE,
        "0.49",
        "not recognised: 0.49, at least 0.5 is needed.",
    ),
    "reads otherwise": (
        "test_the_reading_is_as_expected",
        '"libellé"',
        '"étiquette"',
        "-furniture: libellé (l. 1)\n+furniture: étiquette (l. 1)",
    ),
    "a quote from elsewhere": (
        "test_every_passage_is_its_slice",
        TITLE,
        "Fact(text=title.quote, source=msgspec.structs.replace(title, start=title.start + 1))",
        "line 1: « CQP Boulanger, à l’unité » is not the text from 9 to 32.",
    ),
    "an empty quote": (
        "test_every_passage_is_its_slice",
        "if rest.quote:",
        "pieces.append(Furniture(kind='rien', source=document.passage(2, 2)))\n        if rest.quote:",
        "line 1: «  » is not the text from 2 to 2.",
    ),
    "an id twice": (
        "test_ids_tell_apart_and_links_lead_somewhere",
        "furniture=",
        "blocs=tuple(Bloc(id='b', number=n, text='x', code='1', source=rest) for n in (1, 2)), furniture=",
        "l’identifiant b désigne deux éléments.",
    ),
    "more than is printed": (
        "test_nothing_is_invented",
        TITLE,
        "Fact(text=title.quote + ' (niveau 3)', source=title)",
        "line 1: « CQP Boulanger, à l’unité (niveau 3) » is not what the passage prints.",
    ),
    "one sort of space": (
        "test_another_export_changes_nothing",
        r"Objet\s*:",
        "Objet :",
        "source.txt : la lettre n’a pas d’objet.",
    ),
    "one sort of line end": (
        "test_another_export_changes_nothing",
        "Fact(text=title.quote,",
        'Fact(text=document.text.split("\\n")[0][8:],',
        "+title: CQP Boulanger, à l’unité\r (l. 1)",
    ),
    "counts its calls": (
        "test_reading_again_changes_nothing",
        "pieces = [",
        "calls.append(0)\n        pieces = [Furniture(kind=str(len(calls)), source=title),",
        "the second reading is not the first.",
    ),
    "prints": (
        "test_reading_again_changes_nothing",
        "pieces = [",
        "print('lu')\n        pieces = [",
        "the reader prints: 'lu\\nlu\\nlu\\n'.",
    ),
    "the certification in ids": (
        "test_reading_again_changes_nothing",
        "furniture=",
        "blocs=(Bloc(id=certification_id, number=1, text='x', code='1', source=rest),), furniture=",
        "the id of the certification changes what is read, or stands in ids of items.",
    ),
    "crashes on half a letter": (
        "test_a_document_that_breaks_off_is_no_crash",
        "found = SUBJECT.match(document.text)",
        "found = SUBJECT.match(document.text)\n        document.text.index('Bien')",
        "the first 25% of the document: la mise en page échoue (ValueError\u00a0: substring not found).",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_layout_fails_its_test(folder: Path, case: str) -> None:
    """A test of the contract that nothing could fail would promise what nobody keeps."""
    name, old, new, message = WRONG[case]
    assert old in LETTER
    code = LETTER.replace(old, new).replace("import Certification", "import Bloc, Certification")
    code = code.replace("import re\n", "import re\n\n    import msgspec\n", 1).replace(
        "SUBJECT =", "calls = []\n    SUBJECT ="
    )
    assert message in breach(contract(code, folder), name)


def test_a_layout_whose_case_another_recognises(folder: Path) -> None:
    """A document that two layouts claim is read by the surer one: whose, its author has to know."""
    heads = "REFERENTIEL D’ACTIVITES\nREFERENTIEL DE COMPETENCES\nREFERENTIEL D’EVALUATION\nBLOC n°1\nPétrir\n"
    (folder / "boulanger" / "source.txt").write_text(f"Objet : CQP\n\n{heads}", "utf-8")
    found = breach(contract(LETTER, folder), "test_it_alone_recognises_the_case")
    assert found == "« colonnes » (refgraph 0.1.0) recognises it too: 0.60."


def test_a_folder_with_more_or_fewer_cases(folder: Path) -> None:
    """A case that is not found, or has no document, would be proved nothing about."""
    (folder / "boulanger" / "source.txt").rename(folder / "boulanger" / "sources.txt")
    found = breach(contract(LETTER, folder), "test_every_case_is_found")
    assert found == "1 cases, 1 expected; without one source: ['boulanger']."
    (folder / "boulanger").rename(folder / "_boulanger")
    assert breach(contract(LETTER, folder), "test_every_case_is_found").startswith("0 cases, 1 expected")


def test_words_passed_over_in_silence(folder: Path) -> None:
    """The proof bites: a reading without what refgraph tells of it does not account for its document."""
    document = decode("Objet : CQP Boulanger\nBien à vous\n".encode(), "lettre.txt")
    suite = contract(LETTER, folder)
    reading = suite.layout.read(document, "b")
    assert list(unaccounted(document, reading)) == []
    assert list(unaccounted(document, msgspec.structs.replace(reading, furniture=()))) == [
        "line 2: Cette ligne n’a pas été comprise : « Bien à vous »",
        "line 1: Ces mots n’ont pas été compris : « Objet »",
        "line 2: Ces mots n’ont pas été compris : « Bien à vous »",
    ]


OTHERWISE = LETTER.replace('"libellé"', '"étiquette"')
NEXT = OTHERWISE.replace('VERSION = "1"', 'VERSION = "2"')
READING = "test_the_reading_is_as_expected"


def test_what_is_expected_is_rewritten_under_another_version_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that reads otherwise under the version that people have would leave them with the readings they have."""
    monkeypatch.setenv(FLAG, "1")
    assert breach(contract(OTHERWISE, folder), READING).startswith("version 1 has read this document otherwise:")
    assert (folder / "boulanger" / "expected.txt").read_text("utf-8") == EXPECTED
    run(contract(NEXT, folder), READING)
    assert (folder / "boulanger" / "expected.txt").read_text("utf-8") == EXPECTED.replace("libellé", "étiquette")
    assert (folder / "versions.tsv").read_text("utf-8").splitlines()[1].split("\t")[:2] == ["boulanger", "2"]
    monkeypatch.delenv(FLAG)
    run(contract(NEXT, folder), READING)


def test_a_version_that_nobody_has_may_be_rewritten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two releases an author goes on under one version, and says so."""
    monkeypatch.setenv(FLAG, SAME_VERSION)
    run(contract(OTHERWISE, folder), READING)
    assert (folder / "versions.tsv").read_text("utf-8").splitlines()[1].split("\t")[:2] == ["boulanger", "1"]


def test_another_version_alone_rewrites_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read as before stays as it is, with the version that read it first."""
    monkeypatch.setenv(FLAG, "1")
    run(contract(LETTER.replace('VERSION = "1"', 'VERSION = "2"'), folder), READING)
    assert (folder / "versions.tsv").read_text("utf-8") == LOCK


def test_what_is_expected_changed_by_hand(folder: Path) -> None:
    """Whoever corrects what is expected, and the reader with it, gives the reader another version as well."""
    expected = folder / "boulanger" / "expected.txt"
    expected.write_text(EXPECTED.replace("libellé", "étiquette"), "utf-8")
    found = breach(contract(OTHERWISE, folder), READING)
    assert found == "what is expected has changed, and VERSION is still 1: give the reader another one."
    found = breach(contract(NEXT, folder), READING)
    assert found == f"what is expected has changed since version 1: rewrite with {FLAG}=1."


def test_a_new_case(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is added by writing its document and rewriting: its reading is there to be read by a person."""
    (folder / "versions.tsv").unlink()
    (folder / "boulanger" / "expected.txt").unlink()
    assert f"not in versions.tsv: rewrite with {FLAG}=1." in breach(contract(LETTER, folder), READING)
    monkeypatch.setenv(FLAG, "1")
    run(contract(LETTER, folder), READING)
    assert (folder / "boulanger" / "expected.txt").read_text("utf-8") == EXPECTED
    assert (folder / "versions.tsv").read_text("utf-8") == LOCK


def test_ours_keep_it_on_as_many_cases_as_there_are() -> None:
    """The eight layouts of refgraph run the contract of everybody's, each on its own folder."""
    folders = (Path(__file__).parent / "layouts").glob("*/cases")
    assert {folder.parent.name: len(list(folder.glob("*/source.*"))) for folder in folders} == {
        "columns": 26,
        "fiche": 17,
        "headings": 5,
        "ministry": 2,
        "register_export": 5,
        "register_page": 3,
        "tables": 38,
        "university": 2,
    }
    assert set(registry.discovery().known) == {
        "but",
        "colonnes",
        "export",
        "fiche",
        "page",
        "reac",
        "tableaux",
        "titres",
    }
