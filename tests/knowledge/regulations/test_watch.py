"""The watch on the five documents, at two days: found by hand from the documents and the dated facts."""

from __future__ import annotations

from datetime import date

import pytest

from refgraph.graph.store import Store
from refgraph.knowledge.regulations import Alert, Change, Evidence, evidence_of, watch, watch_table
from refgraph.knowledge.regulations.sentences import misspelt

TODAY = date(2026, 11, 21)
EVE_OF_MIF_2 = date(2018, 1, 1)


@pytest.fixture(scope="module")
def today(store: Store) -> Evidence:
    return evidence_of(store, TODAY)


@pytest.fixture(scope="module")
def before(store: Store) -> Evidence:
    return evidence_of(store, EVE_OF_MIF_2)


def told(alerts: list[Alert]) -> set[tuple[str, str, str]]:
    """Certification, words and change of each alert, without the remarks on spelling and vagueness."""
    kept = [alert for alert in alerts if alert.change not in (Change.VAGUE, Change.ORTHOGRAPHE)]
    return {
        (alert.certification.iri.rpartition("/")[2], alert.cited[0].words[:26], alert.change.word) for alert in kept
    }


def test_on_21_november_2026(today: Evidence) -> None:
    """« Directive Crédit » was repealed the day before, the AMF articles are renumbered, the instruction is amended."""
    assert told(watch(today)) == {
        ("RNCP31919", "Articles 313-7-1 à 313-7-3", "renuméroté"),
        ("RNCP31919", "article 313-39 du livre III"[:26], "état non établi"),
        ("RNCP31919", "Instruction de l’AMF DOC-2010-09"[:26], "modifié"),
        ("RNCP31919", "articles R.512-8 et s. du code"[:26], "état non établi"),
        ("cqp-charge-affaires-entreprises", "code des assurances", "modifié"),
        ("charge-clientele-particuliers-n6", "référentiel général d’amélioration"[:26], "change bientôt"),
        ("charge-clientele-particuliers-n6", "RGAA", "change bientôt"),
        ("charge-clientele-particuliers-n6", "Code des Assurances", "modifié"),
        ("charge-clientele-particuliers-n6", "Directive Crédit", "ambigu"),
        ("charge-clientele-particuliers-banque-assurance-n6", "BALE II", "remplacé"),
        ("charge-clientele-particuliers-banque-assurance-n6", "BALE III", "modifié"),
    }


def test_on_1_january_2018(before: Evidence) -> None:
    """Two days before MIF 2 the articles stand and are to change, the directive stands, later texts do not exist."""
    assert told(watch(before)) == {
        ("RNCP31919", "Articles 313-7-1 à 313-7-3", "change bientôt"),
        ("RNCP31919", "article 313-39 du livre III"[:26], "change bientôt"),
        ("RNCP31919", "Instruction de l’AMF DOC-2010-09"[:26], "change bientôt"),
        ("RNCP31919", "articles R.512-8 et s. du code"[:26], "change bientôt"),
        ("RNCP31919", "Arrêté du 11 décembre 2018", "pas encore en vigueur"),
        ("cqp-charge-affaires-entreprises", "code des assurances", "change bientôt"),
        ("charge-clientele-particuliers-n6", "Code des Assurances", "change bientôt"),
        ("charge-clientele-particuliers-n6", "RGPD", "change bientôt"),
        ("charge-clientele-particuliers-n6", "RGDP", "change bientôt"),
        ("charge-clientele-particuliers-n6", "référentiel général d’amélioration"[:26], "modifié"),
        ("charge-clientele-particuliers-n6", "RGAA", "modifié"),
        ("charge-clientele-particuliers-n6", "Directive Crédit", "ambigu"),
        ("charge-clientele-particuliers-n6", "Accord de groupe en faveur"[:26], "pas encore en vigueur"),
        ("charge-clientele-particuliers-banque-assurance-n6", "BALE II", "remplacé"),
        ("charge-clientele-particuliers-banque-assurance-n6", "BALE IV", "pas encore en vigueur"),
    }


