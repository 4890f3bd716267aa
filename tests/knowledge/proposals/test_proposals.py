"""What is proposed for the five documents, checked by a person in their texts."""

from __future__ import annotations

from collections import Counter

import pytest

from refgraph.graph.sssom import compress
from refgraph.knowledge.proposals import Item, propose
from refgraph.knowledge.proposals.proposal import MOST, Proposal

ENTREPRISES = "rgid:cqp-charge-affaires-entreprises"
FICHE = "rgid:RNCP31919"
PARTICULIERS = "rgid:charge-clientele-particuliers-n6"
PROFESSIONNELLE = "rgid:conseiller-clientele-professionnelle-n6"
BANQUE_ASSURANCE = "rgid:charge-clientele-particuliers-banque-assurance-n6"

WORD_FOR_WORD = [
    (f"{ENTREPRISES}/bloc/2/competence/C13", f"{PARTICULIERS}/bloc/2/competence/C11"),
    (f"{ENTREPRISES}/bloc/1/competence/C14", f"{PARTICULIERS}/bloc/2/competence/C13"),
]
RECOMMENDATIONS = [
    f"{ENTREPRISES}/bloc/3/competence/C10",
    f"{FICHE}/bloc/3/competence/C15",
    f"{PARTICULIERS}/bloc/1/competence/C5",
    f"{BANQUE_ASSURANCE}/bloc/2/competence/k17",
]
ALONE = [f"{ENTREPRISES}/bloc/{bloc}/competence/{code}" for bloc, code in ((3, "C12"), (4, "C18"), (3, "C20"))]
CORRESPONDING = {"skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch"}

ONE_WORD_IN_COMMON = [
    (f"{FICHE}/bloc/2/competence/C11", f"{PROFESSIONNELLE}/bloc/2/competence/k10", "dossiers à argumenter, produits"),
    (f"{FICHE}/bloc/5/competence/C24", f"{BANQUE_ASSURANCE}/bloc/1/competence/k18", "outils"),
    (f"{FICHE}/bloc/5/competence/C25", f"{BANQUE_ASSURANCE}/bloc/1/competence/k18", "outils"),
    (f"{FICHE}/bloc/4/competence/C19", f"{BANQUE_ASSURANCE}/bloc/2/competence/k12", "suivi du portefeuille"),
    (f"{PROFESSIONNELLE}/bloc/1/competence/k05", f"{BANQUE_ASSURANCE}/bloc/2/competence/k12", "portefeuille"),
    (f"{ENTREPRISES}/bloc/1/competence/C3", f"{BANQUE_ASSURANCE}/bloc/2/competence/k12", "portefeuille de clients"),
    (f"{ENTREPRISES}/bloc/3/competence/C11", f"{PARTICULIERS}/bloc/1/competence/C6", "objectifs de développement"),
    (f"{ENTREPRISES}/bloc/1/competence/C4", f"{FICHE}/bloc/5/competence/C24", "outils"),
]


@pytest.mark.parametrize("pair", WORD_FOR_WORD)
def test_same_words_are_the_same_competence(by_pair: dict[frozenset[str], Proposal], pair: tuple[str, str]) -> None:
    """Two certifications print these statements word for word."""
    proposal = by_pair[frozenset(pair)]
    assert proposal.predicate == "skos:exactMatch"
    assert proposal.confidence >= 0.99
    assert proposal.explanation.only_subject == proposal.explanation.only_object == ()


def test_recommendations_are_asked_for_in_four_certifications(by_pair: dict[frozenset[str], Proposal]) -> None:
    """« Solliciter des recommandations » is found in all pairs of the four that have it, whatever the words."""
    for at, left in enumerate(RECOMMENDATIONS):
        for right in RECOMMENDATIONS[at + 1 :]:
            assert by_pair[frozenset((left, right))].predicate in CORRESPONDING


@pytest.mark.parametrize("competence", ALONE)
def test_nothing_in_common_is_invented(items: list[Item], proposals: list[Proposal], competence: str) -> None:
    """Prescription, risk sharing and representation have no counterpart: nothing is said to correspond to them."""
    assert competence in {compress(item.iri) for item in items}
    found = [one for one in proposals if competence in (compress(one.subject.iri), compress(one.object.iri))]
    assert not [one for one in found if one.predicate in CORRESPONDING]


