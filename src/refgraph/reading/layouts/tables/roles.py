"""What each column of a table holds, read from the words of its header rows, whatever the trade."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from refgraph.core.text import fold
from refgraph.model.statement import opening_infinitive


class Role(StrEnum):
    """What a column holds.

    ``ASSESSMENT`` is a heading above the two columns of modalities and criteria. ``TITLE`` and ``CODE`` are parts of
    what stands beside them (« Intitulé », « N° »). ``DOMAIN`` holds blocs, with their competences where no other column
    does; ``ABILITY`` holds competences where no column says so. ``ASIDE`` is understood, and has no place in a record.
    """

    BLOC = "bloc"
    TITLE = "title"
    ACTIVITY = "activity"
    TASK = "task"
    COMPETENCE = "competence"
    DOMAIN = "domain"
    ABILITY = "ability"
    MODALITY = "modality"
    CRITERIA = "criteria"
    ASSESSMENT = "assessment"
    CODE = "code"
    ASIDE = "aside"


Roles = tuple[Role | None, ...]

_ASSESSED = r"(?:de |d'|des )(?:l')?(?:evaluations?|validations?|certifications?|controles?)"
_WORDS: tuple[tuple[Role, str], ...] = (
    (
        Role.ASIDE,
        r"(?:modalites?|methodes?) (?:pedagogiques?|de formation|d'acces|d'apprentissage|d'enseignement)"
        r"|(?:unites?|domaines?|modules?) de formation|(?:prise en compte|situations?) d[eu]s? handicap",
    ),
    (Role.DOMAIN, r"domaines? (?:de |des )?competences?"),
    (Role.BLOC, r"blocs?|poles?|unites?|u\.?e\.?|modules?|ccp"),
    (
        Role.MODALITY,
        rf"modalites?|epreuves?|(?:modes?|types?|methodes?|outils?|moyens|formes?|supports?|dispositifs?) {_ASSESSED}"
        rf"|mises? en situation|situations? {_ASSESSED}",
    ),
    (
        Role.ACTIVITY,
        r"activites?(?:[ -]types?)?|situations? (?:de travail|professionnelles?)|missions?|fonctions?|processus"
        r"|domaines? d'(?:activites?|intervention)",
    ),
    (Role.TASK, r"taches?|sous-activites?|operations?"),
    (Role.COMPETENCE, r"competences?|acquis d'apprentissage"),
    (Role.ABILITY, r"capacites?|savoir-faire|aptitudes?|etre capable"),
    (
        Role.CRITERIA,
        r"criteres?|indicateurs?|niveaux? d'exigences?|exigences? attendues?|performances? attendues?",
    ),
    (Role.ASSESSMENT, r"evaluations?"),
    (Role.CODE, r"n°|numeros?|codes?|ref\.?|references?"),
    (Role.TITLE, r"intitules?|libelles?|titres?|designations?|denominations?"),
    (
        Role.ASIDE,
        r"cadres?|lieux?|savoirs?|connaissances?|notions?|comportements?|attitudes?|savoir-etre|ects|credits?|coefficients?|coeff?\.?"
        r"|ponderations?|durees?|volumes?|heures?|niveaux?|livrables?|productions?|preuves?|ressources?|moyens"
        r"|contextes?|conditions?|donnees|outils?|materiels?|resultats?|attendus?|observations?|remarques?"
        r"|commentaires?|objectifs?|contenus?|thematiques?|semestres?|notes?|baremes?|points?|prerequis|evaluateurs?"
        r"|jury|autonomie|responsabilites?",
    ),
)
"""Role → the words of a column title that name it (folded): the first in the title decides, of two the one above."""

_TABLE = tuple((role, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")) for role, words in _WORDS)
_FILLERS = (Role.CODE, Role.TITLE)
"""« Intitulé de la compétence » is about the competence."""

_PLANNING = re.compile(
    r"(?:horaires?|heures?|jours?|(?:salles?|dates?|examinateurs?|convocations?|creneaux?)(?: (?:de|des|d'|du).*)?)\W*"
)
"""Titles of a planning: what stands beside them is when and where people are assessed, not what."""

_CONTENT = frozenset({Role.ACTIVITY, Role.TASK, Role.MODALITY, Role.CRITERIA, Role.ASSESSMENT})
_COMPETENCES = frozenset({Role.COMPETENCE, Role.DOMAIN, Role.ABILITY})
_HEAD = 42
"""A column title says what it is about in its first words; a longer explanation may follow."""
_LONGEST_TITLE = 260
_SHORT_TITLE = 60
"""Beside titles that are understood, a title of this length may name something else (« U1 »)."""


def of_title(text: str) -> Role | None:
    """The role that a column title names with its first words.

    >>> of_title("Intitulé de la compétence"), of_title("Durée de l’épreuve"), of_title("Membre")
    (<Role.COMPETENCE: 'competence'>, <Role.ASIDE: 'aside'>, None)
    """
    head = fold(text)[:_HEAD]
    found = [
        (match.start(), place, role) for place, (role, words) in enumerate(_TABLE) if (match := words.search(head))
    ]
    named = [one for one in found if one[2] not in _FILLERS] or found
    return min(named)[2] if named else None


def of_header(cells: Sequence[str], *, is_marked: bool = False) -> Roles | None:
    """The roles of a header row with these cell texts; None when the row is no header of a table of competences.

    Such a table names competences and something beside them, or two of activities, modalities and criteria.
    ``is_marked``: the document shows that the row is a heading, or that a table begins with it.
    """
    printed = [cell for cell in cells if cell]
    if any(len(cell) > _LONGEST_TITLE or _is_statement(cell) or _PLANNING.fullmatch(fold(cell)) for cell in printed):
        return None
    roles = tuple(of_title(cell) if cell else None for cell in cells)
    named = [role for role in roles if role]
    kinds = set(named) & _CONTENT | ({Role.COMPETENCE} if set(named) & _COMPETENCES else set())
    beside = len(set(named)) >= 2 if is_marked else len(kinds) >= 2
    is_enough = len(kinds) >= 2 or (Role.COMPETENCE in kinds and beside)
    is_whole = is_marked or len(named) == len(printed) or all(len(cell) <= _SHORT_TITLE for cell in printed)
    return roles if is_enough and is_whole else None


def _is_statement(cell: str) -> bool:
    """Whether a cell says to do something, as no column title does."""
    first = min((match.start() for _, words in _TABLE if (match := words.search(fold(cell)))), default=-1)
    return first != 0 and opening_infinitive(cell) is not None


def below(upper: Roles, lower: Roles) -> Roles:
    """The roles of two header rows, one below the other: the lower says more."""
    width = max(len(upper), len(lower))
    pairs = zip(_padded(upper, width), _padded(lower, width), strict=True)
    return tuple(second or first for first, second in pairs)


def settled(roles: Roles) -> Roles:
    """``roles`` where what they are depends on the others: see `Role`.

    A heading « évaluation » alone stands for modalities and, above a second column, criteria; of two columns of
    activities, the second holds their parts; of two about the épreuve, the first says which it is.
    """
    resolved = list(roles)
    counts = Counter(role for role in roles if role)
    for place, role in enumerate(roles):
        if role is Role.ASSESSMENT:
            follows_empty = place + 1 < len(roles) and roles[place + 1] is None
            resolved[place] = Role.MODALITY if Role.MODALITY not in roles else Role.CRITERIA
            if follows_empty and Role.CRITERIA not in roles:
                resolved[place + 1] = Role.CRITERIA
        elif role is Role.DOMAIN:
            resolved[place] = Role.BLOC if counts[Role.COMPETENCE] else Role.COMPETENCE
        elif role is Role.ABILITY:
            resolved[place] = Role.ASIDE if counts[Role.COMPETENCE] or counts[Role.DOMAIN] else Role.COMPETENCE
        elif role is Role.TASK and not counts[Role.ACTIVITY]:
            resolved[place] = Role.ACTIVITY
        elif role is Role.ACTIVITY and Role.ACTIVITY in roles[:place]:
            resolved[place] = Role.TASK
        elif role is Role.MODALITY and Role.MODALITY in roles[:place]:
            resolved[place] = Role.ASIDE
    return tuple(resolved)


def _padded(roles: Roles, width: int) -> Roles:
    return (*roles, *(None,) * (width - len(roles)))
