"""The notations of assessment methods, evaluators and delivery modes, with the words by which documents name them.

Patterns are matched against folded text (lower case, no accents, straight apostrophes).
"""

from __future__ import annotations

import re
from typing import NamedTuple


class NamedConcept(NamedTuple):
    """A concept: its French label and the words that name it.

    ``opens`` marks words that are too common to count in running prose (« le dossier du client »): they name a
    method only where a phrase opens with them. ``alone`` is false for what is never an assessment by itself.
    """

    label: str
    pattern: re.Pattern[str]
    opens: bool = False
    alone: bool = True


def _term(label: str, pattern: str, *, opens: bool = False, alone: bool = True) -> NamedConcept:
    return NamedConcept(label, re.compile(rf"\b(?:{pattern})\b"), opens, alone)


_ORAL = r"(?:oral|orale|orales|oraux)"
_WRITTEN = r"(?:ecrit|ecrite|ecrits|ecrites)"
_EXAM = (
    r"(?:epreuves?|examens?|controles?|evaluations?|tests?|interrogations?)(?: (?:n ?°? ?)?\d{1,2})?(?: ?[:–-](?= ))?"
)

METHOD_TERMS: dict[str, NamedConcept] = {
    "quiz": _term("Quiz", r"quiz+"),
    "qcm": _term(
        "Questionnaire à choix multiples", r"qcm|questionnaires? a choix multiples?|questions? a choix multiples?"
    ),
    "questionnaire": _term("Questionnaire", r"questionnaires?(?! a choix)|qro|quest?ions? ouvertes?"),
    "soutenance-orale": _term(
        "Soutenance orale", r"soutenances?|soutenue?s? (?:devant|a l'oral|oralement)|soutient\b[^.]{0,60}\bjury"
    ),
    "epreuve-orale": _term(
        "Épreuve orale",
        rf"{_EXAM}(?: \w+)? {_ORAL}|{_EXAM} {_WRITTEN} (?:et|ou|puis) {_ORAL}|evaluation est {_ORAL}"
        r"|grand oral|oral (?:individuel|collectif|de|devant)",
    ),
    "epreuve-ecrite": _term(
        "Épreuve écrite",
        rf"{_EXAM}(?: \w+)? {_WRITTEN}|etudes?(?! de cas)(?: \w+)? {_WRITTEN}|evaluation est {_WRITTEN}"
        rf"|devoirs? sur table|{_WRITTEN} (?:de|d'une duree)",
    ),
    "epreuve-pratique": _term("Épreuve pratique", rf"{_EXAM}(?: \w+)? pratiques?|travaux pratiques|\btp\b"),
    "etude-de-cas": _term("Étude de cas", r"etudes? de (?:\w+ )?cas|cas pratiques?|etudes? d'un cas"),
    "mise-en-situation": _term(
        "Mise en situation", r"mises? en situation|simulations?|situations? (?:simulee|reconstituee)s?"
    ),
    "jeu-de-role": _term("Jeu de rôle", r"jeux? de roles?"),
    "observation": _term(
        "Observation en situation de travail",
        r"observations? (?:directe |continue )?(?:en|du|de la|d'une?|dans|sur|par)|observe\w* en situation",
    ),
    "tuteur-situation": _term(
        "Évaluation par le tuteur en situation professionnelle",
        r"par (?:le |la |son |un |l')?(?:tuteur|tutrice|maitre d'apprentissage|maitre de stage)",
    ),
    "presentation-commission": _term(
        "Présentation à la commission d’évaluation",
        r"present\w*(?: \w+){0,4}? (?:a|devant) (?:la|une) commission",
    ),
    "presentation-orale": _term(
        "Présentation orale",
        rf"presentations?(?: \w+)? {_ORAL}|restitutions? {_ORAL}|exposes? {_ORAL}|expose (?:devant|de)",
    ),
    "sujet-tire-au-sort": _term(
        "Sujet tiré au sort", r"(?:sujets?|cas|theme|question)s?(?: \w+)? tiree?s? au sort|tirage au sort", alone=False
    ),
    "entretien": _term(
        "Entretien d’évaluation",
        r"entretiens?(?: \w+)? (?:avec (?:le |un |les |des |deux |trois |\d+ )?(?:jury|evaluateurs?|formateurs?"
        r"|examinateurs?|professionnels?)|devant)"
        r"|entretiens? (?:d'explicitation|technique|oral|de validation|final|d'evaluation)"
        r"|entretiens?(?: individuel)?(?: d'une duree)? (?:de |\()\d+ ?(?:min\w*|mn|h\w*)",
    ),
    "livrables": _term("Livrables professionnels", r"livrables?"),
    "document-de-synthese": _term("Document de synthèse", r"(?:documents?|notes?|fiches?) de synthese"),
    "rapport-activite": _term("Rapport d’activité", r"rapports? d'activites?"),
    "rapport": _term("Rapport", r"rapports?(?! d'activite)|compte[- ]rendus?|comptes[- ]rendus", opens=True),
    "memoire": _term("Mémoire", r"memoires?", opens=True),
    "dossier": _term("Dossier", r"dossiers?", opens=True),
    "portfolio": _term("Portfolio", r"(?:e-?)?portfolios?|book"),
    "projet": _term("Projet", r"projets?", opens=True),
    "revue-de-presse": _term("Revue de presse", r"revues? de presse"),
    "calcul": _term("Exercice de calcul", r"exercices? de calculs?|calculs? d[e']", opens=True),
    "exercice": _term("Exercice", r"exercices?(?! de calcul)", opens=True),
    "diagnostic": _term("Diagnostic", r"diagnostics?|audits?", opens=True),
    "demonstration": _term("Démonstration", r"demonstrations?", opens=True),
    "test": _term("Test", rf"tests?(?! {_ORAL}| {_WRITTEN}| pratique)", opens=True),
    "controle-continu": _term("Contrôle continu", r"controle continu|evaluations? (?:continue|formative)s?"),
    "auto-evaluation": _term("Auto-évaluation", r"auto-? ?evaluations?"),
}

