"""Which layouts are installed, from real metadata in a folder; what is wrong with one keeps no other from use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest

from refgraph.reading.discovery import Discovery, brought, discover, wrongs
from refgraph.reading.layouts import (
    columns,
    fiche,
    headings,
    ministry,
    register_export,
    register_page,
    tables,
    university,
)
from tests.reading.packages import LETTER, package


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder from which Python imports, forgotten afterwards."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def found_in(folder: Path) -> Discovery:
    return discover(distributions(path=[str(folder)]))


def told(found: Discovery) -> list[str]:
    return [str(refused.error) for refused in found.refused]


def test_ours_are_found_as_anybodys() -> None:
    """The eight layouts of refgraph are those of its entry points: nothing else in the code names them."""
    found = discover(distributions())
    ours = {name: known.layout for name, known in found.known.items() if known.package == "refgraph"}
    assert ours == {
        "but": university,
        "colonnes": columns,
        "export": register_export,
        "fiche": fiche,
        "page": register_page,
        "reac": ministry,
        "tableaux": tables,
        "titres": headings,
    }
    assert [*ours] == ["but", "colonnes", "export", "fiche", "page", "reac", "tableaux", "titres"]


def test_a_layout_of_another_package(folder: Path) -> None:
    """A module and an entry point are all that a layout needs; where it comes from is known."""
    package(folder, "acme-letters", {"lettre": "acme_letters"}, {"acme_letters": LETTER}, version="2.1")
    found = found_in(folder)
    assert [(name, known.origin, known.layout.VERSION) for name, known in found.known.items()] == [
        ("lettre", "acme-letters 2.1", "1")
    ]
    assert found.refused == ()


def test_an_object_is_a_layout_too(folder: Path) -> None:
    """Whoever prefers a class gives an object of it."""
    code = """
        import acme_module

        class Letter:
            NAME, VERSION, DESCRIPTION = "lettre", "1", "Lettres"

            def recognises(self, document):
                return 0.0

            def read(self, document, certification_id):
                return acme_module.read(document, certification_id)

        letter = Letter()
    """
    package(folder, "acme", {"lettre": "acme:letter"}, {"acme": code, "acme_module": LETTER})
    assert list(found_in(folder).known) == ["lettre"]


FAILS = "la mise en page ne se charge pas"
BROKEN: dict[str, tuple[str, str, str]] = {
    "no module": ("acme", "", f"{FAILS} (ModuleNotFoundError\u00a0: No module named 'acme')."),
    "a fault at import": (
        "acme",
        "1 / 0",
        f"{FAILS} (ZeroDivisionError\u00a0: division by zero).",
    ),
    "an exit at import": (
        "acme",
        "raise SystemExit('fini')",
        f"{FAILS} (SystemExit\u00a0: fini).",
    ),
    "another name": (
        "acme",
        LETTER.replace('"lettre"', '"courrier"'),
        "acme a pour NAME « courrier », le point d’entrée s’appelle « lettre ».",
    ),
    "a name with a space": (
        "acme",
        LETTER.replace('"lettre"', '"une lettre"'),
        "acme a pour NAME « une lettre » (des minuscules et des chiffres, les mots joints par un trait d’union).",
    ),
    "no version, no function": (
        "acme",
        LETTER.replace('VERSION = "1"', "VERSION = 1").replace("def read(", "def reads("),
        "acme n’a pas de VERSION (un texte d’une ligne, de 120 caractères au plus), "
        "et n’a pas de fonction read(document, certification_id).",
    ),
    "a function of other parameters": (
        "acme",
        LETTER.replace("def recognises(document)", "def recognises()"),
        "acme n’a pas de fonction recognises(document).",
    ),
    "a class": ("acme:Letter", "class Letter: ...", "acme:Letter est une classe, un module ou un objet est attendu."),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_layout_is_told_and_stops_nothing(folder: Path, case: str) -> None:
    """The error names the package, what is wrong and what to do; the other package's layout is used."""
    target, code, message = BROKEN[case]
    package(folder, "acme-letters", {"lettre": target}, {"acme": code} if code else {}, version="2.1")
    package(folder, "other", {"autre": "other"}, {"other": LETTER.replace('"lettre"', '"autre"')})
    found = found_in(folder)
    assert list(found.known) == ["autre"]
    assert told(found) == [
        f"paquet acme-letters 2.1, mise en page « lettre » : {message} "
        "Mettez ce paquet à jour ou retirez-le\u00a0: pip uninstall acme-letters."
    ]


