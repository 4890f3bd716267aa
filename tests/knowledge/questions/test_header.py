"""A header is read as grlc reads it, and a slip in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.core.errors import QueryError
from refgraph.graph.store import EmbeddedStore
from refgraph.knowledge.questions import bound_query, read_catalogue, read_question, values_of
from refgraph.knowledge.questions.header import read_header

BODY = "SELECT ?x WHERE { ?x ?p ?_word_text }\n"


def test_everything_that_a_header_can_say() -> None:
    """Lists of one-pair mappings are grlc's form; a plain mapping is accepted too."""
    header = read_header(
        "#+ summary: Quels blocs ?\n#+ description: Les\n#+   blocs.\n#+ tags:\n#+   - bloc\n"
        "#+ defaults:\n#+   - word: prêt\n#+ enumerate:\n#+   - word:\n#+     - prêt\n#+     - 6\n"
        "#+ several: [word]\n#+ columns:\n#+   x: Bloc\n#+ labels: {word: Mot}\n"
        "#+ empty: paramètre trop étroit – Essayez.\n"
        "#+ endpoint: http://example.org/sparql\n" + BODY
    )
    assert (header.summary, header.description, header.tags) == ("Quels blocs ?", "Les blocs.", ("bloc",))
    assert (header.defaults, header.enumerations) == ({"word": "prêt"}, {"word": ("prêt", "6")})
    assert (header.several, header.columns, header.labels) == (("word",), {"x": "Bloc"}, {"word": "Mot"})
    assert header.empty == (
        "Paramètre trop étroit. Le choix fait est peut-être trop étroit\u00a0: élargissez-le. Essayez."
    )


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (BODY, "ligne 1", "l’en-tête manque"),
        ("# un commentaire\n#+ tags: [a]\n" + BODY, "ligne 2", "ne donne pas la question"),
        ("#+ summary: Une question : deux\n" + BODY, "ligne 1", "pas du YAML valable"),
        ("#+ summary: a\n#+ tags:\n#+  - b\n#+ defaults: [1\n" + BODY, "ligne 4", "pas du YAML valable"),
        ("#+ summary: a\n#+ resume: b\n" + BODY, "ligne 2", "« resume » n’est pas connue"),
        ("#+ summary: a\n#+ tags: b\n" + BODY, "ligne 2", "« tags » attend une liste"),
        ("#+ summary: a\n#+ empty: rien\n" + BODY, "ligne 2", "n’est pas un sens connu"),
        ("#+ summary: a\n#+ defaults: x\n" + BODY, "ligne 2", "attend des couples"),
    ],
)
def test_a_slip_is_told_with_its_line(text: str, place: str, words: str) -> None:
    """Someone who writes their first question finds the line to correct."""
    with pytest.raises(QueryError) as caught:
        read_header(text)
    assert caught.value.place == place
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("#+ summary: a\nSELECT ?x\nWHERE { ?x ?p }", "casse.rq, ligne 3", "syntaxe SPARQL inattendue"),
        ("#+ summary: a\nASK { ?x ?p ?o }", "casse.rq", "doit être un SELECT"),
        ("#+ summary: a\nDELETE WHERE { ?x ?p ?o }", "casse.rq", "seule la lecture est permise"),
        ("#+ summary: a\nSELECT * { SERVICE <http://e/> { ?x ?p ?o } }", "casse.rq", "SERVICE n’est pas permis"),
        ("#+ summary: a\nSELECT * { ?x ?p ?_mot_devise }", "casse.rq", "le type « devise »"),
        ("#+ summary: a\nSELECT * { ?x ?p ?_un_mot_a_part }", "casse.rq", "n’a pas la forme d’un paramètre"),
        ("#+ summary: a\nSELECT * { ?x ?p ?_mot_text , ?__mot_integer }", "casse.rq", "a deux variables"),
        (
            "#+ summary: a\n#+ enumerate: [{level: [6]}]\nSELECT * { ?x ?p ?_level }",
            "casse.rq, ligne 3",
            "?_level porte",
        ),
        ("#+ summary: a\n#+ defaults: {autre: b}\nSELECT * { ?x ?p ?_mot_text }", "casse.rq, ligne 2", "« autre »"),
        ("#+ summary: a\n#+ defaults: {n: douze}\nSELECT * { ?x ?p ?_n_integer }", "casse.rq, ligne 2", "« douze »"),
        ("#+ summary: a\n#+ enumerate: [{n: [1, b]}]\nSELECT * { ?x ?p ?_n_integer }", "casse.rq, ligne 2", "« b »"),
        (
            "#+ summary: a\n#+ enumerate: [{n: [1, 2]}]\n#+ defaults: [{n: 3}]\nSELECT * { ?x ?p ?_n_integer }",
            "casse.rq, ligne 3",
            "« 3 » de « n » n’est pas énumérée",
        ),
        ("#+ summary: a\n#+ tags:\n#+\t- b\nSELECT * { ?x ?p ?o }", "casse.rq, ligne 3", "YAML"),
        ("#+ summary: " + "[" * 5_000 + "\nSELECT * { ?x ?p ?o }", "casse.rq, ligne 1", "YAML"),
        ("#+ summary: a\nSELECT * { " + "{" * 3_000 + "}" * 3_000 + " }", "casse.rq, ligne 2", "imbriquées"),
        ("#+ summary: a\nSELECT * { FILTER(" + "!" * 15_000 + "true) }", "casse.rq, ligne 2", "trop compliquée"),
        (
            "#+ summary: a\nPREFIX a: <urn:>\nSELECT * { OPTIONAL { ?x a:b\\#c ?y } SERVICE <http://e/> {}\n}",
            "casse.rq, ligne 3",
            "SERVICE n’est pas permis",
        ),
    ],
)
def test_a_broken_file_is_listed_with_its_error(tmp_path: Path, text: str, place: str, words: str) -> None:
    """A file with a fault stays in sight, beside the good ones, and asking it tells the fault."""
    folder = tmp_path / "essais"
    folder.mkdir()
    (folder / "casse.rq").write_text(text, "utf-8")
    (folder / "bon.rq").write_text("#+ summary: Bonne ?\nSELECT ?s { ?s ?p ?o }", "utf-8")
    (folder / "latin.rq").write_bytes("#+ summary: été\nSELECT * {}".encode("latin-1"))
    catalogue = read_catalogue(tmp_path, shipped=tmp_path / "none")
    assert [question.name for question in catalogue.questions] == ["bon"]
    assert [broken.name for broken in catalogue.broken] == ["casse", "latin"]
    with pytest.raises(QueryError) as caught:
        catalogue.find("casse")
    assert str(caught.value.place).startswith(place)
    assert words in caught.value.message


