"""Whether a document is of a form that one authority prints: its own layout reads it, others leave it alone."""

from __future__ import annotations

import re

from refgraph.reading.document import Document
from refgraph.reading.shared import folded

_SIGNS: tuple[tuple[str, float], ...] = (
    (r"(?:rncp|rs)\s?\d{3,6}\s?bc\s?\d{1,2}\s*[-–]\s*\w", 0.3),
    (r"activites visees\s*:?(?=\s|<|$)", 0.25),
    (r"competences attestees\s*:?(?=\s|<|$)", 0.3),
    (r"liste de competences", 0.2),
    (r"nomenclature\s*(?:</\w+>\s*<\w+>)?\s*du niveau de qualification", 0.2),
    (r"voies? d'acces a la certification", 0.2),
    (r"date d'echeance de l'enregistrement", 0.1),
    (r"objectifs et contexte de la certification", 0.1),
)
"""Words of the page → how much each says for it."""

_SURE = 0.5
_COPIES = re.compile(r"<fiches>|<numero_fiche>|resume descriptif de la certification")


_REAC: tuple[tuple[str, float], ...] = (
    (r"referentiel (?:d')?emploi,? activites,? competences", 0.4),
    (r"fiche competence professionnelle", 0.4),
    (r"criteres de performance", 0.2),
    (r"liste des activites[- ]types et des competences", 0.2),
)
"""Words of the REAC of a titre professionnel → how much each says for it."""


def is_form(document: Document) -> bool:
    """Whether ``document`` is the page of a certification, or a REAC."""
    return max(of_page(document), of_reac(document)) >= _SURE


def of_reac(document: Document) -> float:
    """How surely ``document`` is the REAC of a titre professionnel, from 0 to 1."""
    flat = folded.one_line(document.text)
    return min(1.0, sum(weight for words, weight in _REAC if re.search(words, flat)))


def of_page(document: Document) -> float:
    """How surely ``document`` is the page of a certification, from 0 to 1."""
    flat = folded.one_line(document.text)
    if _COPIES.search(flat[:5_000]):
        return 0.0
    return min(1.0, sum(weight for words, weight in _SIGNS if re.search(words, flat)))
