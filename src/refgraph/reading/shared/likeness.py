"""What a document that no layout recognises seems to be, by words of its first pages, and what would help."""

from __future__ import annotations

import re

from refgraph.core.text import fold
from refgraph.reading.document import Document

_HEAD = 20_000

LIKENESS: tuple[tuple[str, str, str], ...] = (
    (
        r"referentiel d'evaluation|dossier technique d'evaluation|dossier professionnel",
        "le référentiel d’évaluation d’un titre professionnel",
        "Fournissez son REAC, ou le référentiel en Word ou en PDF avec ses tableaux.",
    ),
    (
        r"bulletin officiel|arrete du \d|vu le code de l'education|annexe i[iva-c]*\b",
        "un arrêté ou une annexe d’arrêté",
        "Fournissez l’annexe qui porte les compétences, avec ses tableaux (HTML de Légifrance, Word ou PDF).",
    ),
    (
        r"semestre \d|\bects\b|maquette pedagogique|apprentissages critiques|syllabus",
        "la maquette ou le programme d’un diplôme du supérieur",
        "Fournissez le tableau des blocs et de leurs compétences, ou la page de la fiche RNCP.",
    ),
    (
        r"prochaines? sessions?|tarif|duree de la formation|programme de (?:la )?formation|objectifs? pedagogiques?",
        "le programme d’une formation",
        "Fournissez le référentiel de la certification à laquelle elle prépare.",
    ),
    (
        r"fiche de poste|offre d'emploi|profil recherche|remuneration",
        "une fiche de poste ou une offre d’emploi",
        "Fournissez un référentiel de certification.",
    ),
    (
        r"resume descriptif|\brncp\s?\d{3,6}|france competences",
        "un texte sur une certification enregistrée",
        "Copiez la page entière de sa fiche sur francecompetences.fr, ou prenez l’export XML.",
    ),
)
"""Words (folded) → what a document with them seems to be, and what to do."""


def of(document: Document) -> tuple[str, str] | None:
    """What ``document`` seems to be, behind « il semble être », and the remedy; None where nothing tells."""
    flat = fold(document.text[:_HEAD])
    return next(((what, remedy) for words, what, remedy in LIKENESS if re.search(words, flat)), None)
