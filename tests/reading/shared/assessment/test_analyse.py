"""What an assessment text says, on texts printed in référentiels of several trades."""

from decimal import Decimal

import pytest

from refgraph.model.records import Jury
from refgraph.reading.shared import assessment
from refgraph.reading.shared.assessment.methods import METHOD_TERMS, named

CASES: list[tuple[str, list[tuple[str, ...]], list[tuple[str, ...]]]] = [
    (
        "Evaluation par le tuteur en situation professionnelle + sujet tiré au sort et présentation à la commission "
        "d’évaluation + quiz",
        [("tuteur-situation",), ("sujet-tire-au-sort", "presentation-commission"), ("quiz",)],
        [("tuteur",), ("commission-evaluation",), ()],
    ),
    (
        "Evaluation par le tuteur en situation professionnelle et présentation à la commission d’évaluation.",
        [("tuteur-situation",), ("presentation-commission",)],
        [("tuteur",), ("commission-evaluation",)],
    ),
    (
        "Mise en situation professionnelle Rendu de livrables professionnels Soutenance orale devant jury",
        [("mise-en-situation",), ("livrables",), ("soutenance-orale",)],
        [(), (), ("jury",)],
    ),
    (
        "Mise en situation professionnelle\nRendu de livrables\nQuestionnaire thématique portant sur le RGPD.",
        [("mise-en-situation",), ("livrables",), ("questionnaire",)],
        [(), (), ()],
    ),
    (
        "Etude de cas, QCM (45 min) et soutenance orale devant un jury de 3 professionnels du secteur",
        [("etude-de-cas",), ("qcm",), ("soutenance-orale",)],
        [(), (), ("jury",)],
    ),
    (
        "Une mise en situation pratique suivie d’un entretien avec le jury",
        [("mise-en-situation",), ("entretien",)],
        [(), ("jury",)],
    ),
    ("- Portfolio\n- Contrôle continu", [("portfolio",), ("controle-continu",)], [(), ()]),
    ("Mise en situation professionnelle avec un expert métier", [("mise-en-situation",)], [("expert-metier",)]),
    ("Les candidats remettent au service le dossier du client.", [], []),
]


@pytest.mark.parametrize(("text", "methods", "roles"), CASES, ids=[case[0][:40] for case in CASES])
def test_components(text: str, methods: list[tuple[str, ...]], roles: list[tuple[str, ...]]) -> None:
    """Each assessment that a text joins is a component of its own; prose that names a file is none."""
    found = assessment.analyse("bloc/1/modality/m01", text).components
    assert [component.methods for component in found] == methods
    assert [component.roles for component in found] == roles
    assert [component.id for component in found] == [f"bloc/1/modality/m01-{n}" for n in range(1, len(methods) + 1)]


def test_components_keep_the_printed_words() -> None:
    """A component is shown by the words of the document, without the sign that joins it to the next."""
    found = assessment.analyse("m01", "Evaluation par le tuteur, en situation professionnelle + quiz.").components
    assert [component.text for component in found] == ["Evaluation par le tuteur, en situation professionnelle", "quiz"]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Epreuve orale (durée 2 heures – 80% de la note)", 120),
        ("Epreuve écrite (durée 1h30 – 20% de la note)", 90),
        ("QCM (45 min)", 45),
        ("Soutenance d’une heure", 60),
        ("Oral de 1 h 15", 75),
        ("Examen écrit – 1 heure 30 minutes", 90),
        ("Présentation d’une demi-heure", 30),
        ("Entretien de 30 à 45 minutes", None),
        ("20 minutes de présentation et 10 minutes de questions", None),
        ("Durée totale : 30 min (20 min de présentation, 10 min d’échange)", 30),
        ("Mise en situation de 24 heures", 1440),
        ("Garde de 24h, puis entretien", 1440),
        ("Rapport remis sous 48 heures", None),
        ("Etude de cas", None),
    ],
)
def test_duration(text: str, minutes: int | None) -> None:
    """A duration is one printed figure; a range or several figures are not summed or averaged."""
    assert assessment.analyse("m01", text).duration_minutes == minutes


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Epreuve orale (durée 2 heures – 80% de la note)", Decimal("0.80")),
        ("Soutenance (40 % de la note finale)", Decimal("0.40")),
        ("Dossier : compte pour 25 %", Decimal("0.25")),
        ("Epreuve écrite, coefficient 2", None),
        ("QCM : 60 % de bonnes réponses", None),
    ],
)
def test_weight(text: str, weight: Decimal | None) -> None:
    """Only a printed share of the mark is a weight: neither a coefficient nor a pass mark is one."""
    assert assessment.analyse("m01", text).weight == weight


