"""How the texts of each column are worded in French référentiels, whatever the trade."""

from __future__ import annotations

import re
import unicodedata

OPENING = re.compile(
    r"(?:evaluations?|controles?|presentations?|entretiens?|realisation|redaction|production|remise|rendus?|depot|projets?"
    r"|dossiers?|rapports?|tests?|exercices?|diagnostics?|observations?|demonstrations?|memoires?|restitutions?|exposes?"
    r"|oral|ecrit|travaux|cas|elaboration|constitution|epreuves?|examens?|questions?|modalites?)\b"
)
"""Words that may open a modality, and may open other texts too (folded)."""

ASSESSMENT = re.compile(
    r"(?:(?:une?|la|le|des) |l')?"
    r"(?:mises? en situation|questionnaires?|quiz+|qcm|soutenances?|etudes? de cas|epreuves?|examens?|jeux? de role"
    r"|controle continu|evaluations? (?:par|en|d'un|d'une|ecrite|orale|pratique|continue|individuelle|collective|finale"
    r"|sur|a partir|sous|professionnelle|theorique)|rendus? de|livrables?|mise en pratique|simulations?|portfolio"
    r"|tirage au sort|sujet tire|cas pratique|grand oral|devoir sur table|oral devant|entretien (?:avec|devant)"
    r"|certificateur|suite de l'epreuve|modalites? d'evaluation"
    r"|duree|coefficient|ponderation|temps (?:alloue|imparti)|composition du jury)\b"
)
"""Words that open a modality and hardly anything else (folded)."""

QUALITY = re.compile(
    r"(?:qualites?|pertinence|maitrise|respect|efficacite|efficience|coherence|aptitudes?|conformite|precision|capacites?"
    r"|niveau de|clarte|rigueur|fiabilite|justesse|adequation|exactitude|completude|exhaustivite|autonomie|reactivite"
    r"|adaptabilite|degre de|richesse|originalite|rapidite|bonne|prise en compte|absence)\b"
)
"""Nouns of quality, which open criteria and their headings (folded)."""

_VERB = re.compile(
    r"(?<=[\s)])(?:est|sont|a|ont|sait|peut|peuvent|doit|doivent|permet|permettent|correspond|correspondent|respecte"
    r"|respectent|maîtrise|utilise|réalise|présente|explicite|justifie|démontre|identifie|répond|répondent|tient)\b"
)
"""A finite verb, in lower case."""

DETERMINER = re.compile(r"(?:l[ea]s?|l'|une?|des|ses|son|sa|ces?|cette|ils?|elles?|chaque|tou(?:s|te?s?)|aucune?|on)\b")
"""Words that open a sentence about something, as criteria do (folded)."""

TASK = re.compile(
    r"(?:le |la |les |l'|chaque )?(?:candidat|postulant|stagiaire|apprenant|apprenti|eleve|etudiant)\S*(?: \w+){0,3}? "
    r"(?:remet|redige|soutien|realise|presente|produi|repond|expose|constitue|elabore|effectue|prepare|doi|dispose)\w*\b"
)
"""What candidates are told to do (« Le candidat rédige un dossier »): an assessment, or a criterion (folded)."""


def is_sentence(text: str) -> bool:
    """Whether ``text`` has a finite verb, as criteria have, and headings and activities have not."""
    return _VERB.search(unicodedata.normalize("NFC", text).lower()) is not None
