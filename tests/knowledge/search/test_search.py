"""Search as you type: accents and inflections don't matter, codes come first, nothing is lost in a long statement."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from refgraph.core.namespaces import ID
from refgraph.core.text import fold
from refgraph.graph.store import EmbeddedStore, Store
from refgraph.knowledge.search import Index
from refgraph.knowledge.search.entries import IndexRow
from refgraph.knowledge.search.spelling import Vocabulary

BAKER = f"{ID}certification/boulanger"


@pytest.fixture(scope="module")
def index(bakers: EmbeddedStore) -> Index:
    return Index.of(bakers)


def found(index: Index, words: str) -> list[str]:
    return [f"{hit.kind.key} {hit.code}".strip() for hit in index.find(words).hits]


@pytest.mark.parametrize(
    "words", ["ingredients", "INGRÉDIENTS", "ingrédient", "pese ingredi", "peser les ingrédients", "recettes"]
)
def test_accents_case_and_inflections_do_not_matter(index: Index, words: str) -> None:
    """Each of these finds the one competence of each certification that speaks of it, and nothing else."""
    assert found(index, words) == ["competence C1", "competence C1"]


def test_a_code_finds_its_bearer_first(index: Index) -> None:
    """A code as normalised or as printed in the bloc; a one-letter word is no reason to find everything."""
    assert found(index, "c2") == ["competence C2", "competence C2"]
    assert found(index, "B1.1") == ["competence C1", "competence C1"]
    assert set(found(index, "règlement INCO")) == {"mention"}


def test_a_title_is_found_before_what_it_contains(index: Index) -> None:
    """The certification itself comes first when its name is typed."""
    assert found(index, "boulanger")[0] == "certification"


def test_words_that_match_are_marked(index: Index) -> None:
    """The reader sees why a hit was found, in the words of the document."""
    hit = index.find("recettes peser").hits[0]
    assert [text for text, matched in hit.slices if matched] == ["Peser", "recette"]
    assert "".join(text for text, _ in hit.slices) == "Peser les ingrédients afin de respecter la recette."
    assert hit.where == "Titre de boulanger › Bloc 1"


def test_some_words_are_better_than_none(index: Index) -> None:
    """Where no entity has all the words, those with some are shown, and it is said."""
    all_of_them, some = index.find("peser recette"), index.find("peser zèbre")
    assert (all_of_them.complete, some.complete) == (True, False)
    assert some.total == 2


@pytest.mark.parametrize(
    ("words", "respelt"),
    [
        ("ingredeints", "ingrédients"),  # exchanged
        ("ingrdients", "ingrédients"),  # missing
        ("inggrédients", "ingrédients"),  # in excess
        ("ingridient", "ingrédients"),  # wrong, and not yet typed to its end
        ("imgridients", "ingrédients"),  # two of eight
        ("pesser les ingredents", "Peser ingrédients"),
    ],
)
def test_a_misspelt_word_finds_what_was_meant(index: Index, words: str, respelt: str) -> None:
    """The nearest known word is searched, as it is written in the documents, and the reader is told which."""
    assert found(index, words) == ["competence C1", "competence C1"]
    assert index.find(words).respelt == respelt


@pytest.mark.parametrize("words", ["ingredients", "c2", "B1.1", "boulanger", "peser recette"])
def test_words_that_are_known_are_left_as_they_are(index: Index, words: str) -> None:
    """Whoever spells well is never told of another word."""
    assert index.find(words).respelt == ""


@pytest.mark.parametrize("words", ["c99", "RNCP99999", "zzzzzz", "ble", "peser zèbre"])
def test_what_is_near_nothing_or_a_number_is_not_respelt(index: Index, words: str) -> None:
    """Another number is another thing, and a short word with a wrong letter any other word."""
    assert index.find(words).respelt == ""


@pytest.mark.parametrize("words", ["", "   ", '"', "* OR (", "l'", "NEAR(a b)", "x" * 5000, "\x00", "é" * 50])
def test_whatever_is_typed_is_no_error(index: Index, words: str) -> None:
    """The search language of SQLite is not the reader's."""
    assert index.find(words).total >= 0


def test_only_the_best_are_given_and_all_are_counted(index: Index) -> None:
    """The count says how many there are, not how many are shown."""
    one = index.find("questionnaire", limit=1)
    assert len(one.hits) == 1
    assert one.total == 6  # per certification: the modality, its component, the threshold


def _row(number: int, code: str, label: str) -> IndexRow:
    base, folded = f"{ID}certification/many", fold(label)
    return IndexRow(
        f"{base}/bloc/1/competence/{code}", "competence", 2, f"{number:05}", code, label, "Bloc 1", base, "", "",
        fold(code), folded, folded,
    )  # fmt: skip