def test_own_questions_stand_beside_ours(tmp_path: Path) -> None:
    """A question of the user's wins over ours of the same name; ours is still found under its folder."""
    (tmp_path / "doublons.rq").write_text("#+ summary: Les miens ?\nSELECT ?s { ?s ?p ?o }", "utf-8")
    catalogue = read_catalogue(tmp_path)
    assert catalogue.find("doublons").is_own
    assert not catalogue.find("qualite/doublons").is_own


def test_a_question_of_the_same_name_is_told(tmp_path: Path) -> None:
    """A question of the user's never hides one of ours in silence: the list says so, and how to ask each."""
    (tmp_path / "qualite").mkdir()
    for name in ("doublons.rq", "qualite/codes-manquants.RQ", "autre.rq"):
        (tmp_path / name).write_text("#+ summary: Les miens ?\nSELECT ?s { ?s ?p ?o }", "utf-8")
    catalogue = read_catalogue(tmp_path)
    told = {
        (catalogue.address(one), one.is_own, catalogue.remark(one))
        for one in catalogue.questions
        if one.name in ("doublons", "codes-manquants", "autre", "etapes")
    }
    assert told == {
        ("etapes", False, ""),
        ("autre", True, "à vous"),
        ("doublons", True, "à vous"),
        ("qualite/doublons", False, "la vôtre porte le même nom"),
        ("codes-manquants", True, "à vous"),
        ("qualite/codes-manquants", False, "remplacée par la vôtre"),
    }


