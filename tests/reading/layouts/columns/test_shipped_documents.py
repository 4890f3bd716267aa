"""What a person read in the two shipped documents of the family, word for word."""

from __future__ import annotations

import pytest

from refgraph.core import assets
from refgraph.model.records import Basis, Competence, CriteriaGroup, Modality, Reading
from refgraph.reading import registry


def read(name: str) -> Reading:
    return registry.read(assets.data() / "sources" / name)


@pytest.fixture(scope="module")
def business() -> Reading:
    """The référentiel for corporate customers, with headed criteria and activities without codes."""
    return read("000_400e290180d10368.txt")


@pytest.fixture(scope="module")
def households() -> Reading:
    """The référentiel for private customers, with sub-activities and shared modality cells."""
    return read("002_680993158fc6d417.txt")


def competence(reading: Reading, code: str) -> Competence:
    return next(item for item in reading.competences if item.code == code)


def modality_of(reading: Reading, code: str) -> Modality:
    (found,) = (item for item in reading.modalities if competence(reading, code).id in item.competences)
    return found


def group_of(reading: Reading, code: str) -> CriteriaGroup:
    (found,) = (item for item in reading.criteria_groups if competence(reading, code).id in item.competences)
    return found


def codes(reading: Reading) -> list[list[str | None]]:
    return [[item.code for item in reading.competences if item.bloc == bloc.id] for bloc in reading.blocs]


def test_codes_stand_in_the_bloc_that_prints_them(business: Reading, households: Reading) -> None:
    """C14 is printed in the first bloc, C13 in the second and C20 in the third: the bloc decides, not the number."""
    assert codes(business) == [
        ["C1", "C2", "C3", "C4", "C14"],
        ["C5", "C6", "C7", "C8", "C9", "C13"],
        ["C10", "C11", "C12", "C20"],
        ["C15", "C16", "C17", "C18", "C19"],
    ]
    assert codes(households) == [
        [f"C{number}" for number in range(1, 7)],
        [f"C{number}" for number in range(7, 17)],
        [f"C{number}" for number in range(17, 23)],
    ]


def test_a_code_keeps_its_printed_form(business: Reading) -> None:
    """« C20 (B3-4) – » is C20 with the local code B3.4, and what was printed is kept."""
    found = competence(business, "C20")
    assert (found.local_code, found.source_code) == ("B3.4", "C20 (B3-4)")
    assert found.statement == "représenter son entreprise en externe lors de manifestations ou d’animations de réunions"


def test_a_passage_is_the_exact_slice(business: Reading) -> None:
    """The passage of C14 is the slice from 3172 to 3300, with its line breaks."""
    found = competence(business, "C14").source
    assert (found.start, found.end, found.line, found.basis) == (3172, 3300, 172, Basis.EXTRAIT)
    assert found.quote == (
        "C14(B1.5) Personnaliser la relation quel que soit le canal \nutilisé et assurer son suivi, afin de la "
        "préserver et la \nrenforcer."
    )


def test_a_hyphen_at_a_line_end_belongs_to_the_word(business: Reading, households: Reading) -> None:
    """« multi-canal », « après-vente » and « rendez-vous » are printed over two lines."""
    assert "une approche multi-canal, en vue" in competence(business, "C8").statement
    assert "démarche d'après-vente valorisante" in competence(business, "C13").statement
    assert competence(households, "C7").statement.endswith("maximiser la prise de rendez-vous.")


def test_activities_without_codes(business: Reading) -> None:
    """An activity printed again at the top of a page is one activity, with both passages."""
    found = [(item.bloc, item.text, len(item.other_sources)) for item in business.activities]
    assert found == [
        ("bloc/1", "Préparation et suivi de l’activité commerciale", 1),
        ("bloc/1", "Evaluation des résultats et reporting", 0),
        ("bloc/1", "Suivi de la relation client", 0),
        ("bloc/2", "Préparation des entretiens", 0),
        ("bloc/2", "Conduite des entretiens", 0),
        ("bloc/2", "Négociation contractuelle", 0),
        ("bloc/2", "Démarche d’après-vente et suivi de la relation-client", 0),
        ("bloc/3", "Conquête de nouveaux clients", 0),
        ("bloc/4", "Analyse des risques", 0),
        ("bloc/4", "Prévention et gestion des dégradations", 1),
        ("bloc/4", "Adaptation aux normes règlementaires et évolutions législatives", 0),
    ]


