"""Référentiels being written: in a graph of their own, imported again at each save, never among what counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from refgraph.core.errors import DocumentError, RecordError
from refgraph.graph.store import Store
from refgraph.graph.triples import UNDER_DEVELOPMENT
from refgraph.knowledge import things
from refgraph.knowledge.certifications import read, titles
from refgraph.knowledge.compare import choose, names
from refgraph.knowledge.labels import refs
from refgraph.knowledge.manuscripts import Beside, progress, remarks
from refgraph.knowledge.questions import read_catalogue, run
from refgraph.pipeline import ensure, intake
from refgraph.pipeline.manuscripts import (
    for_names,
    keep,
    look,
    manuscript_named,
    manuscripts,
    read_again,
    remove,
    staged,
)
from refgraph.workspace import Workspace
from tests.florist import TEXT

DRAFT = "https://w3id.org/refgraph/id/certification/fleuriste-v2-brouillon"
FOR_ALL = TEXT.replace("# CQP Fleuriste", "# CQP Chargé de clientèle particuliers")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all: what belongs to no certification is worked out once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def own(tmp_path: Path, cache: Path) -> Workspace:
    """A data folder with one certification, the florist."""
    (tmp_path / "data" / "sources").mkdir(parents=True)
    (tmp_path / "data" / "sources" / "fleuriste.md").write_text(TEXT, "utf-8")
    return Workspace(data=tmp_path / "data", cache=cache, endpoint=None)


def drafted(workspace: Workspace) -> Store:
    return ensure(staged(workspace))


def test_a_draft_is_in_a_graph_of_its_own_with_its_status(own: Workspace) -> None:
    """Its status is a word of ADMS, its name says « brouillon » on cards, in comparisons and exports, its title stays
    as printed, and its document has a name of its own."""
    kept = keep(own, "Fleuriste v2.md", TEXT.encode())
    assert (kept.id, kept.file) == ("fleuriste-v2-brouillon", "Fleuriste v2-brouillon.md")
    store = drafted(own)
    told = store.select("SELECT ?c ?s { ?c a rg:Certification ; adms:status ?s }").rows
    assert [(c.value, s) for c, s in told if c] == [(DRAFT, UNDER_DEVELOPMENT)]
    assert UNDER_DEVELOPMENT.value == "http://purl.org/adms/status/UnderDevelopment"
    assert refs(store, [UNDER_DEVELOPMENT.value])[UNDER_DEVELOPMENT.value].label == "brouillon"
    assert [card.ref.label for card in things.cards(store)] == ["CQP Fleuriste (brouillon)", "CQP Fleuriste"]
    assert {one.title: one.is_draft for one in read(store)} == {
        "CQP Fleuriste": False,
        "CQP Fleuriste (brouillon)": True,
    }
    printed = store.select("SELECT ?t { ?c dcterms:title ?t }", {"c": NamedNode(DRAFT)}).rows
    assert [row[0].value for row in printed if row[0]] == ["CQP Fleuriste"]
    assert things.describe(store, f"{DRAFT}/bloc/1/competence/C1").ref.label == "Trier les tiges selon leur fraîcheur"


def test_no_question_over_all_ever_counts_a_draft(own: Workspace) -> None:
    """The data folder is built as if the draft were not there: same key, same graphs, and so the same answer to every
    saved question that can be asked of all, and the same figures of cards, footer and search."""
    before = ensure(own)
    key, graphs = own.key(), before.graphs()
    ready = [question for question in read_catalogue(None).questions if question.is_ready]
    assert len(ready) > 30
    answers = {one.name: run(before, one).rows for one in ready}
    keep(own, "Fleuriste v2.md", TEXT.encode())
    drafted(own)
    after = ensure(own)
    assert (own.key(), after.graphs()) == (key, graphs)
    assert {one.name: run(after, one).rows for one in ready} == answers
    assert things.dataset(after).certifications == 1
    assert [card.ref.label for card in things.cards(after)] == ["CQP Fleuriste"]


def test_only_who_names_a_draft_is_answered_with_it(own: Workspace) -> None:
    """Ids, CURIEs and items of a draft lead to the graph in which it is; all else stays with what counts."""
    keep(own, "Fleuriste v2.md", TEXT.encode())
    aside = staged(own)
    assert for_names(own, ["fleuriste"]) == own
    assert for_names(own, []) == own
    for name in (DRAFT, "fleuriste-v2-brouillon", "rgid:fleuriste-v2-brouillon/bloc/1", "x/fleuriste-v2-brouillon"):
        assert for_names(own, ["fleuriste", name]) == aside


def test_a_draft_makes_up_no_clientele(own: Workspace) -> None:
    """A clientèle stands for certifications that count: a draft for the same people is compared by its own name."""
    keep(own, "particuliers.md", FOR_ALL.encode(), "essai-brouillon")
    store = drafted(own)
    found = titles(store)
    draft = next(one for one in found if one.is_draft)
    assert [one.iri.rpartition("/")[2] for one in draft.segments] == ["particuliers"]
    assert names(found) == {
        "essai-brouillon": "CQP Chargé de clientèle particuliers (brouillon)",
        "fleuriste": "CQP Fleuriste",
    }
    sides = choose(read(store), ["essai-brouillon", "fleuriste"])
    assert [side.label for side in sides] == ["CQP Chargé de clientèle particuliers (brouillon)", "CQP Fleuriste"]


def test_a_save_takes_the_place_of_the_one_before(own: Workspace, tmp_path: Path) -> None:
    """The same place is the same draft, whatever the file is called by then; an unchanged file changes nothing, and one
    that cannot be read leaves what was read."""
    path = tmp_path / "Fleuriste v2.md"
    path.write_text(TEXT, "utf-8")
    first = keep(own, path.name, path.read_bytes(), path=str(path))
    assert read_again(own, first) is None
    path.write_text(TEXT.replace("Trier les tiges", "Trier et nettoyer les tiges"), "utf-8")
    assert read_again(own, first) == first
    assert manuscripts(own) == [first]
    kept = (own.manuscripts / first.file).read_text("utf-8")
    assert "Trier et nettoyer les tiges" in kept
    path.write_bytes(b"%PDF-1.7 cut")
    with pytest.raises(DocumentError):
        read_again(own, first)
    assert (own.manuscripts / first.file).read_text("utf-8") == kept
    path.unlink()
    with pytest.raises(DocumentError):
        read_again(own, first)
    renamed = keep(own, "Fleuriste v3.md", TEXT.encode(), first.id)
    assert (renamed.id, renamed.path) == (first.id, first.path)
    assert sorted(each.name for each in own.manuscripts.iterdir()) == ["Fleuriste v3-brouillon.md", "drafts.toml"]


def test_a_draft_is_told_from_others_and_let_go(own: Workspace) -> None:
    """It may not take the name of a certification, two are asked apart, and one that is removed leaves no file."""
    with pytest.raises(RecordError, match="est une certification de ce dossier"):
        keep(own, "v2.md", TEXT.encode(), "fleuriste")
    with pytest.raises(RecordError, match="aucun brouillon"):
        manuscript_named(own, "")
    one = keep(own, "un.md", TEXT.encode())
    assert manuscript_named(own, "") == one
    keep(own, "deux.md", TEXT.encode())
    with pytest.raises(RecordError, match="il y a plusieurs brouillons") as told:
        manuscript_named(own, "")
    assert told.value.remedy == "Nommez l’un de ceux-ci\u00a0: un-brouillon, deux-brouillon."
    assert remove(own, "un-brouillon") == one
    assert [each.id for each in manuscripts(own)] == ["deux-brouillon"]
    assert sorted(each.name for each in own.manuscripts.iterdir()) == ["deux-brouillon.md", "drafts.toml"]


def test_a_draft_follows_the_certifications_beside_it(own: Workspace) -> None:
    """What is imported or decided is beside the draft at once, and decisions are never written in its graph's folder
    for good."""
    keep(own, "v2.md", TEXT.encode())
    drafted(own)
    other = TEXT.replace("Fleuriste", "Jardinier").replace("fleurs", "plantes")
    intake.confirm(intake.propose(own, [("jardinier.md", other.encode())]).draft)
    labels = [card.ref.label for card in things.cards(drafted(own))]
    assert labels == ["CQP Fleuriste", "CQP Jardinier", "CQP Fleuriste (brouillon)"]


WRITING = """# CQP Livreur de fleurs

