"""A header is read as grlc reads it, and a slip in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.errors import QueryError
from refgraph.queries import read_catalogue, read_question
from refgraph.queries.header import read_header

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
        ("#+ summary: a\n#+ defaults: {autre: b}\nSELECT * { ?x ?p ?_mot_text }", "casse.rq", "« autre »"),
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


def test_an_unknown_question_names_its_neighbours() -> None:
    """A misspelt name is answered with the right one."""
    with pytest.raises(QueryError, match="carte-identite"):
        read_catalogue().find("carte-identitee")


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