def test_an_activity_carried_on_is_one_activity(households: Reading) -> None:
    """« A6. (suite et fin) » brings three more sub-activities to A6."""
    found = [item.text for item in households.activities if item.parent == "bloc/2/activity/A6"]
    assert found == [
        "Suivi des contrats",
        "Suivi des opérations",
        "Réalisation des points d’étapes",
        "Personnalisation",
        "Traitement des réclamations",
        "Fidélisation",
    ]
    assert competence(households, "C15").activities == ("bloc/2/activity/A6",)


def test_subactivities_per_activity(households: Reading) -> None:
    """A leading space is all that marks a sub-activity; « A.10 » is A10."""
    names = [item.code for item in households.activities if item.parent is None]
    found = {name: sum((item.parent or "").endswith(f"/{name}") for item in households.activities) for name in names}
    assert found == {
        **{"A1": 4, "A2": 3, "A3": 3, "A4": 3, "A5": 3, "A6": 6, "A7": 3},
        **{"A8": 0, "A9": 3, "A10": 2, "A11": 2},
    }


def test_a_modality_cell_between_two_competences_assesses_both(business: Reading) -> None:
    """C12 has no cell of its own: the one beside C20 spans both, and is known by the layout."""
    found = modality_of(business, "C12")
    assert found.competences == ("bloc/3/competence/C12", "bloc/3/competence/C20")
    assert found.source.basis is Basis.DEDUIT
    assert modality_of(business, "C11").competences == ("bloc/3/competence/C11",)


def test_modality_cells_shared_with_the_rows_below(households: Reading) -> None:
    """Thirteen cells assess twenty-two competences; C10 has its own beside C9's."""
    found = [[link.rpartition("/")[2] for link in item.competences] for item in households.modalities]
    assert found == [
        ["C1", "C2"],
        ["C3", "C4"],
        ["C5", "C6"],
        ["C7", "C8"],
        ["C9"],
        ["C10"],
        ["C11", "C12"],
        ["C13", "C14", "C15"],
        ["C16"],
        ["C17", "C18"],
        ["C19", "C20"],
        ["C21"],
        ["C22"],
    ]


def test_a_stray_code_before_a_modality(households: Reading) -> None:
    """« E3. » is the code of the cell, not a word of it."""
    found = modality_of(households, "C21")
    assert (found.code, found.source.line) == ("E3", 725)
    assert found.text == (
        "Questionnaire thématique portant sur les directives AMF, le Code des Assurances et la Directive Crédit."
    )


def test_criteria_cells_that_span_several_competences(business: Reading) -> None:
    """The cell cut by a page break serves C10, C11, C12 and C20; C6 and C16 share the cell above."""
    found = group_of(business, "C12")
    assert found.text == "Aptitude au développement commercial"
    assert [link.rpartition("/")[2] for link in found.competences] == ["C10", "C11", "C12", "C20"]
    cut = found.criteria[3]
    assert cut.text == (
        "Le(la) postulant(e) s’inscrit dans la démarche corporate de prescription interne et externe pour développer "
        "son réseau."
    )
    assert [passage.line for passage in cut.other_sources] == [491]
    assert group_of(business, "C6") == group_of(business, "C5")
    assert group_of(business, "C16") == group_of(business, "C15")


def test_a_heading_carried_on_beside_another_competence(business: Reading) -> None:
    """« (suite) » beside C18 is a group of its own that continues C17's."""
    found = group_of(business, "C18")
    assert (found.text, found.continues) == ("Pertinence des solutions mises en œuvre (suite)", "bloc/4/criteria/g02")
    assert [item.text for item in found.criteria] == [
        "Les préconisations internes sont suivies",
        "Le partage d'un dossier de financement est bien privilégié dans les dossiers significatifs en termes de "
        "montant et de risque",
        "60 % de bonnes réponses au quiz",
    ]


