"""Values are checked against the graph and bound as terms; the answer carries labels and says whence it comes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode

from refgraph.core.errors import QueryError, QueryLimitError
from refgraph.core.namespaces import ID, VOC
from refgraph.core.table import Resource
from refgraph.graph.sandbox.limits import Limits
from refgraph.graph.sandbox.pool import Pool
from refgraph.graph.sandbox.store import SandboxedStore
from refgraph.graph.store import EmbeddedStore, Store
from refgraph.knowledge import questions
from refgraph.knowledge.questions.kinds import choice_named, choices, term

XSD = "http://www.w3.org/2001/XMLSchema#"


def test_choices_are_searched_by_their_words(store: Store) -> None:
    """Of many competences a form offers those that are typed, whatever the accents, in the order of the list."""
    whole = choices(store, "competence")
    assert len(whole) == 136
    found = choices(store, "competence", "réclamation")
    assert [one.short for one in found] == [
        "RNCP31919/bloc/4/competence/C22",
        "charge-clientele-particuliers-n6/bloc/2/competence/C14",
    ]
    assert choices(store, "competence", "RECLAMATION particuliers-n6") == found[1:]
    assert choices(store, "competence", limit=3) == whole[:3]
    assert choices(store, "competence", "zzz") == []
    assert choice_named(store, "competence", whole[7].short) == whole[7]
    assert choice_named(store, "competence", "no/such") is None


@pytest.mark.parametrize(
    ("kind", "text", "iri"),
    [
        ("certification", "RNCP31919", f"{ID}certification/RNCP31919"),
        ("certification", f"{ID}certification/RNCP31919", f"{ID}certification/RNCP31919"),
        ("certification", "chargé de clientèle particuliers", f"{ID}certification/charge-clientele-particuliers-n6"),
        ("segment", "entreprises", f"{VOC}segment/entreprises"),
        ("segment", "Entreprises", f"{VOC}segment/entreprises"),
        ("level", "7", f"{VOC}niveau/7"),
        ("regulation", "rgpd", f"{ID}regulation/rgpd"),
        ("authority", "amf", f"{ID}organization/amf"),
        ("bloc", "RNCP31919/bloc/1", f"{ID}certification/RNCP31919/bloc/1"),
    ],
)
def test_a_thing_is_named_as_people_name_it(store: Store, kind: str, text: str, iri: str) -> None:
    """An IRI, its short end, or its label without regard to accents and capitals lead to the same thing."""
    assert term(store, kind, text) == NamedNode(iri)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("segment", "martiens", "Choix possibles\u00a0: entreprises, particuliers, professionnels"),
        ("certification", "RNCP", "RNCP31919"),
        ("certification", '"> } #', "n’est pas connu"),
        ("integer", "trois", "nombre entier"),
        ("integer", "3,5", "nombre entier"),
        ("decimal", "NaN", "0,6"),
        ("decimal", "1e999999999", "0,6"),
        ("date", "31/02/2026", "31/12/2026"),
        ("boolean", "peut-être", "oui ou non"),
        ("text", "a\0b", "texte"),
    ],
)
def test_a_value_of_another_kind_is_refused(store: Store, kind: str, text: str, words: str) -> None:
    """The error says what can be chosen, or gives an example."""
    with pytest.raises(QueryError, match=words):
        term(store, kind, text)


@pytest.mark.parametrize(
    ("kind", "text", "value", "datatype"),
    [
        ("integer", "12", "12", "integer"),
        ("decimal", "0,60", "0.60", "decimal"),
        ("decimal", "1\u202f250,5", "1250.5", "decimal"),
        ("boolean", "Oui", "true", "boolean"),
        ("date", "18/12/2018", "2018-12-18", "date"),
        ("date", "2018-12-18", "2018-12-18", "date"),
    ],
)
def test_plain_values_are_typed_as_french_people_write_them(kind: str, text: str, value: str, datatype: str) -> None:
    """Decimal comma, day first, oui and non."""
    assert term(EmbeddedStore.of({}), kind, text) == Literal(value, datatype=NamedNode(XSD + datatype))


def test_choices_come_from_the_graph_with_their_labels(store: Store) -> None:
    """A form offers the certifications that are loaded, and the blocs under the title of their certification."""
    assert len(questions.choices(store, "certification")) == 5
    blocs = questions.choices(store, "bloc")
    assert len(blocs) == 18
    assert {choice.context for choice in blocs} == {
        choice.label for choice in questions.choices(store, "certification")
    }
    assert questions.choices(store, "text") == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "attend une valeur pour « certification »"),
        ({"certification": ["RNCP31919", "charge-clientele-particuliers-n6"]}, "n’accepte qu’une valeur"),
        ({"certification": "RNCP31919", "mot": "x"}, "« mot » n’est pas un paramètre"),
    ],
)
def test_values_must_fit_the_parameters(store: Store, values: dict[str, str], words: str) -> None:
    """A forgotten, doubled or misspelt parameter is told, never ignored."""
    with pytest.raises(QueryError, match=words):
        questions.run(store, questions.read_catalogue().find("carte-identite"), values)


@pytest.mark.parametrize(
    "text",
    [
        '") || true) #',
        '" } DELETE WHERE { ?s ?p ?o } #',
        "\\u0022) || (1=1",
        "') . ?s ?p ?o . #",
        "a\\",
        "?x",
        "<script>",
    ],
)
def test_what_a_person_types_stays_a_value(store: Store, text: str) -> None:
    """No text changes the question: it is looked for as it stands, and nothing contains it."""
    table = questions.run(store, questions.read_catalogue().find("mot-dans-les-enonces"), {"word": text})
    assert table.rows == ()
    assert "Paramètre trop étroit" in table.empty


def test_an_empty_answer_speaks_of_the_choice_and_not_of_all_documents(store: Store) -> None:
    """Only one of the five documents orders steps: its 7 are no reason to say that no document has any."""
    question = questions.read_catalogue().find("etapes")
    assert len(questions.run(store, question).rows) == 7
    silent = questions.run(store, question, {"certification": "RNCP31919"})
    assert silent.rows == ()
    assert silent.empty == (
        "Aucune donnée. Pour ce choix, les documents chargés ne contiennent aucun cas de ce genre. "
        "Sans les choix facultatifs, la réponse a 7\u00a0lignes."
    )


def test_an_answer_says_whence_it_comes(store: Store) -> None:
    """Question, values, the query ready to run again, date and version go with the table."""
    question = questions.read_catalogue().find("competences-d-une-clientele")
    table = questions.run(store, question, {"segment": "entreprises"})
    source = dict(table.source)
    assert source["Question"] == question.title
    assert source["Clientèle"] == "entreprises"
    assert source["Version"].startswith("refgraph ")
    assert "#+" not in source["Requête"]
    assert (
        store.select(source["Requête"]).rows
        == store.select(question.text, questions.values_of(store, question, {"segment": "entreprises"})).rows
    )
    assert table.columns == ("Clientèle", "Certification", "Bloc", "Compétence", "Passage", "Ligne", "Document")
    first = table.rows[0]
    assert first[1] == Resource(
        f"{ID}certification/cqp-charge-affaires-entreprises", "CQP Chargé(e) d’affaires entreprises"
    )
    assert isinstance(first[3], Resource)
    assert first[3].label.startswith("C1 – Réaliser le diagnostic")


def test_enumerated_values_are_the_only_ones(tmp_path: Path) -> None:
    """A header that lists values refuses the others; the default is used where nothing is given."""
    path = tmp_path / "q.rq"
    path.write_text(
        "#+ summary: a\n#+ enumerate:\n#+   - word: [oui, non]\n#+ defaults: {word: oui}\n"
        "SELECT ?v { BIND(?_word_text AS ?v) }",
        "utf-8",
    )
    question, store = questions.read_question(path), EmbeddedStore.of({})
    assert questions.run(store, question).rows == (("oui",),)
    assert questions.run(store, question, {"word": "non"}).rows == (("non",),)
    with pytest.raises(QueryError, match="Choix possibles\u00a0: oui, non"):
        questions.run(store, question, {"word": "autre"})


def test_a_question_that_a_person_wrote_is_stopped_at_the_limit(tmp_path: Path) -> None:
    """Saving an endless query does not lead around the limits: it runs in the worker, and ours do not."""
    path = tmp_path / "sans-fin.rq"
    pattern = " ".join(f"?a{index} ?b{index} ?c{index} ." for index in range(6))
    path.write_text(f"#+ summary: Combien ?\nSELECT (COUNT(*) AS ?n) {{ {pattern} }}", "utf-8")
    made = ox.Store(str(tmp_path / "store"))
    made.extend(ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal(str(n))) for n in range(2_000))
    made.flush()
    del made
    store = EmbeddedStore.open(tmp_path / "store")
    with Pool(tmp_path / "store", Limits(seconds=0.5), size=1) as pool:
        with pytest.raises(QueryLimitError, match="plus de 0,5 s"):
            questions.run(store, questions.read_question(path, is_own=True), people=SandboxedStore(pool))
        ours = questions.read_catalogue().find("etapes")
        assert questions.run(store, ours, people=SandboxedStore(pool)).rows == ()
