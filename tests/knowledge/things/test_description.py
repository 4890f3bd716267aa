"""The page of an entity holds what its document says, with its passage, and nothing else."""

from __future__ import annotations

import json

import pytest

from refgraph.core.errors import QueryError
from refgraph.core.namespaces import ID
from refgraph.core.table import Resource
from refgraph.graph.store import EmbeddedStore, Store
from refgraph.knowledge.things import DocumentOf, Source, describe, in_context, serialise
from refgraph.model.records import Passage
from refgraph.reading.document import Document
from refgraph.reading.places import OnPage, PlaceMap

BAKER = f"{ID}certification/boulanger"


def links(bakers: EmbeddedStore, path: str) -> dict[str, list[tuple[str, bool]]]:
    entity = describe(bakers, f"{BAKER}{path}")
    return {
        relation.name: [(one.ref.code or one.ref.label, one.inferred) for one in relation.related]
        for relation in entity.relations
    }


def test_a_competence_is_told_with_its_links_in_both_directions(bakers: EmbeddedStore) -> None:
    """Each link once, read from the competence, and none that no document says passes for told."""
    assert links(bakers, "/bloc/1/competence/C1") == {
        "est une compétence de": [("1", False)],
        "est mobilisée dans": [("A1", False)],
        "est évaluée par": [("Questionnaire", False)],
        "est évaluée au moyen de": [
            ("Groupe de critères n° 1, sans intitulé", False),
            ("60 % de bonnes réponses au questionnaire", True),
        ],
        "est attestée par": [("Titre de boulanger", True)],
    }


def test_a_link_is_shown_with_its_evidence(store: Store) -> None:
    """Who reads a fiche sees which links a merged cell gives, and who decided a correspondence, when and why."""
    me = f"{ID}certification/cqp-charge-affaires-entreprises/bloc/3/competence/C12"
    known = {one.name: [each.known_by for each in one.related] for one in describe(store, me).relations}
    assert known["est évaluée par"] == ["déduit\u00a0: cellule commune à plusieurs lignes"]
    assert known["est mobilisée dans"] == ["déduit\u00a0: cellule commune à plusieurs lignes"]
    assert known["est une compétence de"] == [""]
    modality = f"{ID}certification/cqp-charge-affaires-entreprises/bloc/3/modality/m03"
    [assessed] = [one for one in describe(store, modality).relations if one.name == "évalue (modalité)"]
    assert {each.known_by for each in assessed.related} == {"déduit\u00a0: cellule commune à plusieurs lignes"}
    other = f"{ID}certification/charge-clientele-particuliers-n6/bloc/3/competence/C19"
    [aligned] = [
        one for one in describe(store, other).aligned if one.ref.iri.endswith("RNCP31919/bloc/4/competence/C19")
    ]
    assert aligned.known_by == (
        "saisi par Projet refgraph le 01/12/2026\u00a0: "
        "Le suivi des indicateurs de risque de «\u00a0professionnels (RNCP31919)\u00a0» est repris chez "
        "«\u00a0particuliers\u00a0», qui y ajoute le traitement et la détection des dégradations."
    )


def test_what_follows_is_marked_as_inferred(bakers: EmbeddedStore) -> None:
    """That a certification attests a competence is written nowhere: it follows from its bloc."""
    found = links(bakers, "")
    assert found["comporte le bloc"] == [("1", False)]
    assert found["atteste la compétence"] == [("C1", True), ("C2", True)]


def test_the_passage_is_the_slice_of_the_document(bakers: EmbeddedStore, bakers_text: str) -> None:
    """The quote, its line and the lines around it are those of the document, word for word."""
    (source,) = describe(bakers, f"{BAKER}/bloc/1/competence/C1").sources
    assert (source.document.label, source.passage.line) == ("boulanger.txt", 4)
    (context,) = in_context([source], _printing(bakers_text), around=30)
    ((quote, marked),) = context.pieces
    assert (quote, marked) == ("C1 Peser les ingrédients afin de respecter la recette.", True)
    assert context.before == "…\nA1 Pétrir\n"
    assert context.after == "\nC2 Façonner les pâtons.\n…"
    assert context.before.removeprefix("…\n") + quote + context.after.removesuffix("\n…") in bakers_text


def test_a_passage_known_from_the_layout_says_so(bakers: EmbeddedStore) -> None:
    """« déduit » is not « extrait »."""
    (source,) = describe(bakers, f"{BAKER}/bloc/1/competence/C2").sources
    assert str(source.passage.basis) == "déduit"


def test_a_passage_inside_one_long_line_keeps_its_surroundings_short() -> None:
    """Some documents are one line a table row: what is shown around a passage is a few words, not the row."""
    words = "mot " * 500
    text = words + "LE PASSAGE" + " mot" * 500
    place = Passage(start=len(words), end=len(words) + 10, line=1, quote="LE PASSAGE")
    source = Source(place, Resource(f"{ID}document/x", "x.txt"), (), BAKER)
    (context,) = in_context([source], _printing(text), around=21)
    assert context.before == "…\nmot mot mot mot mot "
    assert context.after == " mot mot mot mot mot\n…"