def test_fifteen_groups_have_fourteen_headings(business: Reading) -> None:
    """Every group of the first document is headed; one heading is printed a second time, as « (suite) »."""
    headings = [(group.text or "").removesuffix(" (suite)") for group in business.criteria_groups]
    assert len(headings) == 15
    assert len(set(headings)) == 14
    assert [group.id for group in business.criteria_groups if group.continues] == ["bloc/4/criteria/g03"]


def test_a_heading_without_bullet(business: Reading) -> None:
    """C13's heading has no bullet; the same words beside C14 are a criterion."""
    assert group_of(business, "C13").text == "Maîtrise des différents aspects de la relation-client"
    assert group_of(business, "C14").criteria[0].text == "Maîtrise des différents aspects de la relation-client"


def test_criteria_without_headings_belong_to_one_competence_each(households: Reading) -> None:
    """Every competence has its own list, even where the modality is shared."""
    assert [len(group.competences) for group in households.criteria_groups] == [1] * 22
    assert [len(group.criteria) for group in households.criteria_groups] == [
        *[3, 3, 3, 3, 4, 4],
        *[3, 3, 4, 4, 3, 3, 3, 3, 3, 4],
        *[3, 3, 4, 3, 4, 3],
    ]


def test_a_threshold_is_tied_to_the_quiz_beside_it(business: Reading) -> None:
    """C5 has no quiz: the threshold in the cell that it shares with C6 is about C6's; of two, the nearest counts."""
    thresholds = [item for group in business.criteria_groups for item in group.criteria if item.minimum_ratio]
    assert [item.threshold_on for item in thresholds] == [
        "bloc/2/modality/m02-2",
        "bloc/2/modality/m04-3",
        "bloc/2/modality/m05-3",
        "bloc/4/modality/m02-3",
        "bloc/4/modality/m03-3",
        "bloc/4/modality/m04-3",
    ]


def test_the_certification(business: Reading, households: Reading) -> None:
    """Title, kind, level and clientèle; the second document names its kind in its last sentences only."""
    first, second = business.certification, households.certification
    assert first.title is not None
    assert second.title is not None
    assert first.title.text == "CQP Chargé(e) d’affaires entreprises"
    assert second.title.text == "Chargé de clientèle particuliers"
    assert first.kind is not None
    assert first.kind.code == "CQP"
    assert second.kind is not None
    assert (second.kind.code, second.kind.source.basis, second.kind.source.line) == ("Titre", Basis.DEDUIT, 812)
    assert [fact.code for item in (first, second) for fact in (item.level, *item.segments) if fact] == [
        *["7", "entreprises"],
        *["6", "particuliers"],
    ]
    assert first.rncp_number is None


def test_rules_and_accommodation(households: Reading) -> None:
    """The last page says how blocs are validated and on what ground the assessment is adapted."""
    rules = [(rule.code, rule.source.line) for rule in households.certification.validation_rules]
    assert rules == [("all-blocs", 812), ("no-partial-bloc", 815), ("partial-certification", 815)]
    (adapted,) = households.certification.accommodations
    assert adapted.legal_basis == (
        "Accord de groupe en faveur des salariés en situation de handicap et des salariés proche aidants – Groupe "
        "Crédit Mutuel – 8 décembre 2021"
    )


def test_the_list_of_blocs_is_a_second_printing(households: Reading) -> None:
    """The titles in the list are those of the table: they are passages of the blocs, not other titles."""
    assert [[passage.line for passage in bloc.other_sources] for bloc in households.blocs] == [[805], [806], [807]]
    assert all(bloc.alternative_titles == () for bloc in households.blocs)


def test_mentions_keep_the_printed_words(households: Reading) -> None:
    """« RGDP » stays as printed, in C22, and the exact slice is given."""
    (found,) = (mention for mention in households.mentions if mention.owner == "bloc/3/competence/C22")
    assert (found.text, found.source.quote, found.source.line) == ("RGDP", "RGDP", 761)


def test_stray_bullets_are_furniture(households: Reading) -> None:
    """A bullet with nothing behind it is no criterion, and is not forgotten."""
    assert [piece.source.line for piece in households.furniture if piece.kind == "puce vide"] == [151, 556]
