"""The two shipped documents of tables, against figures and passages counted and read in them by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from refgraph.model.records import Basis, CriteriaGroup, Modality, Reading
from refgraph.reading.layouts import tables
from refgraph.reading.opening import open_document

SOURCES = Path(__file__).parents[4] / "data" / "sources"


@pytest.fixture(scope="module")
def titre() -> Reading:
    return tables.read(open_document(SOURCES / "003_9aa1763f7bae16bc.txt"), "conseiller")


@pytest.fixture(scope="module")
def fonctions() -> Reading:
    return tables.read(open_document(SOURCES / "004_88229ca4c97ea489.txt"), "charge")


def _per_bloc(reading: Reading) -> list[int]:
    return [sum(c.bloc == bloc.id and c.parent is None for c in reading.competences) for bloc in reading.blocs]


def _modality(reading: Reading, id: str) -> Modality:
    return next(item for item in reading.modalities if item.id == id)


def _group(reading: Reading, id: str) -> CriteriaGroup:
    return next(item for item in reading.criteria_groups if item.id == id)


def test_counts_of_the_uncoded_titre(titre: Reading) -> None:
    """Figures counted by hand: another one means that something was lost or invented."""
    assert _per_bloc(titre) == [7, 11, 5]
    assert sum(item.parent is None for item in titre.activities) == 3
    assert sum(item.parent is not None for item in titre.activities) == 11
    assert len(titre.modalities) == len({item.text for item in titre.modalities}) == 9
    assert len(titre.criteria_groups) == 14
    assert sum(len(group.criteria) for group in titre.criteria_groups) == 54
    assert titre.issues == ()


def test_titles_of_list_and_table(titre: Reading) -> None:
    """The list at the end gives the title of a bloc, the table its other title."""
    assert [(bloc.id, bloc.code, bloc.text) for bloc in titre.blocs] == [
        ("bloc/1", "1", "Développer un portefeuille de clients professionnels"),
        ("bloc/2", "2", "Approcher, conseiller et équiper un client professionnel"),
        ("bloc/3", "3", "Construire et gérer une relation durable avec ses clients professionnels"),
    ]
    assert [bloc.alternative_titles[0].text for bloc in titre.blocs] == [
        "Développement d'un portefeuille de clients professionnels",
        "Approche, conseil et équipement d'un client professionnel",
        "Gestion de la relation avec les clients professionnels",
    ]


def test_lettered_sub_activities(titre: Reading) -> None:
    """Letters name sub-activities of the numbered activity, and competences are mobilised by those of their row."""
    assert [item.id for item in titre.activities if item.bloc == "bloc/2"] == [
        "bloc/2/activity/2",
        *(f"bloc/2/activity/2{letter}" for letter in "abcde"),
    ]
    first = next(item for item in titre.competences if item.id == "bloc/2/competence/k01")
    assert first.activities == ("bloc/2/activity/2a", "bloc/2/activity/2b")


def test_epreuves_and_their_sequels(titre: Reading) -> None:
    """An épreuve has its duration and weight; « suite » is tied to the épreuve of the same kind."""
    oral = _modality(titre, "bloc/2/modality/m01")
    written = _modality(titre, "bloc/2/modality/m03")
    assert (oral.duration_minutes, oral.weight, oral.is_examination) == (120, Decimal("0.80"), True)
    assert (written.duration_minutes, written.weight, written.is_examination) == (90, Decimal("0.20"), True)
    assert _modality(titre, "bloc/2/modality/m02").continues == oral.id
    assert _modality(titre, "bloc/2/modality/m04").continues == written.id
    assert _modality(titre, "bloc/3/modality/m02").continues == "bloc/3/modality/m01"


def test_flat_list_of_bullets_and_dashes(titre: Reading) -> None:
    """Where bullet and dashes stand in one list, the bullet is the heading of the dashes."""
    group = _group(titre, "bloc/2/criteria/g03")
    assert group.text == "Précision de l'analyse de risques"
    assert len(group.criteria) == 6
    assert group.criteria[2].text == "L'échelle d'occurrence et de gravité est cohérente et justifiée"


def test_validation_rules(titre: Reading) -> None:
    """The sentences at the end are three rules, each with its own passage."""
    assert [rule.code for rule in titre.certification.validation_rules] == [
        "all-blocs",
        "no-partial-bloc",
        "partial-certification",
    ]
    assert [rule.source.line for rule in titre.certification.validation_rules] == [73, 75, 75]


def test_certification_facts(titre: Reading, fonctions: Reading) -> None:
    """Title, kind, level and clientèle stand in the heading, whatever its level and dash."""
    one, other = titre.certification, fonctions.certification
    assert one.title is not None
    assert other.title is not None
    assert one.title.text == "Titre de Conseiller(ère) de clientèle professionnelle"
    assert other.title.text == "Chargé de clientèle particuliers banque assurance"
    assert [fact.code for fact in (one.kind, one.level, *one.segments) if fact] == ["Titre", "6", "professionnels"]
    assert [fact.code for fact in (other.kind, other.level, *other.segments) if fact] == ["Titre", "6", "particuliers"]
    assert one.rncp_number is None


def test_counts_of_the_fonctions(fonctions: Reading) -> None:
    """Figures counted by hand: another one means that something was lost or invented."""
    assert [(bloc.code, bloc.source_code) for bloc in fonctions.blocs] == [
        ("F1", "FONCTION 1"),
        ("F2", "FONCTION 2"),
        ("F3", "FONCTION 3"),
    ]
    assert _per_bloc(fonctions) == [20, 19, 7]
    assert sum(item.parent is not None for item in fonctions.competences) == 7
    assert len(fonctions.activities) == 24
    assert len(fonctions.modalities) == len(fonctions.criteria_groups) == 10
    assert sum(len(group.criteria) for group in fonctions.criteria_groups) == 41


def test_a_code_printed_twice_names_two_activities(fonctions: Reading) -> None:
    """C3 is printed twice: neither activity is lost, and their ids differ."""
    assert [(item.id, item.code) for item in fonctions.activities if item.code == "C3"] == [
        ("bloc/3/activity/C3", "C3"),
        ("bloc/3/activity/C3-2", "C3"),
    ]
    assert [issue.line for issue in fonctions.issues] == [58]


def test_steps_of_a_competence(fonctions: Reading) -> None:
    """The numbered entries inside a competence are its steps; the sentence behind them belongs to the competence."""
    steps = [item for item in fonctions.competences if item.parent]
    assert {item.parent for item in steps} == {"bloc/2/competence/k15"}
    assert [(item.order, item.statement) for item in steps][:2] == [
        (1, "Préparation de l'entretien commercial"),
        (2, "Prise de contact"),
    ]
    parent = next(item for item in fonctions.competences if item.id == "bloc/2/competence/k15")
    assert parent.statement == "Mener un entretien de vente : En respectant les 2 parties."
    assert [passage.quote for passage in (parent.source, *parent.other_sources)] == [
        "Mener un entretien de vente :",
        "En respectant les 2 parties.",
    ]


def test_row_cut_by_a_page_break(fonctions: Reading) -> None:
    """Activity, bullet, modality and criteria of a row that goes on behind a page break are put together again."""
    activity = next(item for item in fonctions.activities if item.id == "bloc/2/activity/B4")
    assert activity.text.endswith(
        "(regroupement de données clients : connaissance client, historique des opérations ou de navigation web...)"
    )
    cut = next(item for item in fonctions.competences if item.id == "bloc/2/competence/k10")
    assert cut.statement == (
        "Être réactif pour répondre en temps et en heure à l'évènement concernant la vie du client (anniversaire, "
        "naissance, achat de résidence, achat de véhicule...)"
    )
    assert [passage.line for passage in (cut.source, *cut.other_sources)] == [36, 44]
    assert len(_group(fonctions, "bloc/2/criteria/g03").criteria) == 3


def test_assessment_cut_by_a_page_break(fonctions: Reading) -> None:
    """A page that ends with the title of an assessment only goes on with its text: one modality, one group."""
    modality = _modality(fonctions, "bloc/1/modality/m03")
    assert modality.title == "Mise en situation : entretien commercial"
    assert [passage.line for passage in (modality.source, *modality.other_sources)] == [13, 21]
    assert len(_group(fonctions, "bloc/1/criteria/g03").criteria) == 5


def test_cells_that_span_rows(fonctions: Reading) -> None:
    """An empty cell carries on the one above: the link is deduced and says so."""
    spanning = _modality(fonctions, "bloc/1/modality/m01")
    assert spanning.competences == tuple(f"bloc/1/competence/k0{n}" for n in range(1, 6))
    assert spanning.source.basis is Basis.DEDUIT
    single = _modality(fonctions, "bloc/1/modality/m02")
    assert single.competences == ("bloc/1/competence/k06", "bloc/1/competence/k07")
    assert single.source.basis is Basis.EXTRAIT
    assert _group(fonctions, "bloc/2/criteria/g04").competences[-1] == "bloc/2/competence/k19"


def test_jury_and_mode(fonctions: Reading) -> None:
    """The jury of two professionals and the two modes of sitting stand in one cell."""
    modality = _modality(fonctions, "bloc/2/modality/m04")
    assert modality.jury is not None
    assert (modality.jury.member_count, modality.jury.member_profile) == (2, "professionnels du métier")
    assert modality.delivery_modes == ("presentiel", "distance")
    assert modality.is_individual is True


def test_stray_bullets_are_furniture(fonctions: Reading) -> None:
    """A bullet with nothing behind it is no criterion, and is not lost either."""
    assert [item.source.line for item in fonctions.furniture if item.kind == "puce vide"] == [21, 21]
