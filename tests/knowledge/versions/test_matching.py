"""What became of each competence of a version, by its words alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations
from random import Random

import pytest

from refgraph.knowledge.versions import Fate, Version, VersionItem, VersionKind, compare, version_of
from refgraph.knowledge.versions.assignment import assigned
from refgraph.knowledge.versions.matching import match
from refgraph.model.records import Passage, Reading
from tests import florist
from tests.knowledge.versions.pairs import NAMES, labels, links, written


def test_fates_are_those_that_a_person_told() -> None:
    """Of the edits written by a person before the rules, at least 85 of 100 bear the label that the person gave."""
    pairs = [written(name) for name in NAMES]
    found = [labels(compare(one.old, one.new)) for one in pairs]
    told = [(text, said, got[text]) for one, got in zip(pairs, found, strict=True) for text, said in one.fates.items()]
    assert len(told) == 54
    assert [text for text, (said, _), (got, _) in told if said != got] == []


def test_links_are_precise() -> None:
    """What is said to come from an old statement does: no link of the three pairs is wrong, and none is missed."""
    for one in map(written, NAMES):
        assert links(labels(compare(one.old, one.new))) == links(one.fates)


@pytest.mark.parametrize("name", NAMES)
def test_codes_count_for_nothing(name: str) -> None:
    """With every code drawn anew in both versions, each fate stays as it was."""
    draw = Random(7)
    codes = {(side, place): f"C{number}" for side in (1, 2) for place, number in enumerate(draw.sample(range(99), 60))}
    one, other = written(name), written(name, lambda side, place: codes[side, place])
    assert labels(compare(other.old, other.new)) == labels(compare(one.old, one.new))


@pytest.mark.parametrize("name", NAMES)
def test_a_version_beside_itself(name: str) -> None:
    """The same document twice has nothing but identical items, and says so as a whole."""
    one = written(name).old
    found = compare(one, one)
    assert {each.fate for each in found.fates} == {Fate.IDENTICAL}
    assert found.is_empty


def test_an_empty_version() -> None:
    """Beside a document without competences all is new or gone, in either direction, and nothing fails."""
    full, empty = written("elevage").old, Version("vide", "vide.txt", "", {})
    assert {each.fate for each in compare(empty, full).fates} == {Fate.NEW}
    assert {each.fate for each in compare(full, empty).fates} == {Fate.REMOVED}
    assert compare(empty, empty).fates == ()


@pytest.mark.parametrize("name", NAMES)
def test_swapped_blocs_move_nothing(name: str) -> None:
    """Blocs that change places, with titles and ids of their new place, move no competence: they are known by it."""
    one = written(name).old
    blocs = one.of(VersionKind.BLOC)
    turned = dict(zip((bloc.id for bloc in blocs), (bloc.id for bloc in reversed(blocs)), strict=True))
    moved = [replace(item, bloc=turned[item.bloc]) for item in one.of(VersionKind.COMPETENCE)]
    retitled = [replace(bloc, text=f"Bloc {at}") for at, bloc in enumerate(blocs)]
    new = Version("neuve", "neuve.txt", "", {VersionKind.BLOC: tuple(retitled), VersionKind.COMPETENCE: tuple(moved)})
    found = compare(one, new)
    assert {each.fate for each in found.of(VersionKind.COMPETENCE)} == {Fate.IDENTICAL}
    assert {each.new.id if each.new else "": each.old[0].id for each in found.of(VersionKind.BLOC)} == {
        new: old for old, new in turned.items()
    }


def test_a_bloc_split_in_two_moves_nothing() -> None:
    """A bloc whose competences are shared out over two is split, and so are none of its competences moved."""
    one = written("elevage")
    found = compare(one.old, one.new)
    assert [
        (each.word, each.old[0].text, each.new.text if each.new else "") for each in found.of(VersionKind.BLOC)
    ] == [
        ("scindé", "Conduire le troupeau", "Nourrir et traire"),
        ("scindé", "Conduire le troupeau", "Veiller à la santé du troupeau"),
        ("identique", "Piloter l’exploitation", "Piloter l’exploitation"),
    ]
    assert not any(each.is_moved for each in found.fates)


def test_a_statement_printed_in_several_blocs() -> None:
    """A statement that two blocs print stays in each, whichever comes first; where one loses it, that one is gone."""
    shared = "Communiquer en anglais"
    blocs = {"bloc/1": ("Peser la farine", shared), "bloc/2": ("Vendre le pain", shared)}
    old = _version(blocs)
    assert {each.fate for each in compare(old, _version(dict(reversed(blocs.items())))).fates} == {Fate.IDENTICAL}
    without = _version({"bloc/1": ("Peser la farine",), "bloc/2": ("Vendre le pain", shared)})
    assert [(each.fate, each.old[0].bloc) for each in compare(old, without).fates if each.fate != Fate.IDENTICAL] == [
        (Fate.REMOVED, "bloc/1")
    ]


def test_statements_of_one_frame_are_told_apart_by_the_rest() -> None:
    """Where several statements share all words but the last, a new last word is a new statement, not a rewording."""
    frame = "Mettre en œuvre une démarche {} dans son service"
    old = [frame.format(word) for word in ("qualité", "environnementale", "sociale")]
    new = [frame.format(word) for word in ("qualité et sécurité", "numérique", "sociale")]
    assert match(old, new).links == ((0, 0), (2, 2))


def test_a_statement_in_three() -> None:
    """A statement cut in three is the source of all three parts."""
    old = ["Analyser les besoins du client, concevoir une solution technique et en assurer le déploiement"]
    new = [
        "Analyser les besoins du client",
        "Concevoir une solution technique",
        "Assurer le déploiement de la solution",
    ]
    assert match(old, new).links == ((0, 0), (0, 1), (0, 2))


def test_what_is_not_sure_is_told_as_near() -> None:
    """A new statement that shares a few words with an old one is new, and says which one it is near to."""
    found = match(
        ["Traire les chèvres", "Nourrir les agneaux"], ["Nourrir les agneaux", "Traire et commercialiser le lait"]
    )
    assert (found.links, dict(found.near)) == (((1, 0),), {1: 0})


def test_typography_changes_nothing() -> None:
    """Other apostrophes, spaces, capitals and full stops leave a statement as it is; a figure does not."""
    assert match(["Traiter l’appel : 3 jours."], ["traiter l'appel\u00a0: 3 jours"]).links == ((0, 0),)
    old, new = (_version({"bloc/1": (f"Répondre en {days} jours",)}) for days in (3, 5))
    assert [each.fate for each in compare(old, new).of(VersionKind.COMPETENCE)] == [Fate.REWORDED]


def test_assignment_is_the_best_of_all() -> None:
    """On small random tables the sum of the gains is that of the best of all permutations."""
    draw = Random(3)
    for _ in range(150):
        wide, high = draw.randint(1, 5), draw.randint(1, 5)
        gains = {
            (row, column): draw.randint(1, 99) / 100
            for row in range(high)
            for column in range(wide)
            if draw.random() < 0.6
        }
        found = assigned(gains)
        assert len(set(found.values())) == len(found)
        best = max(
            sum(gains.get((row, order[row]), 0.0) for row in range(high))
            for order in permutations(range(max(wide, high)))
        )
        assert sum(gains[pair] for pair in found.items()) == pytest.approx(best)


def test_all_that_a_document_says_is_compared() -> None:
    """A new duration, a new criterion, a text no longer cited and another title are each told under their kind."""
    changed = (
        florist.TEXT.replace("(2 heures)", "(3 heures)")
        .replace("L'eau est propre", "L'eau est propre et tiède")
        .replace(" et le code de commerce", "")
        .replace("Composer des bouquets", "Composer des bouquets et des couronnes")
    )
    before, after = (version_of(florist.read(text)[1]) for text in (florist.TEXT, changed))
    found = compare(before, after)
    told = [(str(each.kind), each.word, each.values) for each in found.fates if each.word != "identique" or each.values]
    assert told == [
        ("bloc", "reformulé", ()),
        ("compétence", "reformulée", ()),
        ("modalité", "reformulée", (("Durée", "2\u00a0h", "3\u00a0h"),)),
        ("modalité", "reformulée", (("Durée", "2\u00a0h", "3\u00a0h"),)),
        ("critère", "reformulé", ()),
        ("texte cité", "supprimé", ()),
    ]


def test_the_five_documents_say_the_same_as_themselves(readings: dict[str, Reading]) -> None:
    """Each shipped document beside itself has no difference of any kind, whatever it repeats."""
    for reading in readings.values():
        assert compare(version_of(reading), version_of(reading)).is_empty


def _version(blocs: Mapping[str, tuple[str, ...]]) -> Version:
    items: dict[VersionKind, tuple[VersionItem, ...]] = {}
    source = Passage(start=0, end=1, line=1, quote="x")
    items[VersionKind.BLOC] = tuple(VersionItem(VersionKind.BLOC, bloc, f"Titre de {bloc}", source) for bloc in blocs)
    items[VersionKind.COMPETENCE] = tuple(
        VersionItem(VersionKind.COMPETENCE, f"{bloc}/competence/{at}", text, source, bloc=bloc)
        for bloc, texts in blocs.items()
        for at, text in enumerate(texts)
    )
    return Version("v", "v.txt", "", items)
