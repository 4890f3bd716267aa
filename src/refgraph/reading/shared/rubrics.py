"""What a heading or label of a référentiel announces: competences, criteria, assessment… in the words of any trade."""

from __future__ import annotations

import re
from enum import StrEnum

from refgraph.core.text import fold


class Rubric(StrEnum):
    """What stands below a heading. ``TARGETS`` are the competences that something is about, ``KNOWLEDGE`` is savoirs,
    attitudes and resources, ``OTHER`` anything else that is no item (glossary, jury, calendar)."""

    BLOC = "bloc"
    ACTIVITY = "activity"
    COMPETENCE = "competence"
    MODALITY = "modality"
    CRITERIA = "criteria"
    TARGETS = "targets"
    KNOWLEDGE = "knowledge"
    OTHER = "other"


_LEAD = (
    r"(?:(?:\d{1,2}|[a-h]|[ivx]{1,4})\s?[.)–—-]\s*)?(?:annexe\s*\w{0,4}\s*[:–—-]\s*)?"
    r"(?:(?:la |les |le |l')|(?:liste|tableau|description|descriptif|presentation|referentiel|rappel|detail)"
    r" (?:detaillee? )?(?:des? |du |de la |d'|de l'))?(?:les )?"
)
_OF = r"(?:\s+(?:de|du|des|d|a|au|aux|en|par|pour|et|ou|la|le|les|l)\b['\s]?.*)?"
_RUBRICS: tuple[tuple[Rubric, str], ...] = (
    (
        Rubric.TARGETS,
        r"competences?(?:\(s\))?\s+(?:\w+\s+)?(?:visee|evaluee|concernee|validee|couverte|mobilisee|associee|certifiee)"
        r"(?:\(s\)|s)?(?:\s+par (?:l'epreuve|la situation|cette epreuve))?"
        r"|blocs? de competences? (?:vises?|concernes?)",
    ),
    (
        Rubric.KNOWLEDGE,
        r"(?:savoirs?|connaissances?|savoirs?[- ]etre|comportements?|attitudes?|ressources?|aptitudes comportementales|"
        r"qualites?|contextes?|conditions? (?:de realisation|d'exercice)|moyens?|autonomie|prerequis|outils?)\b.*",
    ),
    (
        Rubric.MODALITY,
        r"(?:modalites?|modes?|formes?|formats?|dispositifs?|methodes?|situations?|types?|moyens?|deroulement) "
        r"(?:et criteres )?(?:de |d'|des |de l'|de la |du )(?:l')?(?:epreuves?|evaluations?|validation|certification"
        r"|controles?|examens?)\b.*|modalites?|(?:epreuves?|evaluations?|examens?)(?:\s+(?:certificatives?|finales?"
        r"|sommatives?|du bloc|de certification|prevues?|professionnelles?|envisagees?))?"
        r"|mises? en situation(?: professionnelles?)?",
    ),
    (
        Rubric.CRITERIA,
        r"(?:criteres?|indicateurs?)\b.*|(?:grilles?) (?:d'|de l')evaluation\b.*|attendus?|resultats? attendus?\b.*"
        r"|performances? attendues?\b.*|niveaux? d'exigences?\b.*|on attend\b.*",
    ),
    (Rubric.ACTIVITY, rf"(?:activites?|missions?|taches?)(?:[- ]types?)?(?:\s+\w+){{0,3}}{_OF}"),
    (Rubric.BLOC, r"blocs? de competences?|(?:domaines|poles|unites|modules|blocs)(?: de competences?)?"),
    (
        Rubric.COMPETENCE,
        rf"(?:(?:competences?|capacites?|savoir-faire|aptitudes?)(?:\(s\))?(?:\s+\w+){{0,3}}{_OF}"
        r"|(?:a l'issue .*)?(?:.*\b)?(?:etre |sera |est |seront |sont )capables? de)",
    ),
)
_TABLE = tuple((rubric, re.compile(rf"{_LEAD}(?:{words})")) for rubric, words in _RUBRICS)
_LONGEST = 90
_SIGNS = re.compile(r"^[^\w]+|[\s:.]+$")
_INLINE = re.compile(r"[^:]{3,60}?\s?:\s*(?=\S)")


def of_label(text: str) -> Rubric | None:
    """What a heading or label of these words announces; None where they announce nothing known.

    >>> of_label("Critères d’évaluation :"), of_label("Compétence(s) visée(s)"), of_label("Organiser les flux")
    (<Rubric.CRITERIA: 'criteria'>, <Rubric.TARGETS: 'targets'>, None)
    """
    flat = _SIGNS.sub("", fold(text))
    if not flat or len(flat) > _LONGEST or ":" in flat:
        return None
    return next((rubric for rubric, words in _TABLE if words.fullmatch(flat)), None)


def inline(text: str) -> tuple[Rubric, int] | None:
    """What a label in front of words on its line announces (« Critères : le plan est suivi »), and its length."""
    match = _INLINE.match(text)
    rubric = of_label(match[0]) if match else None
    return (rubric, match.end()) if match and rubric else None