def test_a_changed_document_shows_the_quote_alone(bakers: EmbeddedStore) -> None:
    """Where the file no longer holds the words at that place, nothing else is shown as their surroundings."""
    (source,) = describe(bakers, f"{BAKER}/bloc/1/competence/C1").sources
    (context,) = in_context([source], _printing("another text altogether, much longer than the offsets " * 9))
    assert (context.before, context.after) == ("", "")


def test_passages_of_one_line_stand_together(bakers: EmbeddedStore) -> None:
    """Title, kind and level are printed in one line: it is shown once, each of them marked in it, none twice."""
    text = "\nCQP Boulanger – Niveau 3\nune suite\nCQP\n"
    found = [
        _source(text, "CQP Boulanger"),
        _source(text, "CQP"),
        _source(text, "Niveau 3"),
        _source(text, "une suite"),
    ]
    first, second = in_context(found, _printing(text))
    assert first.pieces == (("CQP Boulanger", True), (" – ", False), ("Niveau 3", True))
    assert (first.before, first.after, first.place) == ("", "\nune suite\nCQP\n", "ligne\u00a02")
    assert second.pieces == (("une suite", True),)


def test_passages_far_apart_in_a_long_line_stand_alone(bakers: EmbeddedStore) -> None:
    """Some documents are one line a table row: what lies between two passages is not shown."""
    text = "DÉBUT " + "mot " * 500 + "FIN"
    assert len(in_context([_source(text, "DÉBUT"), _source(text, "FIN")], _printing(text))) == 2


def test_a_passage_of_a_page_says_which() -> None:
    """In a PDF people look for a page: the line of a text that they never saw is of no use to them."""
    text = "Accueillir les clients\nRéparer un vélo\n"
    places = PlaceMap([(0, OnPage(2, (10, 700, 300, 712))), (23, OnPage(3, (10, 700, 300, 712)))])
    (context,) = in_context([_source(text, "Réparer un vélo")], _printing(text, places))
    assert context.place == "page\u00a03"


def _printing(text: str, places: PlaceMap | None = None) -> DocumentOf:
    document = Document("x.txt", text, "0" * 64, places=places or PlaceMap())
    return lambda name: document


def _source(text: str, quote: str) -> Source:
    start = text.index(quote)
    line = text.count("\n", 0, start) + 1
    place = Passage(start=start, end=start + len(quote), line=line, quote=quote)
    return Source(place, Resource(f"{ID}document/x", "x.txt"), (), BAKER)


def test_a_component_leads_to_the_passage_of_its_modality(bakers: EmbeddedStore) -> None:
    """Every statement leads back to a passage, also where the document gives it none of its own."""
    (source,) = describe(bakers, f"{BAKER}/bloc/1/modality/m01-1").sources
    assert source.passage.quote == "Questionnaire"


def test_what_the_source_does_not_say_is_named(bakers: EmbeddedStore) -> None:
    """« non documenté » is told, never guessed, and never told of what is there."""
    missing = describe(bakers, BAKER).undocumented
    assert "numéro RNCP" in missing
    assert not any("niveau" in name for name in missing)
    assert describe(bakers, f"{BAKER}/bloc/1/competence/C2").undocumented == (
        "est évaluée par",
        "est évaluée au moyen de",
    )


def test_a_threshold_is_a_percentage(bakers: EmbeddedStore) -> None:
    """0.6 in the graph is 60 % on the page, in French typography."""
    assert describe(bakers, f"{BAKER}/bloc/1/criteria/g01/01").facts == (("seuil", ("60\u202f%",)),)


def test_the_breadcrumb_goes_from_the_certification_down(bakers: EmbeddedStore) -> None:
    """Only what exists: « …/bloc » is no entity."""
    crumbs = describe(bakers, f"{BAKER}/bloc/1/criteria/g01/01").breadcrumb
    assert [ref.label for ref in crumbs] == [
        "Titre de boulanger",
        "Fabriquer le pain",
        "Groupe de critères n° 1, sans intitulé",
    ]


@pytest.mark.parametrize("iri", [f"{BAKER}/bloc/9", "https://example.org/x", "no iri at all", ""])
def test_an_unknown_entity_is_told(bakers: EmbeddedStore, iri: str) -> None:
    """A stale or mistyped address gets a sentence, not an empty page."""
    with pytest.raises(QueryError, match="n’existe pas dans les données"):
        describe(bakers, iri)


def test_an_entity_is_taken_away_as_it_is_asserted(bakers: EmbeddedStore) -> None:
    """Turtle and JSON-LD hold the statement and no inferred triple."""
    turtle = serialise(bakers, f"{BAKER}/bloc/1/competence/C1").decode()
    assert 'rg:statement "Peser les ingrédients afin de respecter la recette."@fr' in turtle
    assert "isCompetenceOf" not in turtle
    (node,) = json.loads(serialise(bakers, f"{BAKER}/bloc/1/competence/C1", "jsonld"))
    assert node["https://w3id.org/refgraph/ns#code"] == [{"@value": "C1"}]
