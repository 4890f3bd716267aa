"""The shipped fiche, against figures and passages counted and read in it by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.model.records import Basis, Competence, Jury, Reading
from refgraph.reading.layouts import fiche
from refgraph.reading.opening import open_document

SOURCES = Path(__file__).parents[4] / "data" / "sources"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return fiche.read(open_document(SOURCES / "001_f93b1616b69b22ca.txt"), "RNCP31919")


def _competence(reading: Reading, code: str) -> Competence:
    return next(item for item in reading.competences if item.code == code)


def test_counts(reading: Reading) -> None:
    """Figures counted by hand: another one means that something was lost or invented."""
    assert [sum(c.bloc == bloc.id for c in reading.competences) for bloc in reading.blocs] == [6, 6, 3, 7, 3]
    assert len(reading.activities) == 8
    assert {item.bloc for item in reading.activities} == {""}
    assert len(reading.modalities) == 12
    assert len({item.text for item in reading.modalities}) == 6
    assert {item.competences for item in reading.modalities} == {()}
    assert reading.criteria_groups == ()


def test_blocs(reading: Reading) -> None:
    """Titles cut over lines are whole; « pas de remise d’un certificat » is said of each bloc."""
    assert [bloc.text for bloc in reading.blocs] == [
        "organiser et analyser le portefeuille de professionnels",
        "conseiller/vendre à une clientèle professionnelle",
        "prospecter sur le marché des professionnels",
        "suivre/vérifier les opérations banque/assurance du marché des professionnels",
        "Utiliser les outils dédiés à la gestion de portefeuille de professionnels",
    ]
    assert {bloc.certificate_delivered for bloc in reading.blocs} == {False}


def test_each_competence_is_printed_twice(reading: Reading) -> None:
    """One competence, two passages: in the bloc and in the summary."""
    assert {len(item.other_sources) for item in reading.competences} == {1}
    first = _competence(reading, "C1")
    assert (first.id, first.local_code, first.source_code) == ("bloc/1/competence/C1", "B1.1", "C1 (B1.1)")
    assert (first.source.line, first.other_sources[0].line) == (97, 31)


def test_the_complete_printing_is_kept(reading: Reading) -> None:
    """C4 is longer in its bloc, C6 is cut short there: the statement is the complete one."""
    assert _competence(reading, "C4").statement == (
        "Réaliser le diagnostic financier et la capacité d’endettement du professionnel (calcul du revenu du "
        "professionnel et de son endettement privé)"
    )
    assert _competence(reading, "C6").statement == "Evaluer la pertinence et les risques des projets à financer"
    assert _competence(reading, "C6").source.line == 36
    assert _competence(reading, "C13").statement.endswith("leur mise en œuvre")


def test_identity(reading: Reading) -> None:
    """What the header says: two certifiers in one paragraph, no level (a CQP had none), no Formacode."""
    certification = reading.certification
    assert certification.title is not None
    assert certification.title.text == (
        "CQP : Certificat de qualification professionnelle Chargé de clientèle de professionnels"
    )
    assert certification.kind is not None
    assert certification.kind.code == "CQP"
    assert certification.level is None
    assert certification.rncp_number is not None
    assert certification.rncp_number.code == "RNCP31919"
    assert [fact.text for fact in certification.certifiers] == [
        "Commission paritaire nationale de l'emploi (CPNE) de la branche du crédit mutuel",
        "Confédération nationale du crédit mutuel (CNCM)",
    ]
    assert [fact.text for fact in certification.signatories] == ["Directeur général"]
    assert [fact.code for fact in certification.segments] == ["professionnels"]
    assert [fact.code for fact in certification.nsf] == ["313"]
    assert [fact.code for fact in certification.rome] == ["C1206"]
    assert certification.formacodes == ()


def test_work(reading: Reading) -> None:
    """Nine jobs between commas, one of them cut by a page break; regulated activities with their bullets."""
    certification = reading.certification
    assert [fact.text for fact in certification.sectors] == ["Secteur bancaire"]
    jobs = [fact.text for fact in certification.jobs]
    assert len(jobs) == 9
    assert jobs[3] == "Gestionnaire clientèle professionnelle"
    assert jobs[-1] == "Chargé de clientèle professions libérales"
    assert [fact.text[:37] for fact in certification.regulated_activities] == [
        "Certification AMF : Articles 313-7-1 ",
        "Capacité d’intermédiation en assuranc",
    ]
    assert [fact.text for fact in certification.places] == ["Île-de-France - Paris ( 75) [Paris]", "PARIS", "FRANCE"]


def test_registration(reading: Reading) -> None:
    """The four dates and the duration stand in one sentence."""
    registration = reading.certification.registration
    assert registration is not None
    assert registration.id == "registration/2018-12-18"
    assert (registration.decision_date, registration.publication_date) == ("2018-12-11", "2018-12-18")
    assert (registration.effect_date, registration.end_date) == ("2018-12-18", "2023-12-18")
    assert registration.duration_years == 5


def test_access_routes(reading: Reading) -> None:
    """The OUI/NON column is lost: a route is open only where a jury is named, and an issue names the others."""
    routes = {route.code: route for route in reading.certification.access_routes}
    jury = Jury(text="3 professionnels métiers", member_count=3, member_profile="professionnels métiers")
    assert {code: route.is_open for code, route in routes.items()} == {
        "FI": None,
        "CA": None,
        "FC": True,
        "CQ": None,
        "CL": None,
        "VAE": True,
    }
    assert (routes["FC"].jury, routes["VAE"].jury) == (jury, jury)
    assert {code for code, route in routes.items() if route.source.basis is Basis.DEDUIT} == {"FC", "VAE"}
    assert routes["VAE"].open_since == 2018
    assert [item.is_accessible for item in reading.certification.territories] == [None, None]
    (issue,) = reading.issues
    assert issue.line == 243
    assert issue.message.startswith("Le texte a perdu la colonne OUI ou NON de ces lignes : « Après un parcours")


def test_validity_of_components(reading: Reading) -> None:
    """« non prévue » is a rule of the certification, each sentence about a certificate one of its bloc."""
    assert [(rule.code, rule.text) for rule in reading.certification.validation_rules] == [
        ("component-validity", "non prévue"),
        *[("bloc-certificate", "Pas de remise d’un certificat de compétence si obtention du bloc")] * 5,
    ]
    assert [rule.source.line for rule in reading.certification.validation_rules] == [240, 124, 160, 181, 218, 238]