| Activités | Compétences | Modalités d'évaluation | Critères d'évaluation |
|---|---|---|---|
| BLOC 1 – Livrer des fleurs | | | |
| A1. Conseiller | C1. Conseiller le client selon l'occasion, la saison et le code de commerce | | |
| A2. Rouler | C2. Conduire un vélo cargo chargé dans une rue en pente | | |
| A3. Préparer | C3. Recouper les tiges en biais avant leur mise en eau | Mise en situation | L'eau est propre |
"""
DAY = date(2026, 12, 1)


def looked(workspace: Workspace, text: str = WRITING) -> Beside:
    return look(workspace, keep(workspace, "livreur.md", text.encode()).id, DAY)


def test_what_stands_beside_a_draft_needs_no_build(own: Workspace) -> None:
    """What is copied with the passage of its source, what is near with what differs, what is not said, at once after a
    save; and a figure for each, none where the document says nothing."""
    found = looked(own)
    assert [
        (copy.kind, copy.words, copy.first.text, copy.first.passage.line, str(copy.second.passage))
        for copy in found.copies
        if copy.first.passage
    ] == [
        ("mot pour mot", 10, "Recouper les tiges en biais avant leur mise en eau", 8, "fleuriste.md, ligne\u00a07"),
        (
            "quasi-copie",
            5,
            "Conseiller le client selon l'occasion, la saison et le code de commerce",
            6,
            "fleuriste.md, ligne\u00a010",
        ),
        ("mot pour mot", 3, "L'eau est propre", 8, "fleuriste.md, ligne\u00a07"),
    ]
    near = [
        (one.competence.code, one.other.code, [run for run in one.wordings[1].runs if run[1]]) for one in found.nearest
    ]
    assert near == [("C1", "C4", [("la saison", True)]), ("C3", "C2", [])]
    assert [(gap.competence.code, str(gap.lacking)) for gap in found.gaps] == [
        ("C1", "modalité d’évaluation"),
        ("C1", "critère d’évaluation"),
        ("C1", "seuil de réussite"),
        ("C2", "modalité d’évaluation"),
        ("C2", "critère d’évaluation"),
        ("C2", "seuil de réussite"),
        ("C3", "seuil de réussite"),
    ]
    assert [f"{each.label} : {each}" for each in progress(found)] == [
        "Compétences avec une modalité : 1 sur 3",
        "Compétences avec un critère : 1 sur 3",
        "Compétences avec un seuil : non documenté",
        "Compétences sans constat : 0 sur 3",
        "Compétences sans reproduction littérale : 1 sur 3",
        "Compétences sans proche ailleurs : 1 sur 3",
        "Textes cités sans changement à suivre : 1 sur 1",
        "Preuves de l’auto-contrôle : 1 sur 9",
    ]


def test_a_remark_names_the_passages_of_others_and_never_holds_their_words(own: Workspace) -> None:
    """Each remark stands at an item of the draft; what others wrote is a reference: document and line."""
    told = remarks(looked(own))
    assert told[0].item == "bloc/1/competence/C3"
    assert told[0].sentence.replace("\u00a0", " ") == (
        "mot pour mot : 10 mots de suite, comme CQP Fleuriste (fleuriste.md, ligne 7) "
        "(Code du travail, article R. 6113-8-1)."
    )
    assert not [one for one in told if "Recouper les tiges" in one.sentence or "selon l'occasion et" in one.sentence]
    kinds = {one.kind for one in told if one.item == "bloc/1/competence/C2"}
    assert {"À compléter"} <= kinds


def test_a_text_that_changed_is_told_beside_the_words_that_cite_it(own: Workspace) -> None:
    """The repealed text is told with the words of the draft; a text in force is not."""
    cited = "le code de commerce et la directive 95/46/CE"
    found = looked(own, WRITING.replace("le code de commerce", cited))
    assert [(alert.change.word, alert.cited[0].words) for alert in found.alerts] == [("abrogé", "directive 95/46/CE")]
    told = [one.sentence for one in remarks(found) if one.kind == "Texte abrogé"]
    assert [sentence.replace("\u00a0", " ")[:23] for sentence in told] == ["« directive 95/46/CE » "]
