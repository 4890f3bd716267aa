"""Headings of what stands beside a référentiel: glossary, jury, planning, correspondences, lists of épreuves."""

from __future__ import annotations

import re

from refgraph.core.text import fold

_NUMBERED = r"\W*(?:annexes?\s+(?:n\s?°\s?)?[\da-z]{1,4}\s*[-–—:.)]*\s+)?(?:(?:\d{1,2}|[ivx]{1,4})\s?[.)–-]\s*)?"
_OF = r"(?:\s(?:d'|de|des|du|l'|la|le|les|et|aux?|pour|a)?\s?[^\W\d]+'?){0,8}"
_KINDS = (
    rf"(?:glossaire|lexique|bibliographie|sitographie|webographie|index|sigles?|abreviations?|acronymes?){_OF}",
    rf"(?:composition|constitution|membres|designation|presentation|organisation)\s(?:du|des)\sjurys?{_OF}",
    r"(?:le\s|les\s)?jurys?(?:\s(?:d'examen|de certification|d'evaluation|final|de validation))?",
    rf"(?:planning|calendrier|planification|agenda|emploi du temps|convocations?){_OF}",
    r"(?:deroulement|organisation|programme)\s"
    rf"(?:de la session|des sessions?|des epreuves|de la journee|des journees){_OF}",
    r"(?:(?:tableaux?|tables?|grilles?)\s(?:de\s|des\s|d'))?"
    rf"(?:correspondances?|equivalences?|passerelles?|dispenses?){_OF}",
    r"(?:tableaux?\s)?(?:recapitulati(?:f|fs|ve)|de synthese|synoptiques?|synthese)"
    r"(?:\s(?:d'|de|des|du)\s?[^\W\d]+){0,5}",
    rf"(?:liste|tableau|recapitulatif|grille)\sdes\sepreuves{_OF}",
    rf"reglement d'examen{_OF}|sommaire{_OF}|tables? des matieres",
    rf"(?:historique|suivi)\sdes\s(?:versions|revisions|modifications|mises a jour){_OF}",
    rf"contacts?|coordonnees{_OF}|mentions legales|remerciements|sources?|liens utiles",
)
"""What an annex without items is called (folded)."""

_ANNEX = re.compile(rf"{_NUMBERED}(?:liste\sdes\s|table\sdes\s|tableau\sdes\s)?(?:{'|'.join(_KINDS)})\W*")
_LONGEST = 90


def opens_annex(text: str) -> bool:
    """Whether ``text``, a whole line or heading, announces an annex that holds no item of the référentiel.

    >>> opens_annex("Annexe 2 – Composition du jury"), opens_annex("Le jury se compose de deux professionnels.")
    (True, False)
    >>> opens_annex("GLOSSAIRE"), opens_annex("Annexe 1 – Référentiel de compétences")
    (True, False)
    """
    words = text.strip("*_# ")
    is_heading = len(words) <= _LONGEST and next((char.isupper() for char in words if char.isalpha()), False)
    return is_heading and _ANNEX.fullmatch(fold(words)) is not None
