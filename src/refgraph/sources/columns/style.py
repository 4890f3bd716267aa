"""How a document prints things: which items carry codes, which bullet stands for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from refgraph.sources.columns.markers import Mark
from refgraph.sources.columns.pieces import Piece


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
    """Bullets that are nearly always followed by another kind of bullet: they head a list."""
    printed: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for piece, follower in pairwise(pieces):
        bullet = piece.marker.bullet.strip()
        printed[bullet] += 1
        heads[bullet] += follower.marker.bullet.strip() not in ("", bullet)
    return frozenset(
        bullet for bullet in printed if bullet and heads[bullet] > 1 and heads[bullet] > 0.7 * printed[bullet]
    )


def _subactivity_bullets(pieces: Sequence[Piece]) -> frozenset[str]:
    """Bullets of the entries that stand right before a competence or behind an activity's code."""
    found: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    current = Mark.NONE
    for piece in pieces:
        if piece.marker.mark is Mark.BULLET:
            (found if current is Mark.ACTIVITY else elsewhere)[piece.marker.bullet] += 1
        else:
            current = Mark.ACTIVITY if piece.bloc else piece.marker.mark if piece.marker.code else current
    return frozenset(bullet for bullet in found if found[bullet] > elsewhere[bullet])
