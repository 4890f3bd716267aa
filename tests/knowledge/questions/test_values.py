"""The values that a parameter takes: what each kind of thing offers, and what each plain kind makes of a text."""

from __future__ import annotations

import pytest

from refgraph.core.errors import QueryError
from refgraph.graph.store import Store
from refgraph.knowledge.questions.header import Header
from refgraph.knowledge.questions.kinds import KINDS, choices, term
from refgraph.knowledge.questions.parameters import parameters

EMPTY = Header("Quoi ?")
PROFESSIONALS = "CQP : Certificat de qualification professionnelle Chargé de clientèle de professionnels"
OFFERED = {
    "certification": ("certification", "RNCP31919", PROFESSIONALS, ""),
    "bloc": ("bloc", "RNCP31919/bloc/1", "1 – organiser et analyser le portefeuille de professionnels", PROFESSIONALS),
    "competence": ("compétence", "RNCP31919/bloc/1/competence/C5", "C5 – Analyser les documents d’une entreprise et "
                   "conduire une analyse financière", PROFESSIONALS),
    "activity": ("activité", "RNCP31919/activity/a07", "Analyse des risques, gestion et prévision de leur dégradation.",
                 PROFESSIONALS),
    "modality": ("modalité", "RNCP31919/bloc/1/modality/m01", "Document de synthèse", PROFESSIONALS),
    "regulation": ("réglementation", "eprivacy", "ePrivacy", ""),
    "authority": ("autorité", "ademe", "Agence de la transition écologique", ""),
    "segment": ("clientèle", "entreprises", "Entreprises", ""),
    "level": ("niveau", "8", "Niveau 8", ""),
    "method": ("méthode d’évaluation", "tuteur-situation", "Évaluation par le tuteur en situation professionnelle", ""),
    "role": ("évaluateur", "commission-evaluation", "Commission d’évaluation", ""),
    "theme": ("thème", "ecologie", "Transition écologique", ""),
}  # fmt: skip
VARIABLES = ("x", "__age_int", "_mot", "__b_iri_bloc", "_a_fr", "__texte_xsd_date", "_mots_text_wording")
PLAIN = {
    "text": "texte", "wording": "mot ou expression", "integer": "nombre entier", "decimal": "nombre",
    "boolean": "oui ou non", "date": "date",
}  # fmt: skip


@pytest.mark.parametrize("kind", OFFERED)
def test_things_are_offered_with_what_they_belong_to(store: Store, kind: str) -> None:
    """One of each kind by its short name, with its label and the certification that it is of."""
    label, short, *said = OFFERED[kind]
    (one,) = (choice for choice in choices(store, kind) if choice.short == short)
    assert KINDS[kind].label == label
    assert [" ".join(words.split()) for words in (one.label, one.context)] == said


def test_as_many_are_offered_as_there_are(store: Store) -> None:
    """All blocs, competences, activities and modalities of the five documents, each once; no plain kind offers any."""
    assert set(OFFERED) | set(PLAIN) == set(KINDS)
    assert {kind: len(choices(store, kind)) for kind in ("certification", "bloc", "competence", "activity",
            "modality", "segment", "level", "role")} == {
        "certification": 5, "bloc": 18, "competence": 136, "activity": 100, "modality": 63, "segment": 3, "level": 7,
        "role": 9,
    }  # fmt: skip
    assert [choices(store, kind) for kind in PLAIN] == [[]] * 6


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "conformité", "conformité"),
        *(("boolean", text, "true") for text in ("oui", " Oui ", "true", "1")),
        *(("boolean", text, "false") for text in ("non", "FALSE", "0")),
        ("integer", "1\u202f000", "1000"), ("integer", "-3", "-3"), ("integer", "+3", "+3"),
        ("decimal", "0,6", "0.6"), ("decimal", "12", "12"), ("decimal", "1\u00a0000.5", "1000.5"),
        ("date", "3/1/2026", "2026-01-03"), ("date", " 31/12/2026 ", "2026-12-31"),
        ("date", "2026-12-31", "2026-12-31"),
    ],
)  # fmt: skip
def test_plain_values_as_people_write_them(store: Store, kind: str, text: str, value: str) -> None:
    """French and technical spellings mean the same; the datatype is that of the kind."""
    found = term(store, kind, text)
    assert found.value == value
    datatype = getattr(found, "datatype").value.partition("#")[2]  # noqa: B009
    assert datatype == ("string" if kind == "text" else kind)


