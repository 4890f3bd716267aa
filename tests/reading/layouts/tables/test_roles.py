"""What column titles name, in the words of many trades and certifiers."""

from __future__ import annotations

import pytest

from refgraph.reading.layouts.tables.roles import Role, below, of_header, of_title, settled

TITLES = {
    "Compétences visées": Role.COMPETENCE,
    "RÉFÉRENTIEL DE COMPÉTENCES identifie les compétences et les connaissances": Role.COMPETENCE,
    "Intitulé de la compétence": Role.COMPETENCE,
    "Être capable de": Role.ABILITY,
    "Savoir-faire": Role.ABILITY,
    "Domaines de compétences évalués": Role.DOMAIN,
    "Activités-types": Role.ACTIVITY,
    "Situations professionnelles": Role.ACTIVITY,
    "Domaine d’activité": Role.ACTIVITY,
    "Tâches": Role.TASK,
    "Modes de validation": Role.MODALITY,
    "Mise en situation d’évaluation": Role.MODALITY,
    "Type d’épreuve": Role.MODALITY,
    "Modalités pédagogiques": Role.ASIDE,
    "Durée de l’épreuve": Role.ASIDE,
    "Cadre de l’épreuve": Role.ASIDE,
    "Unités de formation": Role.ASIDE,
    "Savoirs associés": Role.ASIDE,
    "ECTS": Role.ASIDE,
    "Critères de performance": Role.CRITERIA,
    "Indicateurs de compétences": Role.CRITERIA,
    "Niveau d’exigence": Role.CRITERIA,
    "Niveau": Role.ASIDE,
    "UE": Role.BLOC,
    "Blocs de compétences": Role.BLOC,
    "Pôles": Role.BLOC,
    "N°": Role.CODE,
    "Intitulé": Role.TITLE,
    "Référentiel d’évaluation": Role.ASSESSMENT,
    "Membre": None,
    "U1": None,
}


LONG = "Ce que la tutrice observe au poste et qu’elle note chaque semaine"


@pytest.mark.parametrize(("title", "role"), TITLES.items())
def test_a_title_is_understood_by_its_first_words(title: str, role: Role | None) -> None:
    """The words of the trade decide, never the place of a column."""
    assert of_title(title) is role


@pytest.mark.parametrize(
    ("cells", "is_marked", "is_header"),
    [
        (("Activités", "Compétences"), False, True),
        (("Tâches", "Critères"), False, True),
        (("Compétences", "ECTS"), True, True),
        (("Compétences", "ECTS"), False, False),
        (("Compétences", "Membre"), True, False),
        (("Épreuve", "Durée", "Coefficient"), True, False),
        (("Bloc", "Durée", "Date"), True, False),
        (("Compétences", "Épreuve", "Salle"), True, False),
        (("Compétences", "Critères", "Volume horaire"), True, True),
        (("Gérer les activités", "Évaluer les compétences"), False, False),
        (("Compétences", "Critères", LONG), True, True),
        (("Compétences", "Critères", LONG), False, False),
    ],
)
def test_a_header_names_competences_and_something_beside_them(
    cells: tuple[str, ...], is_marked: bool, is_header: bool
) -> None:
    """A table of something else is never read as one of competences, nor a row of words of the trade as titles."""
    assert (of_header(cells, is_marked=is_marked) is not None) is is_header


def test_what_a_column_holds_depends_on_the_others() -> None:
    """Domains hold blocs beside competences, « évaluation » two columns, a second column of activities their parts."""
    assert settled((Role.DOMAIN, Role.COMPETENCE)) == (Role.BLOC, Role.COMPETENCE)
    assert settled((Role.MODALITY, Role.DOMAIN)) == (Role.MODALITY, Role.COMPETENCE)
    assert settled((Role.ABILITY, Role.CRITERIA)) == (Role.COMPETENCE, Role.CRITERIA)
    assert settled((Role.ABILITY, Role.COMPETENCE)) == (Role.ASIDE, Role.COMPETENCE)
    assert settled((Role.TASK, Role.COMPETENCE)) == (Role.ACTIVITY, Role.COMPETENCE)
    assert settled((Role.ACTIVITY, Role.ACTIVITY)) == (Role.ACTIVITY, Role.TASK)
    assert settled((Role.COMPETENCE, Role.ASSESSMENT, None)) == (Role.COMPETENCE, Role.MODALITY, Role.CRITERIA)
    assert settled((Role.MODALITY, Role.MODALITY)) == (Role.MODALITY, Role.ASIDE)


def test_a_second_row_of_titles_says_more() -> None:
    """« Modalités » and « Critères » stand below « Évaluation »."""
    upper = (Role.COMPETENCE, Role.ASSESSMENT)
    assert below(upper, (None, Role.MODALITY, Role.CRITERIA)) == (Role.COMPETENCE, Role.MODALITY, Role.CRITERIA)