def test_a_file_written_for_grlc_is_taken_as_it_is(tmp_path: Path) -> None:
    """Every decorator of grlc is accepted, Windows line ends too, and a value stays as it was written."""
    path = tmp_path / "grlc.rq"
    path.write_bytes(
        "\ufeff#+ summary: Quels blocs ?\r\n#+ endpoint: http://example.org/sparql\r\n#+ endpoint_in_url: False\r\n"
        "#+ endpoint-method: POST\r\n#+ pagination: 100\r\n#+ method: GET\r\n#+ mime: csv\r\n"
        '#+ transform: {\r\n#+     "key": "?s",\r\n#+     "$anchor": "key"\r\n#+   }\r\n'
        "#+ enumerate:\r\n#+   - genre\r\n#+   - niveau:\r\n#+     - 06\r\n#+     - 12:30\r\n"
        "#+ defaults:\r\n#+   - niveau: 06\r\n\r\n"
        "SELECT ?s { ?s ?p ?_niveau , ?__genre , ?__mot_fr }\r\n".encode()
    )
    question = read_question(path, is_own=True)
    found = {each.name: (each.kind, each.default, each.options, each.language) for each in question.parameters}
    assert found == {
        "niveau": ("text", "06", ("06", "12:30"), ""),
        "genre": ("text", None, (), ""),
        "mot": ("text", None, (), "fr"),
    }
    store = EmbeddedStore.of({})
    assert 'VALUES ?__mot_fr { "abri"@fr }' in bound_query(question, values_of(store, question, {"mot": "abri"}))


def test_an_unknown_question_names_its_neighbours() -> None:
    """A misspelt name is answered with the right one."""
    with pytest.raises(QueryError, match="carte-identite"):
        read_catalogue().find("carte-identitee")


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("__certification", "Écrivez ?__certification_iri, ou ?__certification_text si"),
        ("_bloc", "Écrivez ?_bloc_iri, ou"),
        ("__activite", "Écrivez ?__activite_iri_activity, ou"),
        ("_Niveau", "Écrivez ?_Niveau_iri_level, ou"),
        ("__date", "Écrivez ?__date_date, ou"),
        ("_nombre", "Écrivez ?_nombre_decimal, ou"),
        ("_number", "Écrivez ?_number_decimal, ou"),
    ],
)
def test_a_parameter_named_like_a_kind_says_its_type(tmp_path: Path, variable: str, words: str) -> None:
    """Without a type it would be a text that equals nothing in the graph, and its empty answer « non documenté »."""
    path = tmp_path / "mes-blocs.rq"
    path.write_text(f"#+ summary: a\nSELECT *\nWHERE {{ ?s ?p ?{variable} }}", "utf-8")
    with pytest.raises(QueryError, match=r"ligne 3 : le paramètre \?" + variable) as caught:
        read_question(path)
    assert words in str(caught.value.remedy)


@pytest.mark.parametrize(
    ("header", "variable"),
    [
        ("#+ summary: a", "_certification_text"),
        ("#+ summary: a", "_texte"),
        ("#+ summary: a", "_text"),
        ("#+ summary: a\n#+ enumerate: [{niveau: [06, 07]}]", "_niveau"),
    ],
)
def test_a_text_may_be_named_like_a_kind(tmp_path: Path, header: str, variable: str) -> None:
    """Whoever means a text says so, by the type or by the values that the header enumerates."""
    path = tmp_path / "q.rq"
    path.write_text(f"{header}\nSELECT * {{ ?s ?p ?{variable} }}", "utf-8")
    assert [each.kind for each in read_question(path).parameters] == ["text"]


def test_parameters_are_typed_by_what_users_choose(tmp_path: Path) -> None:
    """Our own types, grlc's types, required before optional."""
    path = tmp_path / "q.rq"
    path.write_text(
        "#+ summary: a\nSELECT * { ?s ?p ?_a_iri_bloc , ?_segment_iri , ?_b_bloc , ?__n_number , ?__d_xsd_date , ?_t }",
        "utf-8",
    )
    found = [(each.name, each.kind, each.required) for each in read_question(path).parameters]
    assert found == [
        ("a", "bloc", True),
        ("b", "bloc", True),
        ("segment", "segment", True),
        ("t", "text", True),
        ("d", "date", False),
        ("n", "decimal", False),
    ]


def test_an_own_question_about_selectors_is_told_how_to_be_written(tmp_path: Path) -> None:
    """Position and words have moved to the passage: the empty answer would say that there is no passage."""
    path = tmp_path / "citations.rq"
    path.write_text("#+ summary: Quels mots ?\nSELECT ?m WHERE {\n  ?e oa:hasSelector/oa:exact ?m }\n", "utf-8")
    with pytest.raises(QueryError) as caught:
        read_question(path, is_own=True)
    assert caught.value.place == "citations.rq, ligne 3"
    assert "rg:quote" in (caught.value.remedy or "")