@pytest.mark.parametrize(
    ("kind", "text", "example"),
    [
        ("boolean", "peut-être", "oui"), ("integer", "3,5", "3"), ("integer", "1e9", "3"), ("integer", "9" * 19, "3"),
        ("decimal", "0.6.1", "0,6"), ("decimal", "beaucoup", "0,6"), ("date", "31/13/2026", "31/12/2026"),
        ("date", "demain", "31/12/2026"), ("text", "a\0b", "conformité"), ("wording", "a\0b", "conformité"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused_with_an_example(store: Store, kind: str, text: str, example: str) -> None:
    """The kind in French, and one value that would do."""
    with pytest.raises(QueryError) as caught:
        term(store, kind, text)
    assert PLAIN[kind] in caught.value.message
    assert example in str(caught.value.remedy)


@pytest.mark.parametrize(
    ("variable", "header", "message", "remedy"),
    [
        ("_certification_", EMPTY, "la variable ?_certification_ n’a pas la forme d’un paramètre.",
         "Son nom n’a que des lettres et des chiffres, par exemple ?_certification_iri."),
        ("_x_colour", EMPTY, "le type « colour » de ?_x_colour n’est pas connu.", "Types\u00a0: certification, bloc, "),
        ("__certification", EMPTY, "le paramètre ?__certification porte le nom d’un type (certification), mais n’a pas "
         "de type.", "Écrivez ?__certification_iri, ou ?__certification_text si c’est un texte qui est attendu."),
        ("_clientele", EMPTY, "le paramètre ?_clientele porte le nom d’un type (clientèle), mais n’a pas de type.",
         "Écrivez ?_clientele_iri_segment, ou ?_clientele_text si c’est un texte qui est attendu."),
        ("_date", EMPTY, "le paramètre ?_date porte le nom d’un type (date), mais n’a pas de type.",
         "Écrivez ?_date_date, ou ?_date_text si c’est un texte qui est attendu."),
        ("_n_integer", Header("Quoi ?", defaults={"n": "x"}),
         "« x », donné à « n », n’est pas une valeur du type « nombre entier ».",
         "Exemple\u00a0: 3."),
        ("_n_text", Header("Quoi ?", defaults={"n": "c"}, enumerations={"n": ("a", "b")}),
         "la valeur par défaut « c » de « n » n’est pas énumérée.", "Valeurs énumérées\u00a0: a, b."),
        ("_n_text", Header("Quoi ?", defaults={"m": "c"}),
         "« defaults » nomme « m », qui n’est pas un paramètre de la requête.", ""),
        ("_n_text", Header("Quoi ?", enumerations={"m": ("c",)}),
         "« enumerate » nomme « m », qui n’est pas un paramètre de la requête.", ""),
        ("_n_text", Header("Quoi ?", several=("m",)),
         "« several » nomme « m », qui n’est pas un paramètre de la requête.", ""),
    ],
)  # fmt: skip
def test_what_is_no_parameter_is_refused_with_what_to_write(
    variable: str, header: Header, message: str, remedy: str
) -> None:
    """Each refusal in its words."""
    with pytest.raises(QueryError) as caught:
        parameters([variable], header)
    assert caught.value.message == message
    assert (caught.value.remedy or "").startswith(remedy)


def test_parameters_stand_in_the_order_of_a_form() -> None:
    """What must be given first, each list by name, with what the header says of it."""
    header = Header("Quoi ?", labels={"mot": "Le mot"}, defaults={"age": "3"}, enumerations={"mot": ("a", "b")})
    found = parameters(VARIABLES, header)
    assert [(one.name, one.variable, one.kind, one.label, one.required) for one in found] == [
        ("a", "_a_fr", "text", "Texte", True),
        ("mot", "_mot", "text", "Le mot", True),
        ("mots", "_mots_text_wording", "wording", "Mot ou expression", True),
        ("age", "__age_int", "integer", "Nombre entier", False),
        ("b", "__b_iri_bloc", "bloc", "Bloc", False),
        ("texte", "__texte_xsd_date", "date", "Date", False),
    ]
    assert [one.default for one in found] == [None, None, None, "3", None, None]
    assert [one.options for one in found] == [(), ("a", "b"), (), (), (), ()]
    assert [one.language for one in found] == ["fr", "", "", "", "", ""]
