"""How a document prints things: which items carry codes, which bullet stands for what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from refgraph.core.text import width
from refgraph.model.statement import opening_infinitive
from refgraph.reading.layouts.columns.lines import Gap
from refgraph.reading.layouts.columns.markers import Mark
from refgraph.reading.layouts.columns.pieces import Piece
from refgraph.reading.shared.assessment import threshold
from refgraph.reading.shared.assessment.methods import EVALUATOR_TERMS, METHOD_TERMS, named
from refgraph.reading.shared.wordings import ASSESSMENT, DETERMINER, OPENING, QUALITY, is_sentence

_OFTEN = 0.4
_AS_A_RULE = 0.8
_MOSTLY = 0.6
_RARELY = 0.34
_HARDLY_EVER = 0.15
_ENOUGH = 4
_LONGEST_HEADING = 90


@dataclass(frozen=True)
class Style:
    """The habits of one document.

    ``has_borders``: cells are told apart by their gaps. ``activity_codes`` are those of whole activities (« A1 »).
    ``heads_criteria``: some lists of criteria have a heading.
    ``shares_bullet``: with the bullet of the criteria below it. ``words_criteria``: these are sentences, not phrases.
    ``names_methods``: what stands beside a competence names a method or an evaluator, as a rule.
    """

    has_borders: bool
    heads_criteria: bool
    shares_bullet: bool
    words_criteria: bool
    names_methods: bool
    codes_competences: bool
    activity_codes: frozenset[str]
    heading_bullets: frozenset[str]
    item_bullets: frozenset[str]
    subactivity_bullets: frozenset[str]

    @property
    def codes_activities(self) -> bool:
        """Whether activities carry codes."""
        return len(self.activity_codes) > 1

    def has_parent(self, piece: Piece) -> bool:
        """Whether the document prints the code of which ``piece`` has a part (« A1 » of « A1.2 » or « T2 »)."""
        if (piece.marker.code or "").startswith("T"):
            return bool(self.activity_codes)
        return re.split(r"(?<=\d)\D", piece.marker.code or "")[0] in self.activity_codes


def observe(pieces: Sequence[Piece]) -> Style:
    """The habits that ``pieces`` show."""
    marks = Counter(piece.marker.mark for piece in pieces)
    headings = _heading_bullets(pieces)
    subactivities = _subactivity_bullets(pieces)
    firsts, others = _lists(pieces)
    opens_with_phrase = len(firsts) >= _ENOUGH and sum(firsts) > _MOSTLY * len(firsts)
    shares_bullet = opens_with_phrase and sum(others) < _RARELY * len(others)
    bullets = {piece.marker.bullet for piece in pieces} - {"", " ", "1"}
    return Style(
        has_borders=sum(piece.gap is Gap.BORDER for piece in pieces)
        > sum(piece.gap is Gap.PARAGRAPH for piece in pieces),
        heads_criteria=bool(headings) or shares_bullet or _has_noun_headings(pieces),
        shares_bullet=shares_bullet,
        words_criteria=shares_bullet and sum(others) < _HARDLY_EVER * len(others),
        names_methods=_names_methods(pieces),
        codes_competences=marks[Mark.COMPETENCE] > 1,
        activity_codes=frozenset(piece.marker.code or "" for piece in pieces if piece.marker.mark is Mark.ACTIVITY),
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


def is_phrase(piece: Piece) -> bool:
    """Whether an entry with a bullet, and of no activity, is worded like a heading: without a verb, an article before
    it, or a full stop."""
    is_said = DETERMINER.match(piece.folded) or is_sentence(piece.text) or threshold(piece.text)
    is_short = width(piece.text) <= _LONGEST_HEADING and not piece.text.endswith((".", ";"))
    is_free = piece.marker.mark is Mark.BULLET and not piece.is_under_activity
    return is_free and is_short and not is_said


def _lists(pieces: Sequence[Piece]) -> tuple[list[bool], list[bool]]:
    """Of the lists that are not an activity's: which first entries are phrases, and which other ones."""
    entries = [piece for piece in pieces if piece.marker.mark is Mark.BULLET and not piece.is_under_activity]
    firsts = [is_phrase(piece) for piece in entries if piece.opens_list]
    return firsts, [is_phrase(piece) for piece in entries if not piece.opens_list]


def _heading_bullets(pieces: Sequence[Piece]) -> frozenset[str]:
    """Bullets that often head a list of entries without bullet or with another one, those of activities apart."""
    printed = Counter(piece.marker.bullet for piece in pieces if not piece.is_under_activity)
    heads = Counter(piece.marker.bullet for piece in pieces if piece.heads_list and not piece.is_under_activity)
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