def test_a_long_statement_is_cut_around_its_first_match() -> None:
    """What is shown is a piece of the statement, at spaces, with the match in it; a match outside marks nothing."""
    label = "Analyser " + "les comptes de chaque client du portefeuille et " * 6 + "proposer un financement adapté"
    index = Index.written(None, [("many", [_row(0, "C1", label)])])
    late = index.find("financement").hits[0].slices
    assert [text for text, matched in late if matched] == ["financement"]
    assert late[0] == ("… ", False)
    assert label.endswith(shown := "".join(text for text, _ in late[1:]))
    assert shown == ("et les comptes de chaque client du portefeuille et proposer un financement adapté")
    both = index.find("analyser financement").hits[0].slices
    assert [text for text, matched in both if matched] == ["Analyser"]
    assert both[-1] == (" …", False)
    assert label.startswith(shown := "".join(text for text, _ in both[:-1]))
    assert len(shown) == 149


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("portefuille", "portefeuille"),
        ("portfeuil", "portefeuille"),
        ("prtefeui", "portefeuille"),
        ("clietn", "client"),
        ("clietnel", "clientele"),
        ("besion", "besoins"),
        ("pore", "porte"),
        ("finacemnt", "financement"),
        ("por", None),
        ("zzzz", None),
    ],
)
def test_a_word_begun_or_whole_is_respelt_to_the_nearest(typed: str, meant: str | None) -> None:
    """A slip in a whole word, in the beginning of one, or two in a long one; three letters are any word's."""
    words = ("portefeuille", "porte", "client", "clientele", "besoins", "financement")
    assert Vocabulary(dict.fromkeys(words, "")).nearest(typed) == meant


def test_words_that_find_too_much_are_looked_at_in_part() -> None:
    """One letter or « de » alone is cut short, and it is said; what is called just so comes first all the same."""
    rows = [_row(number, f"C{number}", f"Dénombrer des pièces de la série {number}") for number in range(1500)]
    rows.append(_row(1500, "DE", "Rechercher une panne"))
    index = Index.written(None, [("many", rows)])
    for words in ("d", "de", "pièces"):
        hits = index.find(words)
        assert (hits.total, hits.has_more, len(hits.hits)) == (1000, True, 12), words
    assert index.find("de").hits[0].code == "DE"
    assert index.find("c1499").hits[0].code == "C1499"
    assert (index.find("c1499").total, index.find("c1499").has_more) == (1, False)


def test_what_was_found_is_forgotten_when_rows_change() -> None:
    """An answer that is remembered, of a search or of a list, does not outlive the rows that it is made of."""
    index = Index.written(None, [("many", [_row(0, "C1", "Souder")])])
    assert (index.find("souder").total, index.browse(size=50).total) == (1, 1)
    index.renew({"many": []})
    assert (index.find("souder").total, index.browse(size=50).total) == (0, 0)


def test_one_kind_alone_can_be_searched(index: Index) -> None:
    """A form that asks for a competence offers no certification."""
    assert {hit.kind.key for hit in index.find("questionnaire", kind="threshold").hits} == {"threshold"}


def test_a_file_of_an_older_layout_is_written_again(bakers: EmbeddedStore, tmp_path: Path) -> None:
    """A cache that an earlier refgraph left doesn't stop this one."""
    path = tmp_path / "search.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as old:
        old.execute("CREATE TABLE entry (iri)")
        old.commit()
    assert Index.kept(bakers, path).find("ingredeints").total == 2


def test_an_index_is_kept_in_a_file(bakers: EmbeddedStore, tmp_path: Path) -> None:
    """What was written at build time answers as the one in memory."""
    written = Index.of(bakers, tmp_path / "search.sqlite")
    opened = Index.open(tmp_path / "search.sqlite")
    assert len(opened) == len(written) == 20  # ten for each certification
    assert found(opened, "pâton") == ["competence C2", "competence C2"]


def test_an_index_is_written_once_and_never_half(bakers: EmbeddedStore, tmp_path: Path) -> None:
    """A second opening reads the file as it is; nothing unfinished stays beside it; old ones are removed."""
    folder = tmp_path / "search"
    path = folder / "a.sqlite"
    Index.kept(bakers, path).close()
    written = path.read_bytes()
    assert len(Index.kept(bakers, path)) == 20
    assert path.read_bytes() == written
    for name in ("b", "c", "d"):
        Index.kept(bakers, folder / f"{name}.sqlite").close()
    assert sorted(one.name for one in folder.iterdir()) == ["b.sqlite", "c.sqlite", "d.sqlite"]


def test_everything_is_counted_by_kind_and_certification(index: Index) -> None:
    """A facet counts what its other filters leave, so that no choice leads to an empty list."""
    listing = index.browse(kind="competence", certification=BAKER)
    assert [(entry.ref.code, entry.where) for entry in listing.entries] == [
        ("C1", "Titre de boulanger"),
        ("C2", "Titre de boulanger"),
    ]
    assert [(facet.name, facet.count) for facet in listing.certifications] == [
        ("Titre de boulanger", 2),
        ("Titre de patissier", 2),
    ]
    assert ("Blocs", 1) in [(facet.name, facet.count) for facet in listing.kinds]
    assert [(facet.name, facet.count) for facet in listing.levels] == [("Niveau 3", 2)]
    assert index.browse(kind="nothing").entries == ()


def test_a_list_is_read_page_by_page(index: Index) -> None:
    """In the order of the documents; beyond the end there is the last page, not an empty one."""
    pages = [index.browse(start=start, size=8) for start in (0, 8, 16, 800)]
    assert [page.start for page in pages] == [0, 8, 16, 16]
    assert [page.total for page in pages] == [20, 20, 20, 20]
    whole = [entry for page in pages[:3] for entry in page.entries]
    assert len({entry.ref.iri for entry in whole}) == 20
    assert [entry.ref.kind.key for entry in whole[:4]] == ["certification", "certification", "bloc", "bloc"]


def test_another_name_finds_its_bearer_before_those_that_mention_it(store: Store) -> None:
    """« rgpd » opens the regulation itself, not one of the criteria that cite it."""
    best = Index.of(store).find("rgpd").hits[0]
    assert (best.kind.key, best.iri.rpartition("/")[2]) == ("regulation", "rgpd")
