"""How a document prints things: which items carry codes, which bullet stands for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from refgraph.sources.assessment.methods import EVALUATOR_TERMS, METHOD_TERMS, named
from refgraph.sources.columns.lines import Gap
from refgraph.sources.columns.markers import Mark
from refgraph.sources.columns.pieces import Piece
from refgraph.sources.columns.wordings import ASSESSMENT, OPENING, QUALITY
from refgraph.wording import opening_infinitive

_OFTEN = 0.4
_AS_A_RULE = 0.8
_ENOUGH = 4


@dataclass(frozen=True)
class Style:
    """The habits of one document.

    ``has_borders``: cells are told apart by their gaps. ``heads_criteria``: some lists of criteria have a heading.
    ``names_methods``: what stands beside a competence names a method or an evaluator, as a rule.
    """

    has_borders: bool
    heads_criteria: bool
    names_methods: bool
    codes_competences: bool
    codes_activities: bool
    heading_bullets: frozenset[str]
    item_bullets: frozenset[str]
    subactivity_bullets: frozenset[str]


def observe(pieces: Sequence[Piece]) -> Style:
    """The habits that ``pieces`` show."""
    marks = Counter(piece.marker.mark for piece in pieces)
    headings = _heading_bullets(pieces)
    subactivities = _subactivity_bullets(pieces)
    bullets = {piece.marker.bullet for piece in pieces} - {"", " ", "1"}
    return Style(
        has_borders=sum(piece.gap is Gap.BORDER for piece in pieces)
        > sum(piece.gap is Gap.PARAGRAPH for piece in pieces),
        heads_criteria=bool(headings) or _has_noun_headings(pieces),
        names_methods=_names_methods(pieces),
        codes_competences=marks[Mark.COMPETENCE] > 1,
        codes_activities=marks[Mark.ACTIVITY] > 1,
        heading_bullets=headings,
        item_bullets=frozenset(bullets - headings - subactivities),
        subactivity_bullets=subactivities,
    )


def names_method(piece: Piece) -> bool:
    """Whether ``piece`` names a method of assessment or an evaluator, or opens like a modality."""
    text = piece.folded
    is_worded = ASSESSMENT.match(text) is not None or OPENING.match(text) is not None
    return is_worded or bool(named(text, METHOD_TERMS) or named(text, EVALUATOR_TERMS))


def _names_methods(pieces: Sequence[Piece]) -> bool:
    beside = [
        names_method(follower)
        for piece, follower in pairwise(pieces)
        if piece.marker.mark is Mark.COMPETENCE and follower.marker.mark is Mark.NONE and follower.bloc is None
    ]
    return len(beside) >= _ENOUGH and sum(beside) > _AS_A_RULE * len(beside)


def _has_noun_headings(pieces: Sequence[Piece]) -> bool:
    """Whether a noun of quality, without bullet or with another one, stands over an entry with a bullet."""
    return any(
        (piece.marker.mark is Mark.NONE or piece.heads_list)
        and follower.marker.mark is Mark.BULLET
        and QUALITY.match(piece.folded)
        for piece, follower in pairwise(pieces)
    )


def _heading_bullets(pieces: Sequence[Piece]) -> frozenset[str]:
    """Bullets that often head a list of entries without bullet or with another one."""
    printed = Counter(piece.marker.bullet for piece in pieces)
    heads = Counter(piece.marker.bullet for piece in pieces if piece.heads_list)
    return frozenset(bullet for bullet in heads if bullet.strip() and heads[bullet] > _OFTEN * printed[bullet])


def _subactivity_bullets(pieces: Sequence[Piece]) -> frozenset[str]:
    """Bullets of the entries behind an activity (coded, or first in its bloc), rather than behind a competence."""
    found: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    follows_bloc, count = False, Counter[str]()
    for piece in pieces:
        mark = piece.marker.mark
        if mark is Mark.BULLET:
            count[piece.marker.bullet] += not piece.heads_list
            continue
        if piece.text[:1].islower():
            continue
        if mark is Mark.ACTIVITY or (follows_bloc and mark is Mark.NONE):
            count = found
        elif mark is Mark.COMPETENCE or opening_infinitive(piece.text) or ASSESSMENT.match(piece.folded):
            count = elsewhere
        else:
            count = Counter()
        follows_bloc = piece.bloc is not None
    return frozenset(bullet for bullet in found if found[bullet] > elsewhere[bullet])