@pytest.mark.parametrize(("left", "right", "shared"), ONE_WORD_IN_COMMON)
def test_a_general_word_is_no_competence(
    items: list[Item], by_pair: dict[frozenset[str], Proposal], left: str, right: str, shared: str
) -> None:
    """Sharing only « argumenter », « outils », « suivi », « objectifs » or « portefeuille » makes no correspondence."""
    assert {left, right} <= {compress(item.iri) for item in items}
    proposal = by_pair.get(frozenset((left, right)))
    assert proposal is None or proposal.predicate == "skos:relatedMatch"


def test_the_wider_competence_is_told_from_the_narrower(by_pair: dict[frozenset[str], Proposal]) -> None:
    """000 C9 subscribes products and negotiates conditions, 000 C15 analyses and argues: 001 C25 and C11 are parts."""
    for whole, part in (("2/competence/C9", "5/competence/C25"), ("4/competence/C15", "2/competence/C11")):
        pair = f"{ENTREPRISES}/bloc/{whole}", f"{FICHE}/bloc/{part}"
        assert by_pair[frozenset(pair)].predicate == "skos:narrowMatch"


def test_the_same_object_with_another_action_is_no_part(by_pair: dict[frozenset[str], Proposal]) -> None:
    """001 C14 conducts commercial actions; 000 C2, which defines and plans them, doesn't cover it."""
    pair = f"{ENTREPRISES}/bloc/1/competence/C2", f"{FICHE}/bloc/3/competence/C14"
    assert by_pair[frozenset(pair)].predicate in {"skos:closeMatch", "skos:relatedMatch"}


def test_same_input_same_list(items: list[Item], proposals: list[Proposal]) -> None:
    """Nothing depends on chance, on the clock or on the order of sets."""
    assert propose(items) == proposals


def test_between_keeps_two_certifications(items: list[Item], proposals: list[Proposal]) -> None:
    """A pair of certifications alone gives what it gives among all others."""
    both = {items[0].certification, items[-1].certification}
    alone = propose(items, between=both)
    assert {one.subject.certification for one in alone} | {one.object.certification for one in alone} == both
    among = [one for one in proposals if {one.subject.certification, one.object.certification} == both]
    assert {(one.subject.iri, one.object.iri, one.predicate) for one in among if one.confidence > 0.1} == {
        (one.subject.iri, one.object.iri, one.predicate) for one in alone if one.confidence > 0.1
    }


def certification(name: str, *statements: str) -> list[Item]:
    iri = f"https://w3id.org/refgraph/id/certification/{name}"
    return [Item(f"{iri}/bloc/1/competence/k{n:02}", iri, statement) for n, statement in enumerate(statements, 1)]


def test_other_trades_are_understood() -> None:
    """The thesaurus and the method serve certifications of trades that nobody tuned them on."""
    left = certification(
        "hotel",
        "Accueillir la clientèle de l’hôtel et enregistrer les réservations",
        "Encadrer une équipe d’étage en répartissant le travail",
        "Contrôler les stocks de linge et passer les commandes aux fournisseurs",
    )
    right = certification(
        "restaurant",
        "Manager son équipe de salle au quotidien",
        "Suivre l’inventaire des marchandises et assurer les approvisionnements",
        "Recevoir les clients et gérer les réservations du restaurant",
    )
    best: dict[str, str] = {}
    for proposal in propose(left + right):
        best.setdefault(proposal.subject.iri[-3:], proposal.object.iri[-3:])
    assert best == {"k01": "k03", "k02": "k01", "k03": "k02"}


@pytest.mark.parametrize(
    "items", [[], certification("seule", "Vendre", "Acheter"), certification("a", "") + certification("b", "")]
)
def test_nothing_to_align_gives_nothing(items: list[Item]) -> None:
    """No certification, one certification or empty statements are no error and no proposal."""
    assert propose(items) == []


def test_the_list_grows_as_the_competences_do() -> None:
    """A competence that forty others say too is proposed with its best counterparts, not with each of them."""
    many = [item for n in range(40) for item in certification(f"atelier-{n:02}", "Souder les pièces à l’arc")]
    shown = Counter(item.iri for one in propose(many) for item in (one.subject, one.object))
    assert len(shown) == 40
    assert sum(shown.values()) / 2 <= MOST * 40
    assert sum(shown.values()) / 2 < 40 * 39 / 2
    assert min(shown.values()) >= MOST


def test_why_is_worked_out_when_it_is_looked_at(items: list[Item]) -> None:
    """Among thousands of proposals only those that a person looks at cost their explanation."""
    first = propose(items)[0]
    assert "explanation" not in vars(first)
    assert first.explanation.words == (
        "personnaliser", "relation", "soit", "canal", "utilisé", "suivi", "préserver", "renforcer",
    )  # fmt: skip