def test_jury_with_members() -> None:
    """A jury keeps its printed words; number and profile only where they are printed."""
    counted = assessment.analyse("m01", "présentation devant un jury composé de deux professionnels du métier.").jury
    assert counted == Jury(
        text="jury composé de deux professionnels du métier",
        member_count=2,
        member_profile="professionnels du métier",
    )
    assert assessment.analyse("m01", "Soutenance orale devant jury").jury == Jury(text="jury")
    assert assessment.members("3 professionnels métiers") == Jury(
        text="3 professionnels métiers", member_count=3, member_profile="professionnels métiers"
    )
    uncounted = assessment.analyse("m01", "Soutenance devant un jury composé de professionnels du métier.").jury
    assert uncounted == Jury(text="jury composé de professionnels du métier", member_profile="professionnels du métier")
    assert assessment.analyse("m01", "Evaluation par le tuteur").jury is None


def test_individual_is_unknown_when_unsaid() -> None:
    """« non documenté » is not « non »: silence gives None, a group assessment gives False."""
    assert assessment.analyse("m01", "L’évaluation est individuelle.").is_individual is True
    assert assessment.analyse("m01", "Projet réalisé en groupe").is_individual is False
    assert assessment.analyse("m01", "Etude de cas").is_individual is None


def test_theme_mode_and_examination() -> None:
    """A questionnaire keeps its theme, a sitting its mode, and « suite de l’épreuve » is no épreuve of its own."""
    assert assessment.analyse("m01", "Questionnaire portant sur la réglementation fiscale.").theme == (
        "la réglementation fiscale"
    )
    modes = assessment.analyse("m01", "Mode d'évaluation : face à face ou à distance.").delivery_modes
    assert modes == ("presentiel", "distance")
    sequel = assessment.analyse("m01", "Suite de l'épreuve écrite.")
    assert sequel.is_examination is False
    first = assessment.analyse("m01", "Epreuve écrite (durée 1h30)")
    assert first.is_examination is True
    numbered = assessment.analyse("m01", "Épreuve n° 2 : questionnaire écrit")
    assert (first.code, numbered.code) == (None, "E2")


def test_notations_are_iri_safe_and_labelled() -> None:
    """The vocabularies are built from these tables: a notation with a space or an empty label would break them."""
    tables = (assessment.METHODS, assessment.EVALUATORS, assessment.DELIVERY_MODES)
    assert [len(table) >= least for table, least in zip(tables, (25, 8, 2), strict=True)] == [True, True, True]
    for table in tables:
        for notation, label in table.items():
            assert notation.replace("-", "").isalpha()
            assert notation.isascii()
            assert notation == notation.lower()
            assert label[0].isupper()


@pytest.mark.parametrize("gap", [" ", "\t", "\u00a0"])
def test_a_run_of_white_space_is_a_space(gap: str) -> None:
    """Cells laid out with spaces are read in a moment, however many there are."""
    (component,) = assessment.analyse("m", f"Quiz{gap * 1000}!").components
    assert component.methods == ("quiz",)


@pytest.mark.parametrize(
    ("text", "count", "profile"),
    [
        ("devant un jury d’au moins deux membres", None, None),
        ("un jury composé au minimum de trois professionnels", None, "professionnels"),
        ("un jury de 2 professionnels minimum", None, "professionnels"),
        ("un jury composé de 4 membres dont au moins deux professionnels", 4, None),
    ],
)
def test_a_minimum_of_members_is_no_count(text: str, count: int | None, profile: str | None) -> None:
    """« Au moins deux » says how many there may not be, not how many there are: no figure is made of it."""
    jury = assessment.analyse("m01", text).jury
    assert jury is not None
    assert (jury.member_count, jury.member_profile) == (count, profile)


def test_signs_between_parentheses_part_nothing() -> None:
    """« (20 min + 10 min) » is one component; the « + » behind it joins another."""
    text = "Soutenance (20 min de présentation + 10 min d’échange) + QCM"
    found = assessment.analyse("m01", text).components
    assert [item.text for item in found] == ["Soutenance (20 min de présentation + 10 min d’échange)", "QCM"]


def test_a_method_named_twice_stands_where_it_is_named_first() -> None:
    """Methods are told in the order in which the text names them, whatever it says again behind."""
    found = named("quiz, puis soutenance orale, puis quiz", METHOD_TERMS)
    assert list(found.items()) == [("quiz", 0), ("soutenance-orale", 11)]
