"""Pass marks: which sentences state one, and which quiz each is about."""

from decimal import Decimal

import pytest

from refgraph.model.records import Component, CriteriaGroup, Criterion, Modality, Passage
from refgraph.reading.shared import assessment


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("60% de bonnes réponses au quiz", "0.60"),
        ("60 % de bonnes réponses", "0.60"),
        ("60 %", "0.60"),
        ("70% minimum", "0.70"),
        ("Au moins 12/20", "0.60"),
        ("Note supérieure ou égale à 10/20", "0.50"),
        ("12/20 au moins au questionnaire.", "0.60"),
        ("8 bonnes réponses sur 10", "0.80"),
        ("Obtenir 14 sur 20 au QCM", "0.70"),
        ("Score minimal de 75 % au test", "0.75"),
        ("Le taux de réussite au QCM est d’au moins 66,7 %", "0.667"),
        ("Deux tiers de bonnes réponses au moins", "0.6667"),
        ("Deux tiers des réponses au questionnaire", "0.6667"),
        ("Au moins les deux tiers des réponses sont exactes.", "0.6667"),
        ("Les trois quarts des questions du QCM", "0.75"),
        ("Le candidat répond correctement à la moitié des questions", "0.50"),
        ("La moitié des points au test", "0.50"),
        ("Sept bonnes réponses sur dix au QCM", "0.70"),
        ("sept réponses sur dix sont justes", "0.70"),
        ("Au moins 7 réponses sur 10", "0.70"),
        ("Vingt réponses exactes au moins sur trente", "0.6667"),
        ("Soixante pour cent de bonnes réponses", "0.60"),
        ("La note n’est pas inférieure à 10/20", "0.50"),
        ("10 points sur 20 au questionnaire", "0.50"),
        ("60 % de réponses justes", "0.60"),
        ("150 % de bonnes réponses", "1.50"),  # what is printed: the rules of quality say that it can’t be reached
    ],
)
def test_a_pass_mark_is_read(text: str, ratio: str) -> None:
    """The least share of right answers is a ratio, whatever way it is printed."""
    assert assessment.threshold(text) == Decimal(ratio)


@pytest.mark.parametrize(
    ("printed", "ratio"),
    [
        ("100 %", "1"), ("cent pour cent", "1"), ("1 %", "0.01"), ("un pour cent", "0.01"), ("une pour cent", "0.01"),
        ("deux pour cent", "0.02"), ("trois pour cent", "0.03"), ("quatre pour cent", "0.04"),
        ("cinq pour cent", "0.05"), ("six pour cent", "0.06"), ("sept pour cent", "0.07"), ("huit pour cent", "0.08"),
        ("neuf pour cent", "0.09"), ("dix pour cent", "0.10"), ("onze pour cent", "0.11"), ("douze pour cent", "0.12"),
        ("treize pour cent", "0.13"), ("quatorze pour cent", "0.14"), ("quinze pour cent", "0.15"),
        ("seize pour cent", "0.16"), ("vingt pour cent", "0.20"), ("vingt-cinq pour cent", "0.25"),
        ("trente pour cent", "0.30"), ("quarante pour cent", "0.40"), ("cinquante pour cent", "0.50"),
        ("soixante pour cent", "0.60"), ("soixante-dix pour cent", "0.70"), ("soixante-quinze pour cent", "0.75"),
        ("quatre-vingt pour cent", "0.80"), ("quatre-vingts pour cent", "0.80"), ("quatre-vingt-dix pour cent", "0.90"),
    ],
)  # fmt: skip
def test_every_number_word_is_read(printed: str, ratio: str) -> None:
    """A word that the table forgets would leave a pass mark « non documenté »; 100 % is a pass mark too."""
    assert assessment.threshold(f"{printed} de bonnes réponses") == Decimal(ratio)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("20 bonnes réponses sur 20", "1"),
        ("20/20 au questionnaire", "1"),
        ("Un tiers de bonnes réponses", "0.3333"),
        ("Quatre cinquièmes de bonnes réponses", "0.80"),
        ("Trois cinquièmes de bonnes réponses", "0.60"),
    ],
)
def test_shares_up_to_the_whole_are_read(text: str, ratio: str) -> None:
    """A test that must be answered wholly has a pass mark of 100 %, and each fraction in words has its own."""
    assert assessment.threshold(text) == Decimal(ratio)


@pytest.mark.parametrize(
    "text",
    [
        "Moins de 5 % d’erreurs",
        "Augmentation de 10% du chiffre d’affaires",
        "Au moins 80 % des objectifs sont atteints",
        "80% de la note",
        "Les réponses sont exactes",
        "Les deux tiers de la production sont vendus",
        "La moitié de l’équipe est formée",
        "Deux réponses possibles sur trois supports",
        "Les réponses aux deux questions du jury sont argumentées",
        "Le candidat traite au moins trois situations sur cinq",
        "La couverture de tests dépasse 70 % du code",
    ],
)
def test_another_percentage_is_no_pass_mark(text: str) -> None:
    """A percentage of something else must never be shown as a pass mark."""
    assert assessment.threshold(text) is None


def _passage(start: int) -> Passage:
    return Passage(start=start, end=start + 1, line=1, quote="x")


def _modality(number: int, competence: str, method: str, start: int) -> Modality:
    id = f"bloc/1/modality/m{number:02}"
    component = Component(id=f"{id}-1", text=method, methods=(method,))
    return Modality(
        id=id, bloc="bloc/1", text=method, source=_passage(start), competences=(competence,), components=(component,)
    )


def _group(*competences: str) -> CriteriaGroup:
    criteria = (
        Criterion(id="bloc/1/criteria/g01/01", text="Le plan est clair", source=_passage(90)),
        Criterion(id="bloc/1/criteria/g01/02", text="60 %", source=_passage(99), minimum_ratio=Decimal("0.60")),
    )
    return CriteriaGroup(
        id="bloc/1/criteria/g01", bloc="bloc/1", source=_passage(80), competences=competences, criteria=criteria
    )


def test_threshold_is_tied_to_the_quiz_of_its_competences() -> None:
    """A pass mark is about the quiz that assesses a competence of its group, not about any quiz of the bloc."""
    modalities = [_modality(1, "k1", "quiz", 10), _modality(2, "k2", "quiz", 40), _modality(3, "k3", "rapport", 60)]
    (tied,) = assessment.tie_thresholds([_group("k1", "k3")], modalities)
    assert [criterion.threshold_on for criterion in tied.criteria] == [None, "bloc/1/modality/m01-1"]


def test_threshold_without_a_quiz_stays_untied() -> None:
    """Where no quiz is printed, none is invented for the pass mark."""
    (untied,) = assessment.tie_thresholds([_group("k3")], [_modality(1, "k3", "rapport", 60)])
    assert [criterion.threshold_on for criterion in untied.criteria] == [None, None]
