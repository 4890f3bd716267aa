"""How a document prints things: which items carry codes, which bullet stands for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from refgraph.sources.columns.lines import Gap
from refgraph.sources.columns.markers import Mark
from refgraph.sources.columns.pieces import Piece

_NEARLY = 0.7


@dataclass(frozen=True)
class Style:
    """The habits of one document."""

    codes_competences: bool
    codes_activities: bool
    heading_bullets: frozenset[str]
    item_bullets: frozenset[str]
    subactivity_bullets: frozenset[str]


def observe(pieces: Sequence[Piece]) -> Style:
    """The habits that ``pieces`` show."""
    marks = Counter(piece.marker.mark for piece in pieces)
    headings = _heading_bullets(pieces)
    subactivities = _subactivity_bullets(pieces) - headings
    bullets = {piece.marker.bullet for piece in pieces} - {"", " "}
    return Style(
        codes_competences=marks[Mark.COMPETENCE] > 1,
        codes_activities=marks[Mark.ACTIVITY] > 1,
        heading_bullets=headings,
        item_bullets=frozenset(bullets - headings - subactivities),
        subactivity_bullets=subactivities,
    )


def _heading_bullets(pieces: Sequence[Piece]) -> frozenset[str]:
    """Bullets that are nearly always followed, in their cell, by entries without bullet or with another one."""
    printed: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    opening = [piece for piece in pieces if piece.marker.mark is not Mark.NONE or not piece.text[:1].islower()]
    for piece, follower in pairwise(opening):
        bullet = piece.marker.bullet.strip()
        printed[bullet] += 1
        heads[bullet] += follower.gap < Gap.BORDER and follower.marker.bullet.strip() != bullet
    return frozenset(
        bullet for bullet in printed if bullet and heads[bullet] > 1 and heads[bullet] > _NEARLY * printed[bullet]
    )


def _subactivity_bullets(pieces: Sequence[Piece]) -> frozenset[str]:
    """Bullets of the entries between an activity (coded, or first in its bloc) and what comes next."""
    found: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    follows_bloc, follows_activity = False, False
    for piece in pieces:
        mark = piece.marker.mark
        if mark is Mark.BULLET:
            (found if follows_activity else elsewhere)[piece.marker.bullet] += 1
        else:
            follows_activity = mark is Mark.ACTIVITY or (follows_bloc and mark is Mark.NONE)
            follows_bloc = piece.bloc is not None
    return frozenset(bullet for bullet in found if found[bullet] > elsewhere[bullet])