def test_what_to_write_instead(today: Evidence) -> None:
    """The certifier is given the words that replace the old ones, marked as to be verified where they are."""
    by_words = {(alert.cited[0].words, alert.change): alert for alert in watch(today)}
    articles = by_words["Articles 313-7-1 à 313-7-3", Change.RENUMEROTE]
    assert articles.instead == "Règlement général de l’AMF, articles 312-3 à 312-5 et 318-7 à 318-9"
    assert articles.day == date(2018, 1, 3)
    assert not articles.is_sure
    directive = by_words["Directive Crédit", Change.AMBIGU]
    assert directive.instead.startswith("Nommer le texte visé par son numéro\u00a0: Directive (UE) 2023/2225")
    assert directive.happened.startswith("Plusieurs textes portent ce nom")
    assert "Si ce texte est visé, Directive 2008/48/CE concernant" in directive.happened
    assert "abrogation le 20\u00a0novembre 2026" in directive.happened
    assert [each.place.word for each in directive.cited] == ["compétence", "modalité"]
    instruction = by_words["Instruction de l’AMF DOC-2010-09", Change.MODIFIE]
    assert instruction.instead == (
        "Instruction AMF DOC-2010-09, « Conditions de certification par l’AMF d’un organisme de formation "
        "afin de faire passer l’examen AMF relatif aux connaissances professionnelles des acteurs de marché »"
    )
    assert "remplac" not in instruction.happened


def test_misspelt_and_vague_words_are_told(today: Evidence) -> None:
    """« RGDP » with the right spelling, « BALE » needs none; an authority named without text, once for each wording."""
    alerts = watch(today)
    assert {(a.cited[0].words, a.instead) for a in alerts if a.change is Change.ORTHOGRAPHE} == {("RGDP", "RGPD")}
    assert {a.cited[0].words for a in alerts if a.change is Change.VAGUE} == {
        "recommandations de l’AMF",
        "recommandations de l’Autorité des Marchés Financiers",
        "directives AMF",
        "recommandations de la CNIL",
    }


def test_a_slip_is_told_of_the_name_alone() -> None:
    """Beside articles, the sentence speaks of the name: the articles are not to be struck out."""
    assert misspelt("RGDP", "RGPD") == "« RGDP » s’écrit « RGPD »."
    words = "Code du travial (art. L4121-1)"
    assert misspelt(words, "Code du travail", is_part=True) == f"Dans « {words} », le nom s’écrit « Code du travail »."


def test_the_most_urgent_comes_first(today: Evidence) -> None:
    """Texts no longer in force, then what changes soon, then what is open, then what remains right."""
    urgencies = [alert.change.urgency for alert in watch(today)]
    assert urgencies == sorted(urgencies)
    assert {alert.cited[0].words for alert in watch(today) if alert.change.urgency == 1} == {
        "Articles 313-7-1 à 313-7-3",
        "BALE II",
    }


def test_one_mention_has_one_verdict(today: Evidence, before: Evidence) -> None:
    """What is said of the words of one certification stands in one row, whatever happened to the texts they mean."""
    for evidence in (today, before):
        told = [(alert.certification.iri, alert.cited[0].words.casefold()) for alert in watch(evidence)]
        assert len(told) == len(set(told)) > 12


def test_the_days_around_a_repeal(store: Store) -> None:
    """On 19 November 2026 the directive of 2008 still stands and is to end; on the 20th it is repealed."""
    told = {
        day: next(a for a in watch(evidence_of(store, date(2026, 11, day))) if a.cited[0].words == "Directive Crédit")
        for day in (19, 20)
    }
    assert {day: alert.change for day, alert in told.items()} == {19: Change.AMBIGU, 20: Change.AMBIGU}
    assert "Directive 2008/48/CE" in told[19].instead
    assert "Directive 2008/48/CE" not in told[20].instead


def test_every_row_leads_to_a_line_of_a_document(today: Evidence) -> None:
    """No row without a passage, and the table says its date."""
    table = watch_table(watch(today), today)
    assert len(table) == 16
    assert all("ligne\u00a0" in str(cell) for cell in table.column("passage"))
    assert ("Date", "21/11/2026") in table.source
