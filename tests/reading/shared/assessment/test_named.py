"""Each wording of an assessment, an evaluator and a mode, and the notation that it names: `named.tsv`, one a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.reading.shared.assessment import DELIVERY_MODES, EVALUATORS, METHODS
from refgraph.reading.shared.assessment.measures import duration, members, theme, weight
from refgraph.reading.shared.assessment.methods import DELIVERY_TERMS, EVALUATOR_TERMS, METHOD_TERMS, named
from refgraph.reading.shared.folded import Folded

PARTS = [
    [line.split("\t") for line in part.splitlines()]
    for part in Path(__file__).with_name("named.tsv").read_text("utf-8").split("\n\n")
]
TERMS = (METHOD_TERMS, EVALUATOR_TERMS, DELIVERY_TERMS)


def test_every_notation_has_its_label() -> None:
    """What a person reads of a notation, in the order in which the vocabulary tells them."""
    for part, labels in zip(PARTS, (METHODS, EVALUATORS, DELIVERY_MODES), strict=True):
        assert [row[:2] for row in part] == [[notation, label] for notation, label in labels.items()]


@pytest.mark.parametrize(("part", "notation"), [(at, row[0]) for at, part in enumerate(PARTS) for row in part])
def test_each_wording_names_its_notation(part: int, notation: str) -> None:
    """Every form of a word, in prose that begins and goes on with others."""
    (wordings,) = [row[2:] for row in PARTS[part] if row[0] == notation]
    assert [words for words in wordings if notation not in named(Folded(words).flat, TERMS[part])] == []


@pytest.mark.parametrize(
    "words",
    [
        "le candidat remet le rapport du client", "il connaît les projets de la maison", "il lit un mémoire technique",
        "il fait le diagnostic", "quizine", "questionner", "tutorat", "jurys-prudence",
    ],
)  # fmt: skip
def test_common_words_in_prose_name_nothing(words: str) -> None:
    """« Le dossier du client » is no assessment: common words count where a phrase opens with them."""
    assert named(Folded(words).flat, {name: METHOD_TERMS[name] for name in ("rapport", "projet", "memoire",
                 "diagnostic", "test", "exercice", "quiz", "questionnaire")}) == {}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *((f"Oral d’{word} heure" if word == "une" else f"Oral de {word} heures", 60 * number) for number, word in
          enumerate(("une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"), 1)),
        ("un heure", 60), ("une heure et demie", 90), ("2 heures et 15 minutes", 135), ("2 h 05 min", 125),
        ("1 heure 20 mn", 80), ("1h05", 65), ("12 h 30", 750), ("dix minutes", 10), ("15 mn", 15), ("1 minute", 1),
        ("demi-heure", 30), ("demie heure", 30), ("30 min à 1 h", None), ("20 ou 30 minutes", None),
        ("20-30 min", None), ("20/30 min", None), ("20 – 30 mn", None), ("2 heures (50 % de la note)", 120),
        ("remis dans les 2 heures", None), ("dans le 2 heures", None), ("délai de 2 heures", None),
        ("délai 2 heures", None), ("avant 2 heures", None), ("après 10 minutes", None), ("un film de 3 minutes", None),
        ("une vidéo de 3 minutes", None), ("des clips de 3 minutes", None), ("un reportage de 3 minutes", None),
        ("sujet de 2 heures", None), ("maximum de retard de 10 minutes", None),
        ("10 min, 20 min, durée globale : 30 min", 30), ("10 min puis 20 min, au total 30 min", 30),
        ("10 min puis 20 min, durée totale est de 30 min", 30), ("20 minutes, puis 20 minutes", 20),
    ],
)  # fmt: skip
def test_durations_in_every_wording(text: str, minutes: int | None) -> None:
    """Number words, glued and parted figures; ranges, deadlines and lengths of works are no durations."""
    assert duration(text) == minutes


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("40 % de la note", "0.40"), ("40 % du total", "0.40"), ("12,5 % de la moyenne", "0.125"),
        ("12.5 % de l’évaluation", "0.125"), ("5 % de la validation", "0.05"), ("pondération : 30 %", "0.30"),
        ("compte pour 30 %", "0.30"), ("poids de 30 %", "0.30"), ("100 % de la note", "1.00"), ("poids 30 %", "0.30"),
        ("40 % de la note et 60 % de la note", "None"), ("40 % des points", "None"),
    ],
)  # fmt: skip
def test_weights_in_every_wording(text: str, share: str) -> None:
    """A share of the mark however it is said; two that differ are none."""
    assert str(weight(text)) == share


@pytest.mark.parametrize(
    ("text", "count", "profile"),
    [
        ("2 membres", 2, None), ("trois personnes", 3, None), ("deux membres dont un président", 2, None),
        ("un expert", 1, "expert"), ("deux formateurs du centre", 2, "formateurs du centre"),
        ("2 évaluateurs", 2, "évaluateurs"), ("2 examinateurs", 2, "examinateurs"),
        ("2 représentants de la branche", 2, "représentants de la branche"), ("2 enseignants", 2, "enseignants"),
        ("2 jurés", 2, "jurés"), ("2 professionnels qui notent", 2, "professionnels"),
        ("2 professionnels du métier et un salarié", None, None),
        ("2 professionnels puis 3 experts", None, None), ("2 professionnels ou plus", None, "professionnels"),
        ("au moins de 2 membres", None, None), ("2 salariés", None, None), ("2 experts et 2 formateurs", None, None),
        ("plus de 2 membres", None, None), ("jusqu’à 3 membres", None, None), ("a minima 2 membres", None, None),
    ],
)  # fmt: skip
def test_members_in_every_wording(text: str, count: int | None, profile: str | None) -> None:
    """A figure counts where one is printed for all; a least or a most is none."""
    found = members(text)
    assert (found.text, found.member_count, found.member_profile) == (text, count, profile)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Devoir portant sur la taille.", "la taille"), ("Devoir sur le thème de la taille", "la taille"),
        ("Devoir sur le thème « la taille » noté", "la taille"), ("Oral ayant pour sujet la taille (20 min)",
         "la taille"), ("Oral ayant pour thème la taille, ", "la taille"), ("QCM relatif à la taille", "la taille"),
        ("Quiz relatives aux arbres", "arbres"), ("Dossier consacré à la taille + oral", "la taille"),
        ("Étude de cas consacrée aux arbres", "arbres"), ("Geste relatif à la taille", None),
        ("Exposé court relatif au bois", "bois"), ("Rapport portant sur “le bois”", "le bois"),
    ],
)  # fmt: skip
def test_themes_in_every_wording(text: str, about: str | None) -> None:
    """What an assessment is about, without its quotes; of what is no assessment nothing is said."""
    assert theme(text) == about