def test_two_packages_of_one_name(folder: Path) -> None:
    """Chance must not choose between two readers: both are told, none is used, the rest goes on."""
    for name in ("acme", "bolt"):
        package(folder, name, {"lettre": name}, {name: LETTER})
    package(folder, "other", {"autre": "other"}, {"other": LETTER.replace('"lettre"', '"autre"')})
    found = found_in(folder)
    assert list(found.known) == ["autre"]
    assert told(found) == [
        "paquet acme 1.0, mise en page « lettre » : la mise en page porte le nom d’une autre (paquet bolt). "
        "Mettez ce paquet à jour ou retirez-le\u00a0: pip uninstall acme.",
        "paquet bolt 1.0, mise en page « lettre » : la mise en page porte le nom d’une autre (paquet acme). "
        "Mettez ce paquet à jour ou retirez-le\u00a0: pip uninstall bolt.",
    ]


def test_nobody_takes_the_name_of_ours(folder: Path) -> None:
    """A package that calls its layout « fiche » does not replace ours."""
    package(folder, "acme", {"fiche": "acme"}, {"acme": LETTER.replace('"lettre"', '"fiche"')})
    found = discover([*distributions(path=[str(folder)]), *distributions()])
    assert found.known["fiche"].layout is fiche
    assert [refused.origin for refused in found.refused] == ["acme 1.0"]


def test_a_package_twice_on_the_path_counts_once(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """An older copy further down the path is not a second layout of the same name."""
    older = tmp_path_factory.mktemp("older")
    package(folder, "acme_letters", {"lettre": "acme"}, {"acme": LETTER}, version="2.0")
    package(older, "Acme.Letters", {"lettre": "acme"}, {"acme": LETTER}, version="1.0")
    found = discover(distributions(path=[str(folder), str(older)]))
    assert [known.origin for known in found.known.values()] == ["acme_letters 2.0"]
    assert found.refused == ()


@pytest.mark.parametrize("text", ["[refgraph.layouts]\nlettre\n", "[refgraph.layouts]\n= acme\n"])
def test_badly_written_entry_points(folder: Path, text: str) -> None:
    """A file that no installer would write stops neither ours nor other packages."""
    package(folder, "acme", {"lettre": "acme"}, {"acme": LETTER})
    (folder / "acme-1.0.dist-info" / "entry_points.txt").write_text(text, "utf-8")
    found = discover([*distributions(path=[str(folder)]), *distributions()])
    assert list(found.known)[:8] == ["but", "colonnes", "export", "fiche", "page", "reac", "tableaux", "titres"]
    assert [sentence.startswith("paquet acme 1.0") for sentence in told(found)] == [True]


def test_what_others_bring_is_known_without_running_it(folder: Path) -> None:
    """Another version of a package of readers makes what was built from its readings out of date."""
    package(folder, "acme", {"lettre": "acme"}, {"acme": "1 / 0"}, version="2.1")
    assert brought([*distributions(path=[str(folder)]), *distributions()]) == "acme 2.1 lettre = acme\n"
    assert "acme" not in sys.modules


@pytest.mark.parametrize("layout", [columns, fiche, tables])
def test_nothing_is_wrong_with_ours(layout: object) -> None:
    """Ours have what is asked of anybody's."""
    assert list(wrongs(layout)) == []