QUIZ_METHODS = frozenset({"quiz", "qcm", "questionnaire", "test"})
"""Methods that are marked by a share of right answers: what a threshold can be about."""

EVALUATOR_TERMS: dict[str, NamedConcept] = {
    "tuteur": _term("Tuteur", r"tuteurs?|tutrices?|maitres? d'apprentissage|maitres? de stage"),
    "commission-evaluation": _term("Commission d’évaluation", r"commissions? (?:d'evaluation|d'examen|d'evaluateurs)"),
    "jury": _term("Jury", r"jurys?"),
    "expert-metier": _term("Expert métier", r"experts? (?:du )?metiers?|experts? (?:du domaine|professionnels?)"),
    "formateur": _term(
        "Formateur", r"formateurs?|formatrices?|formateur\.rice|enseignants?|intervenants? pedagogiques?"
    ),
    "evaluateur": _term("Évaluateur", r"evaluateurs?|evaluatrices?|examinateurs?|examinatrices?"),
    "responsable-hierarchique": _term(
        "Responsable hiérarchique",
        r"par (?:le |la |son |un )?(?:responsable|manager|superieur|hierarchie|employeur|chef|n\+1)(?: \w+)?",
    ),
    "professionnel": _term(
        "Professionnel du métier", r"(?:par|avec|devant) (?:un|une|des|deux|trois|\d+) professionnels?"
    ),
    "pairs": _term("Pairs", r"par (?:les |ses )pairs"),
}

DELIVERY_TERMS: dict[str, NamedConcept] = {
    "presentiel": _term("En présentiel", r"(?:en )?presentiel(?:le)?|face[- ]a[- ]face"),
    "distance": _term(
        "À distance",
        r"a distance|distanciel(?:le)?|visio(?:conference)?s?"
        r"|(?:quiz|qcm|questionnaire|test|epreuve|examen|evaluation)[^.]{0,40} en ligne",
    ),
}

METHODS: dict[str, str] = {notation: term.label for notation, term in METHOD_TERMS.items()}
"""Notation of the scheme ``assessment-method`` → French label."""

EVALUATORS: dict[str, str] = {notation: term.label for notation, term in EVALUATOR_TERMS.items()}
"""Notation of the scheme ``evaluator`` → French label."""

DELIVERY_MODES: dict[str, str] = {notation: term.label for notation, term in DELIVERY_TERMS.items()}
"""Notation of the scheme ``delivery-mode`` → French label."""

_PHRASE_OPENING = re.compile(
    r"(?:^|[.:;,(]|\bet\b|\bou\b|\bbasee? sur|\bsur la base|\bsous (?:la )?forme"
    r"|\b(?:evaluation|epreuve|entretien|soutenance|oral)\w*\b[^.]{0,40} a partir)\s*"
    r"(?:(?:-|un|une|le|la|l'|les|des|du|de|d'|d'une|d'un|sur|evaluation|realisation|redaction|remise|rendu|production|presentation"
    r"|elaboration|constitution|soutenance|depot|analyse|conduite|etude|individuel(?:le)?|collectif|ecrit)\s*)*$"
)


def opens_phrase(flat: str, position: int) -> bool:
    """Whether the word at ``position`` opens a phrase, with nothing but articles and « remise d’un… » before it."""
    return _PHRASE_OPENING.search(flat[max(0, position - 90) : position]) is not None


def named(flat: str, terms: dict[str, NamedConcept]) -> dict[str, int]:
    """The notations of ``terms`` that the folded text names, in the order of the text, each with its first place."""
    found: dict[str, int] = {}
    for notation, term in terms.items():
        for match in term.pattern.finditer(flat):
            if not term.opens or opens_phrase(flat, match.start()):
                found[notation] = match.start()
                break
    return dict(sorted(found.items(), key=lambda item: item[1]))
