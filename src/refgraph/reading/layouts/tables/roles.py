"""What each column of a table holds, read from its header rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from refgraph.core.text import fold


class Role(StrEnum):
    """What a column holds. ``ASSESSMENT`` is a heading above the two columns of modalities and criteria."""

    BLOC = "bloc"
    ACTIVITY = "activity"
    COMPETENCE = "competence"
    MODALITY = "modality"
    CRITERIA = "criteria"
    ASSESSMENT = "assessment"


Roles = tuple[Role | None, ...]

_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.BLOC, re.compile(r"\bblocs?\b")),
    (
        Role.ACTIVITY,
        re.compile(r"\bactivites?\b|\btaches?\b|\bsituations? (?:de travail|professionnelles?)|\bmissions?\b"),
    ),
    (Role.COMPETENCE, re.compile(r"\bcompetences?\b|\bcapacites?\b|\bsavoir-faire\b")),
    (Role.MODALITY, re.compile(r"\bmodalites?\b|\bmodes? d'evaluation\b|\bepreuves?\b")),
    (Role.CRITERIA, re.compile(r"\bcriteres?\b|\bindicateurs?\b")),
    (Role.ASSESSMENT, re.compile(r"\bevaluations?\b")),
)
_HEAD = 42
"""A column title says what it is about in its first words; a longer explanation may follow."""
_LONGEST_TITLE = 260
_SHORT_TITLE = 40
"""Beside two titles that are understood, a title of this length may name something else (« N° »)."""


def of_title(text: str) -> Role | None:
    """The role that a column title names with its first words."""
    head = fold(text)[:_HEAD]
    found = [(match.start(), role) for role, words in _WORDS if (match := words.search(head))]
    return min(found)[1] if found else None


def of_header(cells: Sequence[str]) -> Roles | None:
    """The roles of a header row with these cell texts; None when the row is no header."""
    printed = [cell for cell in cells if cell]
    if any(len(cell) > _LONGEST_TITLE for cell in printed):
        return None
    roles = tuple(of_title(cell) if cell else None for cell in cells)
    named = [role for role in roles if role]
    is_whole = len(named) == len(printed) or all(len(cell) <= _SHORT_TITLE for cell in printed)
    return roles if len(set(named)) >= 2 and is_whole else None


def below(upper: Roles, lower: Roles) -> Roles:
    """The roles of two header rows, one below the other: the lower says more."""
    width = max(len(upper), len(lower))
    pairs = zip(_padded(upper, width), _padded(lower, width), strict=True)
    return tuple(second or first for first, second in pairs)


def settled(roles: Roles) -> Roles:
    """``roles`` where a heading « évaluation » alone stands for modalities and, above a second column, criteria."""
    resolved = list(roles)
    for place, role in enumerate(roles):
        if role is Role.ASSESSMENT:
            follows_empty = place + 1 < len(roles) and roles[place + 1] is None
            resolved[place] = Role.MODALITY if Role.MODALITY not in roles else Role.CRITERIA
            if follows_empty and Role.CRITERIA not in roles:
                resolved[place + 1] = Role.CRITERIA
    return tuple(resolved)


def _padded(roles: Roles, width: int) -> Roles:
    return (*roles, *(None,) * (width - len(roles)))
