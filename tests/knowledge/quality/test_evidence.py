"""What the self-check takes for evidence, and what only looks like it."""

from __future__ import annotations

import pytest

from refgraph.core.namespaces import SHAPES
from refgraph.graph.validation import Shapes, check, read_shapes
from tests.knowledge.quality.test_planted import Fault, faults, planted

SILENT = {fault.rule: fault for fault in faults() if fault.rule.startswith("dossier-")}
"""For each theme, what makes the intact référentiel silent on it."""


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return read_shapes()


@pytest.mark.parametrize(
    ("rule", "said", "is_evidence"),
    [
        ("dossier-disability", "Accueillir un client en situation de handicap", True),
        ("dossier-disability", "Adapter ses supports aux personnes malvoyantes", True),
        ("dossier-disability", "Surmonter un handicap commercial face à la concurrence", False),
        ("dossier-disability", "Vérifier l’accessibilité du parking", False),
        ("dossier-disability", "Handicap : non concerné", False),
        ("dossier-ecology", "Trier et valoriser les déchets de chantier", True),
        ("dossier-ecology", "Poser les produits dans le respect de l’environnement", True),
        ("dossier-ecology", "Aménager son environnement de travail", False),
        ("dossier-ecology", "Respecter l’environnement de travail des collègues", False),
        ("dossier-ecology", "Transition écologique : sans objet.", False),
        ("dossier-digital", "Garantir la sécurité informatique du poste", True),
        ("dossier-digital", "Transition numérique : non concernée", False),
        ("dossier-safety", "Appliquer les consignes d’hygiène et de sécurité", True),
        ("dossier-safety", "Prévenir les TMS par l’échauffement", True),
        ("dossier-safety", "Garantir la sécurité informatique", False),
        ("dossier-safety", "Santé et sécurité au travail : néant", False),
    ],
)
def test_evidence_is_what_answers_the_criterion(rule: str, said: str, is_evidence: bool, shapes: Shapes) -> None:
    """A false friend, or the word that the theme does not apply, is no proof for an examiner."""
    fault = Fault(rule, ".", SILENT[rule].out, [f'<bloc/2/competence/C4> rg:statement "{said}"@fr .'])
    missing = [each for each in check(planted(fault), shapes).results if each.shape.value == SHAPES + rule]
    assert (not missing) is is_evidence


ROUTE = (
    "<.> rg:hasAccessRoute <access/VAE> . <access/VAE> a rg:AccessRoute ; rg:statement 'VAE'@fr ; "
    "rg:routeType <https://w3id.org/refgraph/voc/access-route/VAE>"
)


@pytest.mark.parametrize(
    ("said", "is_missing"),
    [
        ([f"{ROUTE} ; rg:isOpen true ."], False),
        ([f"{ROUTE} ."], False),
        ([f"{ROUTE} ; rg:isOpen false ."], True),
        ([f"{ROUTE} ; rg:isOpen false .", "<.> rg:register <https://w3id.org/refgraph/voc/register/RS> ."], False),
    ],
)
def test_a_closed_route_is_no_access(said: list[str], is_missing: bool, shapes: Shapes) -> None:
    """« VAE : Non » was told as a proof of access by the VAE; the répertoire spécifique is not asked for it."""
    fault = Fault("dossier-vae", ".", SILENT["dossier-vae"].out, said)
    missing = [each for each in check(planted(fault), shapes).results if each.shape.value == f"{SHAPES}dossier-vae"]
    assert bool(missing) is is_missing
