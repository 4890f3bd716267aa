"""Columns whose lines are printed into one another: they are told apart by nothing, so nothing is read of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refgraph.core.errors import DocumentError
from refgraph.core.text import shorten
from refgraph.model.statement import opening_infinitive
from refgraph.reading.layouts.columns.lines import Line

_DETERMINER = r"(?:les?|la|une?|des|du|aux?|sa|son|ses|leurs?|ce|cette|ces|chaque)"
_SPLIT = re.compile(
    rf"(?<![\w’'])(?:{_DETERMINER}\s+(?:Le|La|L[’']|Par|Pour|Dans|Sur|En|Avec)(?!\w)"
    r"|[a-zà-öø-ÿœ]{2,}\s+(?:Les|Des|Une?|Ils?|Elles?|Ces|Cette|Chaque)\s+[a-zà-öø-ÿœ])"
)
"""A word in the middle of a sentence, then the beginning of another one."""

_CODE = re.compile(r"(?<=\w\s)(?<![.:;!?»]\s)(?:C[Pp]?|A)\.?\d{1,3}(?:[.-]\d{1,2})*\s?[.:–-]?\s+(?=[A-ZÀ-ÖØ-ÞŒ])")
_WORD = re.compile(r"(?<=[a-zà-öø-ÿœ]\s)[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿœ]{2,}(?:er|ir|re)\s(?=[a-zà-öø-ÿœ’']+)")
_SIDE_BY_SIDE = re.compile(r"\S {3,}\S")
_MANY = 2
_MOST = 0.4
"""So many of the lines have wide gaps in them where a page was printed column beside column."""


def check(name: str, lines: Sequence[Line]) -> None:
    """Passes ``lines``, those of the table of the document ``name``, or refuses them.

    Raises:
        DocumentError: lines of two columns are printed one into the other, or side by side.
    """
    mixed = [line for line in lines if _is_mixed(line.text)]
    wide = [line for line in lines if _SIDE_BY_SIDE.search(line.text)]
    if len(mixed) >= _MANY:
        raise _refused(name, mixed[0], "les lignes de plusieurs colonnes sont imprimées les unes dans les autres")
    if len(wide) >= _MANY and len(wide) > _MOST * len(lines):
        raise _refused(name, wide[0], "les colonnes sont imprimées côte à côte sur les mêmes lignes")


def _is_mixed(text: str) -> bool:
    """Whether a line holds the beginning of another column: a code, an action or a sentence in the middle of one."""
    codes = (text[match.end() :] for match in _CODE.finditer(text))
    actions = (match[0] for match in _WORD.finditer(text))
    return bool(_SPLIT.search(text)) or any(map(opening_infinitive, codes)) or any(map(opening_infinitive, actions))


def _refused(name: str, line: Line, what: str) -> DocumentError:
    return DocumentError(
        f"{what} (« {shorten(line.text)} »)\u00a0: leurs mots ne peuvent pas être séparés sans deviner.",
        place=f"{name}, ligne\u00a0{line.number}",
        remedy="Fournissez le fichier Word ou PDF d’origine, ou un texte dont chaque cellule est copiée à part.",
    )
